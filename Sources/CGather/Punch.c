#define _GNU_SOURCE
#include "CGather.h"
#include <fcntl.h>

bool cgather_punch(int descriptor, int64_t offset, int64_t length) {
    return fallocate(descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length) == 0;
}
