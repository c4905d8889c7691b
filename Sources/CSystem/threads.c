#define _GNU_SOURCE
#include "CSystem.h"
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct sg_event {
    _Atomic uint32_t epoch;
    _Atomic uint32_t waiters;
};

sg_event *sg_event_make(void) { return calloc(1, sizeof(sg_event)); }

void sg_event_destroy(sg_event *event) { free(event); }

uint32_t sg_event_prepare(sg_event *event) {
    atomic_fetch_add(&event->waiters, 1);
    return atomic_load(&event->epoch);
}

void sg_event_cancel(sg_event *event) { atomic_fetch_sub(&event->waiters, 1); }

int sg_event_wait(sg_event *event, uint32_t ticket, int64_t timeout_ms) {
    int64_t end = timeout_ms < 0 ? 0 : sg_monotonic_ns() + timeout_ms * 1000000;
    int woken = 1;
    while (atomic_load(&event->epoch) == ticket) {
        struct timespec wait, *limit = NULL;
        if (timeout_ms >= 0) {
            int64_t rest = end - sg_monotonic_ns();
            if (rest <= 0) {
                woken = 0;
                break;
            }
            wait.tv_sec = rest / 1000000000;
            wait.tv_nsec = rest % 1000000000;
            limit = &wait;
        }
        syscall(SYS_futex, &event->epoch, FUTEX_WAIT_PRIVATE, ticket, limit, NULL, 0);
    }
    atomic_fetch_sub(&event->waiters, 1);
    return woken;
}

void sg_event_signal(sg_event *event) {
    /* A read-modify-write, so that what was stored before it is seen by whoever prepared later. */
    if (atomic_fetch_add(&event->waiters, 0) == 0) return;
    atomic_fetch_add(&event->epoch, 1);
    syscall(SYS_futex, &event->epoch, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

struct sg_mutex {
    pthread_mutex_t lock;
};

sg_mutex *sg_mutex_make(void) {
    sg_mutex *mutex = malloc(sizeof *mutex);
    if (mutex) pthread_mutex_init(&mutex->lock, NULL);
    return mutex;
}

void sg_mutex_destroy(sg_mutex *mutex) {
    pthread_mutex_destroy(&mutex->lock);
    free(mutex);
}

void sg_mutex_lock(sg_mutex *mutex) { pthread_mutex_lock(&mutex->lock); }
void sg_mutex_unlock(sg_mutex *mutex) { pthread_mutex_unlock(&mutex->lock); }

int sg_thread_start(uintptr_t *thread, const char *name, void *(*body)(void *), void *context) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t made;
    int result = pthread_create(&made, NULL, body, context);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (result) return -result;
    pthread_setname_np(made, name);
    *thread = (uintptr_t)made;
    return 0;
}

void sg_thread_join(uintptr_t thread) { pthread_join((pthread_t)thread, NULL); }

void sg_random(void *bytes, size_t count) {
    unsigned char *p = bytes;
    while (count > 0) {
        ssize_t n = getrandom(p, count, 0);
        if (n < 0) {
            if (errno == EINTR) continue;
            abort();
        }
        p += n;
        count -= (size_t)n;
    }
}

int sg_cpu_count(void) {
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) < 0) return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t sg_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }
int64_t sg_thread_cpu_ns(void) { return nanoseconds(CLOCK_THREAD_CPUTIME_ID); }
int64_t sg_monotonic_ms(void) { return nanoseconds(CLOCK_MONOTONIC) / 1000000; }
int64_t sg_boottime_ms(void) { return nanoseconds(CLOCK_BOOTTIME) / 1000000; }
int64_t sg_wall_ms(void) { return nanoseconds(CLOCK_REALTIME) / 1000000; }

void sg_leave(int code, const char *message) {
    size_t left = strlen(message);
    while (left > 0) {
        ssize_t n = write(STDERR_FILENO, message, left);
        if (n < 0 && errno != EINTR) break;
        if (n > 0) {
            message += n;
            left -= (size_t)n;
        }
    }
    _exit(code);
}

int sg_deflate_init(z_stream *stream, int level, int window_bits, int memory_level) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY);
}

int sg_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
