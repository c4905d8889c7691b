import CWire

/// Many connections on one thread: bytes out, whole answers and frames in. Not thread-safe, by
/// design.
@safe public final class Wire {
    /// Something that came in. The bytes of its body are in `Wire.body` till the next call of
    /// `next`.
    public struct Event {
        /// What came.
        public enum Kind { case response, frame, closed }
        /// What came.
        public var kind: Kind
        /// On which connection.
        public var connection: Int
        /// The status of a response.
        public var status: Int
        /// The opcode of a frame.
        public var opcode: Int
        /// The response had `Idempotency-Replayed: true`.
        public var replayed: Bool
        /// When its last byte was read, monotonic nanoseconds.
        public var at: UInt64
    }

    /// The body of the last event.
    public private(set) var body: [UInt8] = []
    private let raw: OpaquePointer
    private let target: Target

    /// Room for `capacity` connections to `target`; none is open yet.
    public init(target: Target, capacity: Int) {
        guard let raw = unsafe wire_create(Int32(capacity)) else {
            preconditionFailure("no memory or no epoll for \(capacity) connections")
        }
        unsafe self.raw = raw
        self.target = target
    }

    deinit {
        unsafe wire_destroy(raw)
    }

    /// The monotonic clock that all times here are of.
    public static func now() -> UInt64 { wire_now() }

    /// Allows as many open files as the system lets us have.
    @discardableResult
    public static func raiseFileLimit() -> UInt64 { wire_raise_file_limit() }

    /// Opens `connection` anew; false when nobody listens. `receiveBuffer` bounds what the kernel
    /// takes in.
    public func connect(_ connection: Int, receiveBuffer: Int = 0) -> Bool {
        unsafe wire_connect(
            raw,
            Int32(connection),
            target.address,
            target.port,
            Int32(receiveBuffer)
        ) == 0
    }

    /// True while `connection` has a socket.
    public func isOpen(_ connection: Int) -> Bool {
        unsafe wire_is_open(raw, Int32(connection)) != 0
    }

    /// Sends `bytes`, queueing what the socket won't take; false when the connection is gone.
    @discardableResult
    public func send(_ connection: Int, _ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBufferPointer {
            unsafe wire_send(raw, Int32(connection), $0.baseAddress, $0.count) == 0
        }
    }

    /// Stops reading from `connection`, or takes it up again.
    public func listen(_ connection: Int, _ on: Bool) {
        unsafe wire_listen(raw, Int32(connection), on ? 1 : 0)
    }

    /// Closes `connection`; no event comes of it.
    public func close(_ connection: Int) {
        unsafe wire_close(raw, Int32(connection))
    }

    /// The next thing that comes in, or nil when nothing does within `timeout` nanoseconds.
    public func next(timeout: Int64) -> Event? {
        var event = unsafe wire_event()
        let kind = unsafe wire_next(raw, timeout, &event)
        guard kind != 0 else { return nil }
        body.removeAll(keepingCapacity: true)
        if unsafe event.body_len > 0 {
            unsafe body.append(
                contentsOf: UnsafeBufferPointer(start: event.body, count: event.body_len)
            )
        }
        return unsafe Event(
            kind: kind == 1 ? .response : kind == 2 ? .frame : .closed,
            connection: Int(event.conn),
            status: Int(event.status),
            opcode: Int(event.opcode),
            replayed: event.replayed != 0,
            at: event.at
        )
    }
}
