/* What Swift cannot say: the few system calls, instructions and macros that WAL and Gateway need.
   Functions that can fail return 0 or a count, or the negated errno. None of them retries an error. */
#ifndef SEATGRID_CSYSTEM_H
#define SEATGRID_CSYSTEM_H

#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

/* CRC-32C (Castagnoli), as in iSCSI: sg_crc32c(0, "123456789", 9) == 0xe3069283. Continues from `crc`. */
uint32_t sg_crc32c(uint32_t crc, const void *bytes, size_t count);
/* The same by table, on any machine; tests compare the two. */
uint32_t sg_crc32c_software(uint32_t crc, const void *bytes, size_t count);
/* 1 if sg_crc32c uses the processor's instruction. */
int sg_crc32c_is_hardware(void);
/* How many of the leading `count` bytes are zero. */
size_t sg_zero_prefix(const void *bytes, size_t count);

/* Modes of sg_open. */
enum { SG_READ = 0, SG_WRITE = 1, SG_CREATE = 2 };
/* Opens with O_DIRECT | O_CLOEXEC; where the file system has no O_DIRECT, without (*direct = 0). */
int sg_open(const char *path, int mode, int *direct);
int sg_close(int fd);
int64_t sg_pwrite(int fd, const void *bytes, size_t count, uint64_t offset);
int64_t sg_pread(int fd, void *bytes, size_t count, uint64_t offset);
int sg_fdatasync(int fd);
int sg_truncate(int fd, uint64_t size);
int64_t sg_size(int fd);
/* The memory and offset alignment that O_DIRECT asks for here (statx), 0 if unknown. */
uint32_t sg_direct_alignment(int fd);

int sg_make_directory(const char *path);
int sg_sync_directory(const char *path);
int sg_rename(const char *from, const char *to);
int sg_remove(const char *path);
/* The names in a directory, each ended by a zero byte, in memory to be freed with sg_free. */
int sg_list(const char *path, char **names, size_t *count);
int64_t sg_free_bytes(const char *path);
/* Takes an exclusive flock on the file, made if need be; -EWOULDBLOCK if another has it. */
int sg_lock(const char *path);

/* Page-aligned memory, zeroed, taken from the system as it is touched; NULL if there is none. */
void *sg_map(size_t count);
void sg_unmap(void *memory, size_t count);
void sg_free(void *memory);

/* An event count: wait without a lock for something that is checked elsewhere, and wake cheaply. */
typedef struct sg_event sg_event;
sg_event *sg_event_make(void);
void sg_event_destroy(sg_event *event);
/* Announces a waiter; check the condition after it, then wait or cancel. */
uint32_t sg_event_prepare(sg_event *event);
void sg_event_cancel(sg_event *event);
/* Returns 1 if woken, 0 if `timeout_ms` went by (negative: for ever). */
int sg_event_wait(sg_event *event, uint32_t ticket, int64_t timeout_ms);
/* Wakes all waiters; one atomic operation if there are none. */
void sg_event_signal(sg_event *event);

/* A mutex of the thread library, which the thread sanitizer knows. */
typedef struct sg_mutex sg_mutex;
sg_mutex *sg_mutex_make(void);
void sg_mutex_destroy(sg_mutex *mutex);
void sg_mutex_lock(sg_mutex *mutex);
void sg_mutex_unlock(sg_mutex *mutex);

/* Starts a thread with all signals blocked; 0 or the negated errno. */
int sg_thread_start(uintptr_t *thread, const char *name, void *(*body)(void *), void *context);
void sg_thread_join(uintptr_t thread);

/* Random bytes of the system's generator; aborts if there is none. */
void sg_random(void *bytes, size_t count);
/* How many processors this process may use; at least 1. */
int sg_cpu_count(void);
/* Milliseconds: running time, running time with suspension counted, wall clock. */
int64_t sg_monotonic_ms(void);
int64_t sg_boottime_ms(void);
int64_t sg_wall_ms(void);
/* Nanoseconds of running time, for measuring. */
int64_t sg_monotonic_ns(void);
/* Nanoseconds that the calling thread has had of a processor. */
int64_t sg_thread_cpu_ns(void);
/* Writes all to standard error and leaves without running exit handlers. */
void sg_leave(int code, const char *message) __attribute__((noreturn));

/* zlib's macros as functions. */
int sg_deflate_init(z_stream *stream, int level, int window_bits, int memory_level);
int sg_inflate_init(z_stream *stream, int window_bits);

#endif
