import Foundation
import Glibc
import Synchronization

@testable import Gateway

/// A server that answers each request by what `answer` says: a socket's end of Razorpay.
final class StubProvider: Sendable {
    struct Request: Sendable {
        let line: String
        let head: String
        let body: String
    }

    /// What becomes of a request.
    enum Answer: Sendable {
        case json(Int, String, [String] = [])
        /// Raw bytes, then the end.
        case bytes(String)
        /// The connection is closed at once.
        case cut
        /// Nothing, for so many seconds.
        case silence(Double)
    }

    let port: Int
    private let listener: Int32
    private let seen = Mutex<[Request]>([])

    var requests: [Request] { seen.withLock { $0 } }

    init(_ answer: @escaping @Sendable (Request, Int) -> Answer) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, pointer, &size) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        listener = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Thread.detachNewThread { self.serve(connection, answer) }
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32, _ answer: @Sendable (Request, Int) -> Answer) {
        defer { close(connection) }
        var pending: [UInt8] = []
        while let request = Self.read(connection, &pending) {
            let number = seen.withLock { seen in
                seen.append(request)
                return seen.count - 1
            }
            switch answer(request, number) {
            case .json(let status, let body, let headers):
                let size = "Content-Length: \(body.utf8.count)"
                let lines = ["HTTP/1.1 \(status) X", size] + headers
                Self.write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: connection)
            case .bytes(let text):
                Self.write(text, to: connection)
                return
            case .cut: return
            case .silence(let seconds):
                Thread.sleep(forTimeInterval: seconds)
                return
            }
        }
    }

    private static func read(_ connection: Int32, _ pending: inout [UInt8]) -> Request? {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: pending, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = String(text[..<end.lowerBound])
                let lines = head.components(separatedBy: "\r\n")
                let field = lines.first { $0.lowercased().hasPrefix("content-length:") }
                let value = field?.dropFirst(15).trimmingCharacters(in: .whitespaces)
                let length = value.flatMap { Int($0) } ?? 0
                let body = text[end.upperBound...]
                if body.utf8.count >= length {
                    pending = Array(body.utf8.dropFirst(length))
                    return Request(
                        line: lines[0],
                        head: head,
                        body: String(decoding: body.utf8.prefix(length), as: UTF8.self)
                    )
                }
            }
            let count = unsafe recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            pending += piece[..<count]
        }
    }

    private static func write(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        _ = unsafe send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
