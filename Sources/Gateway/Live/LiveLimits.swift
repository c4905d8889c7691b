/// Every bound of the live side, in one place.
package struct LiveLimits: Sendable {
    /// A ping (or an SSE comment) this often; what `welcome` tells as `heartbeat_ms`.
    package var heartbeatSeconds = 15
    /// Heartbeats in a row without a sign of life after which a socket is given up.
    package var missedHeartbeats: UInt8 = 2
    /// How long a socket may stay silent before it gets the snapshot that no `hello` also means.
    package var helloGraceMilliseconds: Int64 = 250
    /// How long the other side may take to answer a close frame.
    package var closeGraceMilliseconds: Int64 = 5_000
    /// A client's whole message, inflated; more closes with 1009.
    package var messageBytes = 4_096
    /// Messages of one client in one heartbeat; more closes with 4429.
    package var messagesPerHeartbeat: UInt16 = 60

    /// Changes leave at most this long after the commit while the loop keeps up.
    package var shortestTickMilliseconds: Int64 = 40
    /// And this long when it does not.
    package var longestTickMilliseconds: Int64 = 250
    /// The most of a core's time that sending frames takes, in percent.
    package var dutyPercent: Int64 = 70
    /// Viewers visited before the loop may serve others.
    package var sendsPerTurn = 96

    /// Frames and seats remembered per show for resuming.
    package var rememberedFrames = 4_096
    package var rememberedSeats = 8_192
    /// A show without viewers is remembered this long, for those who come back.
    package var lingerSeconds = 30

    /// The overrun that closes with 4408; each one before is answered with a snapshot.
    package var overruns: UInt8 = 3
    /// Unsent bytes at which a socket counts as full, and as drained.
    package var fullBytes = 32_768
    package var drainedBytes = 8_192
    /// The kernel's send buffer (it takes twice that): what a stalled viewer costs, and how late it
    /// is noticed.
    package var sendBufferBytes = 32_768
    package var receiveBytes = 512

    /// Viewers of this node, and from one address (which may be a whole carrier's).
    package var viewers = 16_000
    package var viewersPerAddress = 10_000

    package init() {}

    var heartbeatMilliseconds: Int { heartbeatSeconds * 1_000 }
}
