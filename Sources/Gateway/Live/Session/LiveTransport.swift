import NIOCore

/// A socket as the hub sees it. Confined to its loop; calls on a closed one do nothing.
protocol LiveTransport: AnyObject {
    /// False while the socket's outbound buffer is full.
    var isWritable: Bool { get }

    /// Hands whole frames or events to the socket.
    func write(_ frames: ByteBuffer)

    /// Asks for a sign of life, or shows one.
    func ping()

    /// Closes by the protocol's own means.
    func close(_ code: WebSocketCloseCode, _ reason: String)

    /// Closes at once.
    func abort()
}
