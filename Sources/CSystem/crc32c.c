#include "CSystem.h"
#include <string.h>

#define POLYNOMIAL 0x82f63b78u

static uint32_t table[8][256];

static void make_table(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t crc = n;
        for (int k = 0; k < 8; k++) crc = crc & 1 ? crc >> 1 ^ POLYNOMIAL : crc >> 1;
        table[0][n] = crc;
    }
    for (uint32_t n = 0; n < 256; n++)
        for (int k = 1; k < 8; k++)
            table[k][n] = table[k - 1][n] >> 8 ^ table[0][table[k - 1][n] & 0xff];
}

uint32_t sg_crc32c_software(uint32_t crc, const void *bytes, size_t count) {
    const unsigned char *p = bytes;
    crc = ~crc;
    while (count >= 8) {
        uint32_t low, high;
        memcpy(&low, p, 4);
        memcpy(&high, p + 4, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        low = __builtin_bswap32(low);
        high = __builtin_bswap32(high);
#endif
        low ^= crc;
        crc = table[7][low & 0xff] ^ table[6][low >> 8 & 0xff] ^ table[5][low >> 16 & 0xff] ^
              table[4][low >> 24] ^ table[3][high & 0xff] ^ table[2][high >> 8 & 0xff] ^
              table[1][high >> 16 & 0xff] ^ table[0][high >> 24];
        p += 8;
        count -= 8;
    }
    while (count--) crc = crc >> 8 ^ table[0][(crc ^ *p++) & 0xff];
    return ~crc;
}

#if defined(__x86_64__)
#include <nmmintrin.h>

__attribute__((target("sse4.2")))
static uint32_t hardware(uint32_t start, const void *bytes, size_t count) {
    const unsigned char *p = bytes;
    uint64_t crc = (uint32_t)~start;
    while (count >= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        crc = _mm_crc32_u64(crc, word);
        p += 8;
        count -= 8;
    }
    uint32_t rest = (uint32_t)crc;
    while (count--) rest = _mm_crc32_u8(rest, *p++);
    return ~rest;
}

static int has_hardware(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse4.2") != 0;
}
#elif defined(__aarch64__) && defined(__linux__)
#include <arm_acle.h>
#include <sys/auxv.h>

__attribute__((target("crc")))
static uint32_t hardware(uint32_t crc, const void *bytes, size_t count) {
    const unsigned char *p = bytes;
    crc = ~crc;
    while (count >= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        crc = __crc32cd(crc, word);
        p += 8;
        count -= 8;
    }
    while (count--) crc = __crc32cb(crc, *p++);
    return ~crc;
}

static int has_hardware(void) { return (getauxval(AT_HWCAP) & 1u << 7) != 0; }
#else
static uint32_t hardware(uint32_t crc, const void *bytes, size_t count) {
    return sg_crc32c_software(crc, bytes, count);
}
static int has_hardware(void) { return 0; }
#endif

static int use_hardware;

/* Before main, so that no thread ever sees the table half made. */
__attribute__((constructor)) static void choose(void) {
    make_table();
    use_hardware = has_hardware();
}

uint32_t sg_crc32c(uint32_t crc, const void *bytes, size_t count) {
    return use_hardware ? hardware(crc, bytes, count) : sg_crc32c_software(crc, bytes, count);
}

int sg_crc32c_is_hardware(void) { return use_hardware; }

size_t sg_zero_prefix(const void *bytes, size_t count) {
    const unsigned char *p = bytes;
    size_t done = 0;
    while (count - done >= 64) {
        uint64_t w[8];
        memcpy(w, p + done, 64);
        if (w[0] | w[1] | w[2] | w[3] | w[4] | w[5] | w[6] | w[7]) break;
        done += 64;
    }
    while (done < count && p[done] == 0) done++;
    return done;
}
