#define _GNU_SOURCE
#include "CSystem.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

int sg_open(const char *path, int mode, int *direct) {
    int flags = O_CLOEXEC | (mode == SG_READ ? O_RDONLY : O_RDWR);
    if (mode == SG_CREATE) flags |= O_CREAT;
    *direct = 1;
    int fd = open(path, flags | O_DIRECT, 0640);
    if (fd < 0 && errno == EINVAL) {
        *direct = 0;
        fd = open(path, flags, 0640);
    }
    return fd < 0 ? -errno : fd;
}

int sg_close(int fd) { return close(fd) < 0 ? -errno : 0; }

int64_t sg_pwrite(int fd, const void *bytes, size_t count, uint64_t offset) {
    ssize_t n;
    do n = pwrite(fd, bytes, count, (off_t)offset);
    while (n < 0 && errno == EINTR); /* nothing was written: not a failure */
    return n < 0 ? -errno : n;
}

int64_t sg_pread(int fd, void *bytes, size_t count, uint64_t offset) {
    ssize_t n;
    do n = pread(fd, bytes, count, (off_t)offset);
    while (n < 0 && errno == EINTR);
    return n < 0 ? -errno : n;
}

int sg_fdatasync(int fd) { return fdatasync(fd) < 0 ? -errno : 0; }

int sg_truncate(int fd, uint64_t size) { return ftruncate(fd, (off_t)size) < 0 ? -errno : 0; }

int64_t sg_size(int fd) {
    struct stat status;
    return fstat(fd, &status) < 0 ? -errno : (int64_t)status.st_size;
}

uint32_t sg_direct_alignment(int fd) {
#ifdef STATX_DIOALIGN
    struct statx status;
    if (statx(fd, "", AT_EMPTY_PATH, STATX_DIOALIGN, &status) < 0) return 0;
    if (!(status.stx_mask & STATX_DIOALIGN)) return 0;
    return status.stx_dio_offset_align > status.stx_dio_mem_align ? status.stx_dio_offset_align
                                                                  : status.stx_dio_mem_align;
#else
    (void)fd;
    return 0;
#endif
}

int sg_make_directory(const char *path) {
    return mkdir(path, 0750) < 0 && errno != EEXIST ? -errno : 0;
}

int sg_sync_directory(const char *path) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return -errno;
    int result = fsync(fd) < 0 ? -errno : 0;
    close(fd);
    return result;
}

int sg_rename(const char *from, const char *to) { return rename(from, to) < 0 ? -errno : 0; }

int sg_remove(const char *path) { return unlink(path) < 0 ? -errno : 0; }

int sg_list(const char *path, char **names, size_t *count) {
    DIR *directory = opendir(path);
    if (!directory) return -errno;
    char *all = NULL;
    size_t used = 0, room = 0;
    int failure = 0;
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(directory);
        if (!entry) {
            failure = -errno;
            break;
        }
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        size_t length = strlen(entry->d_name) + 1;
        if (used + length > room) {
            room = (used + length) * 2;
            char *more = realloc(all, room);
            if (!more) {
                failure = -ENOMEM;
                break;
            }
            all = more;
        }
        memcpy(all + used, entry->d_name, length);
        used += length;
    }
    closedir(directory);
    if (failure) {
        free(all);
        all = NULL;
        used = 0;
    }
    *names = all;
    *count = used;
    return failure;
}

int64_t sg_free_bytes(const char *path) {
    struct statvfs status;
    if (statvfs(path, &status) < 0) return -errno;
    return (int64_t)status.f_bavail * (int64_t)status.f_frsize;
}

int sg_lock(const char *path) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) return -errno;
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        int failure = -errno;
        close(fd);
        return failure;
    }
    return fd;
}

void *sg_map(size_t count) {
    void *memory = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

void sg_unmap(void *memory, size_t count) { munmap(memory, count); }

void sg_free(void *memory) { free(memory); }
