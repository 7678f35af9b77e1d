// Several processes that work on one thing: a place where they meet, and tensors that they sum, gather and share, by
// libtorch's own library for it (c10d, with Gloo for memory of the CPU).
#pragma once
#include "CTorch.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Texts that all processes see; one of them has it.
typedef struct tt_store tt_store;
typedef struct tt_group tt_group;
/// An operation that is under way.
typedef struct tt_work tt_work;

/// Opens a store in this process. `address` is what it can be reached by: NULL for all that this machine has; `port` is
/// chosen where it is 0. Each function gives NULL, or a text that the caller frees.
char *tt_store_host(const char *address, int port, int64_t milliseconds, tt_store **result, int *chosen);
/// Goes to another process's store.
char *tt_store_visit(const char *host, int port, int64_t milliseconds, tt_store **result);
char *tt_store_set(tt_store *store, const char *key, const char *text);
/// `text` is NULL where nobody has set the key.
char *tt_store_get(tt_store *store, const char *key, char **text);
void tt_store_release(tt_store *store);

/// This machine's own address on the way to another, and that one's.
char *tt_address_towards(const char *host, int port, char **own, char **other);
/// This machine's addresses but for the loopback, with a comma between two.
char *tt_addresses(char **list);

/// Connects `count` processes with each other, of which this is the one of a rank. `address` is this machine's, as the
/// others reach it. `connecting` and `operation`: how many milliseconds either may take.
char *tt_group_make(
    tt_store *store, int rank, int count, const char *address, int64_t connecting, int64_t operation,
    tt_group **result);
void tt_group_release(tt_group *group);

/// Begin an operation, which every process must begin in the same order. Tensors are on the CPU and row-major, and are not
/// touched before it is done. The sum, and what the process `root` has, take the place of what was there.
char *tt_group_sum(tt_group *group, const tt_tensor *tensor, tt_work **result);
char *tt_group_broadcast(tt_group *group, const tt_tensor *tensor, int root, tt_work **result);
/// `all`: [count, …], where the tensor is […].
char *tt_group_gather(tt_group *group, const tt_tensor *tensor, const tt_tensor *all, tt_work **result);

/// Waits for so long; gives the operation's failure, once it is done.
char *tt_work_wait(tt_work *work, int64_t milliseconds, bool *done);
void tt_work_release(tt_work *work);

#ifdef __cplusplus
}
#endif
