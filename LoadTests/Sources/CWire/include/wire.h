// Many keep-alive connections to one loopback server, on one thread: requests out, whole answers in.
// Hand-parsed on epoll because the driver has to saturate a one-core server from one other core.
#ifndef WIRE_H
#define WIRE_H
#include <stddef.h>
#include <stdint.h>

typedef struct wire wire;

enum { WIRE_TIMEOUT = 0, WIRE_RESPONSE = 1, WIRE_FRAME = 2, WIRE_CLOSED = 3 };

// One thing that happened. `body` is valid until the next wire_next.
typedef struct {
    int32_t kind;
    int32_t conn;
    int32_t status;    // of a response
    int32_t opcode;    // of a frame
    int32_t replayed;  // the response had Idempotency-Replayed: true
    const uint8_t *body;
    size_t body_len;
    uint64_t at;  // CLOCK_MONOTONIC ns at which its last byte was read
} wire_event;

wire *wire_create(int capacity);
void wire_destroy(wire *w);
// Connects `conn` to host (network order) and port; closes what it was before. 0 or -errno.
// `rcvbuf` > 0 bounds the socket's receive buffer (for readers that stall).
int wire_connect(wire *w, int conn, uint32_t host, uint16_t port, int rcvbuf);
int wire_is_open(const wire *w, int conn);
// Sends, and queues what the socket doesn't take. 0, or -errno when the connection is gone.
int wire_send(wire *w, int conn, const uint8_t *bytes, size_t n);
// Stops (on = 0) or takes up again reading from `conn`.
void wire_listen(wire *w, int conn, int on);
void wire_close(wire *w, int conn);
// The next event, or WIRE_TIMEOUT after `timeout_ns`.
int wire_next(wire *w, int64_t timeout_ns, wire_event *e);
uint64_t wire_now(void);
// Raises the limit of open files to what the system allows; gives the limit.
uint64_t wire_raise_file_limit(void);
#endif
