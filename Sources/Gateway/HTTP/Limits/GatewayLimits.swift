/// Every limit of the HTTP side, in one place. The defaults are CONTRACT §1's where it names one.
package struct GatewayLimits: Sendable {
    /// Names and values of one request's header lines together; more answers 431.
    package var headerBytes = 16 * 1024
    /// Header lines of one request; more answers 431.
    package var headerCount = 100
    /// What the decoder may keep while a head is incomplete: request line and header lines.
    package var headBytes = 24 * 1024
    /// A request's body; more answers 413.
    package var bodyBytes = 64 * 1024
    /// The body of `POST /v1/admin/import`, for a key with the right `operate`.
    package var importBytes = 64 * 1024 * 1024
    /// Requests of one connection that wait for their answer; then it is not read any further.
    package var pipelined = 64
    /// Requests of one connection that are in the cold lane at once.
    package var coldPerConnection = 4
    /// Connections of the whole server; further ones are closed at once.
    package var connections = 16_000
    /// Connections from one address (of IPv6 one /64); further ones are closed at once. Trusted
    /// proxies are exempt.
    package var connectionsPerAddress = 8_000
    /// A connection with nothing to do is closed after this long.
    package var idleMilliseconds: Int64 = 75_000
    /// From a head's first byte to its last.
    package var headMilliseconds: Int64 = 10_000
    /// From a body's first byte to its last, plus the time its bytes take at `bodyBytesPerSecond`.
    package var bodyMilliseconds: Int64 = 30_000
    /// The slowest rate at which a large body may come.
    package var bodyBytesPerSecond: Int64 = 64 * 1024
    /// A client that takes no byte of its answers for this long is cut off.
    package var stallMilliseconds: Int64 = 30_000
    /// How often each loop looks at its connections' clocks.
    package var tickMilliseconds: Int64 = 500
    /// Connections whose clocks are looked at before the loop serves others again.
    package var looksPerTurn = 1_024
    /// Connections ended before the loop serves others again: an end costs several system calls.
    package var endsPerTurn = 16
    /// How deep arrays and objects may nest in a body.
    package var nesting = 32
    /// `customer` of a booking, as compact JSON.
    package var customerBytes = 4 * 1024
    /// `reference` and `holder`, in characters of UTF-8.
    package var referenceBytes = 255
    /// `reason` of a block.
    package var reasonBytes = 255
    /// Addresses whose write rate is remembered at once, over all shards of the limiter.
    package var limitedAddresses = 65_536
    /// `?limit=` of lists.
    package var pageSize = 1...100
    package var defaultPageSize = 20

    package init() {}
}
