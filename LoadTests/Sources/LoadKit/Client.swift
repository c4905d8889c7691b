import FoundationEssentials

/// One request at a time on one connection: for setting up before a load and looking afterwards.
public final class Client {
    /// The server did not answer as hoped.
    public struct Failed: Error, CustomStringConvertible {
        /// What was asked and what came.
        public let description: String

        /// A failure that `description` tells.
        public init(description: String) {
            self.description = description
        }
    }

    /// A whole answer.
    public struct Answer {
        /// The status.
        public var status: Int
        /// The body.
        public var body: [UInt8]
        /// The response had `Idempotency-Replayed: true`.
        public var replayed = false
        /// When the request was sent, monotonic nanoseconds.
        public var sent: UInt64
        /// When the answer was there.
        public var answered: UInt64
    }

    /// What the client talks to.
    public let target: Target
    private let wire: Wire
    private let requests: Requests

    /// A client of `target`; connects at the first call.
    public init(_ target: Target) {
        self.target = target
        wire = Wire(target: target, capacity: 1)
        requests = Requests(target)
    }

    /// Sends a request and waits for its answer, at most `seconds`. Throws when none comes.
    public func call(
        _ method: StaticString,
        _ path: String,
        body: [UInt8]? = nil,
        seconds: Double = 60
    ) throws(Failed) -> Answer {
        let bytes = requests.make(method, Array(path.utf8), body: body)
        return try exchange(bytes, what: "\(method) \(path)", seconds: seconds)
    }

    /// Sends a whole request, which a failure calls `what`, and waits for its answer.
    func exchange(
        _ bytes: [UInt8],
        what: String,
        seconds: Double = 60
    ) throws(Failed) -> Answer {
        // Such an answer would be taken for that of the next request.
        while let event = wire.next(timeout: 0) {
            guard event.kind == .response else { continue }
            wire.close(0)
            throw Failed(description: "before \(what) an answer came unasked")
        }
        let sent = Wire.now()
        let deadline = sent + UInt64(seconds * 1e9)
        guard wire.isOpen(0) || wire.connect(0), wire.send(0, bytes) else {
            wire.close(0)
            throw Failed(description: "\(what): nobody answers at \(target.authority)")
        }
        while case let now = Wire.now(), now < deadline {
            guard let event = wire.next(timeout: Int64(deadline - now)) else { continue }
            guard event.kind == .response else { break }
            return Answer(
                status: event.status,
                body: wire.body,
                replayed: event.replayed,
                sent: sent,
                answered: event.at
            )
        }
        wire.close(0)
        throw Failed(description: "\(what): no answer")
    }

    /// As `call`, and decodes the body of a 2xx; throws for any other status.
    public func fetch<Value: Decodable>(_ path: String, as: Value.Type) throws -> (Value, Answer) {
        let answer = try call("GET", path)
        guard answer.status == 200 else {
            let said = String(decoding: answer.body.prefix(300), as: UTF8.self)
            throw Failed(description: "GET \(path): \(answer.status) \(said)")
        }
        return (try JSONDecoder().decode(Value.self, from: Data(answer.body)), answer)
    }

    /// Waits till the server answers at all; false after `seconds`.
    public func waitTillReady(seconds: Double) -> Bool {
        let deadline = Wire.now() + UInt64(seconds * 1e9)
        while Wire.now() < deadline {
            if let answer = try? call("GET", "/readyz", seconds: 5), answer.status != 503 {
                return true
            }
            _ = wire.next(timeout: 5_000_000)
        }
        return false
    }
}
