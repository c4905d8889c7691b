// Counts every heap allocation of the process: these stand before the C library's own functions
// and pass on to them, so nothing that allocates goes by unseen. For benchmarks of one thread.
#include "allocation_count.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static long count;
static long live;

long allocation_count(void) { return count; }
long allocation_live_bytes(void) { return live; }

static void *counted(void *p) {
    count++;
    live += (long)malloc_usable_size(p);
    return p;
}

void *malloc(size_t n) { return counted(__libc_malloc(n)); }
void *calloc(size_t n, size_t size) { return counted(__libc_calloc(n, size)); }
void *realloc(void *old, size_t n) {
    live -= (long)malloc_usable_size(old);
    return counted(__libc_realloc(old, n));
}
void *memalign(size_t alignment, size_t n) { return counted(__libc_memalign(alignment, n)); }
void *aligned_alloc(size_t alignment, size_t n) { return counted(__libc_memalign(alignment, n)); }
int posix_memalign(void **out, size_t alignment, size_t n) {
    void *p = counted(__libc_memalign(alignment, n));
    if (!p) return ENOMEM;
    *out = p;
    return 0;
}
void free(void *p) {
    live -= (long)malloc_usable_size(p);
    __libc_free(p);
}
