#pragma once

/// Heap allocations of the process so far.
long allocation_count(void);
/// Bytes that the heap has given out and not got back, as it rounds them.
long allocation_live_bytes(void);
