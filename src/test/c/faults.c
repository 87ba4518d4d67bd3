/*
 * Makes writes and syncs of a store's files fail, for tests: preloaded into a process (LD_PRELOAD).
 *
 * The file that TRIPLINE_FAULTS names says which, as long as it is there:
 *
 *     sync      syncs fail with EIO
 *     write     writes fail with EIO
 *     full      writes fail with ENOSPC
 *     short     of each write only a part is written, then ENOSPC
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES "tripline.db"

static int is_store(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, FILES) != NULL;
}

/* The first letter of what is to fail; 0: nothing. */
static char fault(int fd) {
    const char *file = getenv("TRIPLINE_FAULTS");
    if (file == NULL || !is_store(fd)) return 0;
    int control = open(file, O_RDONLY | O_CLOEXEC);
    if (control < 0) return 0;
    char letter[2] = {0, 0};
    ssize_t (*real)(int, void *, size_t) = (ssize_t (*)(int, void *, size_t)) dlsym(RTLD_NEXT, "read");
    if (real(control, letter, 2) < 2) letter[0] = 0;
    close(control);
    return letter[0] == 's' && letter[1] == 'h' ? 'h' : letter[0];
}

static int failing_sync(const char *name, int fd) {
    if (fault(fd) == 's') {
        errno = EIO;
        return -1;
    }
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    return real(fd);
}

int fsync(int fd) { return failing_sync("fsync", fd); }

int fdatasync(int fd) { return failing_sync("fdatasync", fd); }

static ssize_t failing_write(const char *name, int fd, const void *from, size_t count, off64_t at) {
    ssize_t (*real)(int, const void *, size_t, off64_t) =
            (ssize_t (*)(int, const void *, size_t, off64_t)) dlsym(RTLD_NEXT, name);
    switch (fault(fd)) {
        case 'w':
            errno = EIO;
            return -1;
        case 'f':
            errno = ENOSPC;
            return -1;
        case 'h':
            if (count > 512) return real(fd, from, 512, at);
            errno = ENOSPC;
            return -1;
        default:
            return real(fd, from, count, at);
    }
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    return failing_write("pwrite", fd, from, count, at);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    return failing_write("pwrite64", fd, from, count, at);
}

ssize_t write(int fd, const void *from, size_t count) {
    char kind = fault(fd);
    if (kind == 'w' || kind == 'f' || kind == 'h') {
        errno = kind == 'w' ? EIO : ENOSPC;
        return -1;
    }
    ssize_t (*real)(int, const void *, size_t) = (ssize_t (*)(int, const void *, size_t)) dlsym(RTLD_NEXT, "write");
    return real(fd, from, count);
}
