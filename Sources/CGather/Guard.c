#define _GNU_SOURCE
#include "CGather.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

// The system tells a thread that reads behind the end of a mapped file by a signal, whose handlers belong to the whole
// process; so the state is the process's and the thread's.
static pthread_once_t installing = PTHREAD_ONCE_INIT;
static struct sigaction previous;
static size_t page;
static _Thread_local volatile bool reading;

// Each costs its map a page: a run ends at the first, so that many are as many runs in one process.
enum { MOST = 1024 };
static _Atomic size_t noted;
static const void *_Atomic missing[MOST];

static void pass_on(int number, siginfo_t *info, void *context) {
    if (previous.sa_flags & SA_SIGINFO) {
        previous.sa_sigaction(number, info, context);
    } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
        previous.sa_handler(number);
    } else {
        // The read is tried again, and now ends the process as it would have without us.
        signal(SIGBUS, SIG_DFL);
    }
}

static void handle(int number, siginfo_t *info, void *context) {
    size_t place;
    if (reading && info->si_code == BUS_ADRERR && (place = atomic_fetch_add(&noted, 1)) < MOST) {
        // Noted before the page is there, so that whoever reads its zeros can know.
        atomic_store(&missing[place], info->si_addr);
        void *start = (void *)((uintptr_t)info->si_addr & ~(uintptr_t)(page - 1));
        int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED;
        if (mmap(start, page, PROT_READ, flags, -1, 0) != MAP_FAILED) return;
    }
    pass_on(number, info, context);
}

static void install(void) {
    page = (size_t)sysconf(_SC_PAGESIZE);
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &previous);
}

void cgather_begin(void) {
    pthread_once(&installing, install);
    reading = true;
}

void cgather_end(void) { reading = false; }

size_t cgather_missing_count(void) {
    size_t count = atomic_load(&noted);
    return count < MOST ? count : MOST;
}

const void *cgather_missing(size_t number) { return number < MOST ? atomic_load(&missing[number]) : NULL; }
