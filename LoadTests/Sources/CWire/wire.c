#define _GNU_SOURCE
#include "wire.h"
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_BUFFER = 4096, READ_ROOM = 2048, LARGEST_BUFFER = 256 << 20, READY = 256 };

typedef struct {
    int fd;
    uint32_t generation;
    int websocket, muted, wants_write;
    uint8_t *in;
    size_t start, end, room;  // in[start..<end] is unread
    size_t scanned;           // bytes after start that hold no end of a head
    uint8_t *out;
    size_t out_start, out_end, out_room;
    uint64_t at;
} connection;

struct wire {
    int epoll, capacity, ready_next, ready_count, current;
    connection *all;
    struct epoll_event ready[READY];
};

uint64_t wire_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t wire_raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

wire *wire_create(int capacity) {
    wire *w = calloc(1, sizeof *w);
    if (!w) return NULL;
    w->all = calloc((size_t)capacity, sizeof *w->all);
    w->epoll = epoll_create1(EPOLL_CLOEXEC);
    w->capacity = capacity;
    w->current = -1;
    if (!w->all || w->epoll < 0) {
        free(w->all);
        free(w);
        return NULL;
    }
    for (int i = 0; i < capacity; i++) w->all[i].fd = -1;
    return w;
}

void wire_destroy(wire *w) {
    if (!w) return;
    for (int i = 0; i < w->capacity; i++) {
        if (w->all[i].fd >= 0) close(w->all[i].fd);
        free(w->all[i].in);
        free(w->all[i].out);
    }
    close(w->epoll);
    free(w->all);
    free(w);
}

static int arm(wire *w, int conn, int operation) {
    connection *c = &w->all[conn];
    struct epoll_event e = {0};
    e.events = (c->muted ? 0u : (unsigned)EPOLLIN) | (c->wants_write ? (unsigned)EPOLLOUT : 0u);
    e.data.u64 = ((uint64_t)c->generation << 32) | (uint32_t)conn;
    return epoll_ctl(w->epoll, operation, c->fd, &e);
}

void wire_close(wire *w, int conn) {
    connection *c = &w->all[conn];
    if (c->fd < 0) return;
    close(c->fd);
    c->fd = -1;
    c->generation++;
    c->start = c->end = c->scanned = 0;
    c->out_start = c->out_end = 0;
    c->websocket = c->muted = c->wants_write = 0;
}

int wire_is_open(const wire *w, int conn) { return w->all[conn].fd >= 0; }

int wire_connect(wire *w, int conn, uint32_t host, uint16_t port, int rcvbuf) {
    connection *c = &w->all[conn];
    wire_close(w, conn);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    if (fd < 0) return -errno;
    if (rcvbuf > 0) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &rcvbuf, sizeof rcvbuf);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    a.sin_addr.s_addr = host;
    if (connect(fd, (struct sockaddr *)&a, sizeof a) != 0) {
        int why = errno;
        close(fd);
        return -why;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    c->fd = fd;
    return arm(w, conn, EPOLL_CTL_ADD) == 0 ? 0 : -errno;
}

void wire_listen(wire *w, int conn, int on) {
    connection *c = &w->all[conn];
    c->muted = !on;
    if (c->fd >= 0) arm(w, conn, EPOLL_CTL_MOD);
}

static int flush_out(wire *w, int conn) {
    connection *c = &w->all[conn];
    while (c->out_start < c->out_end) {
        ssize_t n = send(c->fd, c->out + c->out_start, c->out_end - c->out_start, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) break;
        if (n < 0) return -errno;
        c->out_start += (size_t)n;
    }
    int wants = c->out_start < c->out_end;
    if (!wants) c->out_start = c->out_end = 0;
    if (wants != c->wants_write) {
        c->wants_write = wants;
        arm(w, conn, EPOLL_CTL_MOD);
    }
    return 0;
}

int wire_send(wire *w, int conn, const uint8_t *bytes, size_t n) {
    connection *c = &w->all[conn];
    if (c->fd < 0) return -ENOTCONN;
    if (c->out_start == c->out_end) {
        ssize_t sent = send(c->fd, bytes, n, MSG_NOSIGNAL);
        if (sent == (ssize_t)n) return 0;
        if (sent < 0 && errno != EAGAIN && errno != EINTR) return -errno;
        if (sent > 0) {
            bytes += sent;
            n -= (size_t)sent;
        }
    }
    if (c->out_end + n > c->out_room) {
        size_t room = (c->out_end + n) * 2;
        uint8_t *more = realloc(c->out, room);
        if (!more) return -ENOMEM;
        c->out = more;
        c->out_room = room;
    }
    memcpy(c->out + c->out_end, bytes, n);
    c->out_end += n;
    return flush_out(w, conn);
}

// Reads once. 1 = bytes came, 0 = none now, -1 = closed.
static int fill(connection *c) {
    if (c->start == c->end) c->start = c->end = 0;
    if (c->room - c->end < READ_ROOM && c->start > 0) {
        memmove(c->in, c->in + c->start, c->end - c->start);
        c->end -= c->start;
        c->start = 0;
    }
    if (c->room - c->end < READ_ROOM) {
        size_t room = c->room ? c->room * 2 : FIRST_BUFFER;
        if (room > LARGEST_BUFFER) return -1;
        uint8_t *more = realloc(c->in, room);
        if (!more) return -1;
        c->in = more;
        c->room = room;
    }
    ssize_t n = recv(c->fd, c->in + c->end, c->room - c->end, 0);
    if (n > 0) {
        c->end += (size_t)n;
        c->at = wire_now();
        return 1;
    }
    return n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

typedef struct {
    int status, chunked, replayed;
    int64_t length;
} head;

static void read_field(head *h, const char *p, size_t n) {
    if (n > 15 && strncasecmp(p, "content-length:", 15) == 0) {
        h->length = 0;
        for (size_t i = 15; i < n; i++)
            if (p[i] >= '0' && p[i] <= '9') h->length = h->length * 10 + (p[i] - '0');
    } else if (n > 18 && strncasecmp(p, "transfer-encoding:", 18) == 0) {
        h->chunked = memmem(p, n, "chunked", 7) != NULL;
    } else if (n > 21 && strncasecmp(p, "idempotency-replayed:", 21) == 0) {
        h->replayed = memmem(p, n, "true", 4) != NULL;
    }
}

static head read_head(const uint8_t *bytes, size_t n) {
    head h = {.length = -1};
    const char *p = (const char *)bytes, *end = p + n;
    if (n > 12) h.status = (p[9] - '0') * 100 + (p[10] - '0') * 10 + (p[11] - '0');
    const char *line = memchr(p, '\n', n);
    while (line && ++line < end) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        char first = (char)(*line | 0x20);
        if (first == 'c' || first == 't' || first == 'i')
            read_field(&h, line, (size_t)((next ? next : end) - line));
        line = next;
    }
    return h;
}

// Joins the chunks at p in place. Bytes used, 0 = more needed, -1 = malformed.
static int64_t join_chunks(uint8_t *p, size_t n, size_t *joined) {
    size_t at = 0, out = 0;
    // A first pass without writing: the body may still be incomplete.
    for (int pass = 0; pass < 2; pass++) {
        at = out = 0;
        for (;;) {
            const uint8_t *eol = memmem(p + at, n - at, "\r\n", 2);
            if (!eol) return 0;
            size_t size = 0;
            for (const uint8_t *q = p + at; q < eol; q++) {
                int d = *q >= '0' && *q <= '9'   ? *q - '0'
                        : (*q | 32) >= 'a' && (*q | 32) <= 'f' ? (*q | 32) - 'a' + 10
                                                               : -1;
                if (d < 0) break;
                size = size * 16 + (size_t)d;
            }
            size_t data = (size_t)(eol - p) + 2;
            if (size > LARGEST_BUFFER) return -1;
            if (n < data + size + 2) return 0;
            if (size == 0) {
                at = data + 2;
                break;
            }
            if (pass == 1) memmove(p + out, p + data, size);
            out += size;
            at = data + size + 2;
        }
    }
    *joined = out;
    return (int64_t)at;
}

// 1 = a response, 0 = more bytes needed, -1 = malformed.
static int parse_response(connection *c, wire_event *e) {
    for (;;) {
        uint8_t *p = c->in + c->start;
        size_t n = c->end - c->start;
        size_t from = c->scanned > 3 ? c->scanned - 3 : 0;
        uint8_t *blank = n > from ? memmem(p + from, n - from, "\r\n\r\n", 4) : NULL;
        if (!blank) {
            c->scanned = n;
            return 0;
        }
        size_t head_len = (size_t)(blank - p) + 4;
        c->scanned = head_len - 1;
        head h = read_head(p, head_len);
        if (h.status < 100 || h.status > 599) return -1;
        if (h.status == 101) c->websocket = 1;
        size_t used = head_len, length = 0;
        if (h.status < 200 || h.status == 204 || h.status == 304) {
        } else if (h.chunked) {
            int64_t taken = join_chunks(p + head_len, n - head_len, &length);
            if (taken <= 0) return (int)taken;
            used += (size_t)taken;
        } else if (h.length >= 0) {
            if (n - head_len < (size_t)h.length) return 0;
            length = (size_t)h.length;
            used += length;
        } else {
            return -1;
        }
        c->start += used;
        c->scanned = 0;
        if (h.status < 200 && h.status != 101) continue;
        e->kind = WIRE_RESPONSE;
        e->status = h.status;
        e->replayed = h.replayed;
        e->body = p + head_len;
        e->body_len = length;
        return 1;
    }
}

static void answer_ping(wire *w, int conn, const uint8_t *payload, size_t n) {
    uint8_t pong[6 + 125] = {0x8A, (uint8_t)(0x80 | n), 0, 0, 0, 0};
    if (n > 125) return;
    memcpy(pong + 6, payload, n);
    wire_send(w, conn, pong, 6 + n);
}

static int parse_frame(wire *w, int conn, wire_event *e) {
    connection *c = &w->all[conn];
    for (;;) {
        const uint8_t *p = c->in + c->start;
        size_t n = c->end - c->start, head_len = 2;
        if (n < 2) return 0;
        uint64_t length = p[1] & 0x7F;
        if (p[1] & 0x80) return -1;
        if (length == 126) {
            head_len = 4;
            if (n < head_len) return 0;
            length = ((uint64_t)p[2] << 8) | p[3];
        } else if (length == 127) {
            head_len = 10;
            if (n < head_len) return 0;
            length = 0;
            for (int i = 2; i < 10; i++) length = (length << 8) | p[i];
        }
        if (length > LARGEST_BUFFER) return -1;
        if (n - head_len < length) return 0;
        c->start += head_len + length;
        if ((p[0] & 0x0F) == 9) {
            answer_ping(w, conn, p + head_len, length);
            continue;
        }
        e->kind = WIRE_FRAME;
        e->opcode = p[0] & 0x0F;
        e->body = p + head_len;
        e->body_len = length;
        return 1;
    }
}

static int parse(wire *w, int conn, wire_event *e) {
    connection *c = &w->all[conn];
    if (c->fd < 0 || c->start == c->end || c->muted) return 0;
    memset(e, 0, sizeof *e);
    e->conn = conn;
    e->at = c->at;
    return c->websocket ? parse_frame(w, conn, e) : parse_response(c, e);
}

static int closed(wire *w, int conn, wire_event *e) {
    wire_close(w, conn);
    memset(e, 0, sizeof *e);
    e->kind = WIRE_CLOSED;
    e->conn = conn;
    e->at = wire_now();
    return WIRE_CLOSED;
}

// The next event of the ready list or of bytes read already; WIRE_TIMEOUT when both are used up.
static int next_ready(wire *w, wire_event *e) {
    for (;;) {
        if (w->current >= 0) {
            int got = parse(w, w->current, e);
            if (got > 0) return e->kind;
            if (got < 0) return closed(w, w->current, e);
            w->current = -1;
        }
        if (w->ready_next >= w->ready_count) return WIRE_TIMEOUT;
        struct epoll_event ready = w->ready[w->ready_next++];
        int conn = (int)(ready.data.u64 & 0xFFFFFFFFu);
        connection *c = &w->all[conn];
        if (c->fd < 0 || c->generation != (uint32_t)(ready.data.u64 >> 32)) continue;
        if ((ready.events & EPOLLOUT) && flush_out(w, conn) != 0) return closed(w, conn, e);
        if (c->muted) {
            if (ready.events & (EPOLLHUP | EPOLLERR)) return closed(w, conn, e);
            continue;
        }
        if (!(ready.events & (EPOLLIN | EPOLLHUP | EPOLLERR))) continue;
        int got = fill(c);
        if (got < 0) return closed(w, conn, e);
        if (got > 0) w->current = conn;
    }
}

int wire_next(wire *w, int64_t timeout_ns, wire_event *e) {
    int kind = next_ready(w, e);
    if (kind != WIRE_TIMEOUT) return kind;
    if (timeout_ns < 0) timeout_ns = 0;
    uint64_t deadline = timeout_ns > 0 ? wire_now() + (uint64_t)timeout_ns : 0;
    for (;;) {
        struct timespec t = {timeout_ns / 1000000000, timeout_ns % 1000000000};
        int n = epoll_pwait2(w->epoll, w->ready, READY, &t, NULL);
        w->ready_next = 0;
        w->ready_count = n > 0 ? n : 0;
        kind = next_ready(w, e);
        if (kind != WIRE_TIMEOUT || timeout_ns == 0) return kind;
        // Bytes came that are no whole answer yet.
        uint64_t now = wire_now();
        if (now >= deadline) return WIRE_TIMEOUT;
        timeout_ns = (int64_t)(deadline - now);
    }
}
