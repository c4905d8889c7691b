import Foundation
import Glibc
import Testing

/// One answer as it came over the socket.
struct TestResponse: Sendable {
    var status = 0
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }
    var code: String? { json["code"] as? String }
}

/// A client of plain sockets, which sends exactly the bytes it is told to.
struct TestClient: Sendable {
    let port: Int

    /// One request on a connection of its own.
    func send(
        _ method: String,
        _ path: String,
        body: String? = nil,
        key: String? = nil,
        headers: [String] = []
    ) async -> TestResponse {
        let bytes = Self.request(method, path, body: body, key: key, headers: headers)
        return await exchange(bytes, answers: 1, isHead: method == "HEAD").first ?? TestResponse()
    }

    static func request(
        _ method: String,
        _ path: String,
        body: String? = nil,
        key: String? = nil,
        headers: [String] = []
    ) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: test"] + headers
        if let key { lines.append("Authorization: Bearer \(key)") }
        if let body {
            if !headers.contains(where: { $0.lowercased().hasPrefix("content-type") }) {
                lines.append("Content-Type: application/json")
            }
            lines.append("Content-Length: \(body.utf8.count)")
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? "")
    }

    /// Sends raw bytes and reads that many answers, or until the server closes. The time limit is
    /// for one that hangs: on two cores the other suites may keep the pool busy for a minute.
    func exchange(_ bytes: String, answers: Int, isHead: Bool = false) async -> [TestResponse] {
        let port = port
        return await onThread {
            let connection = TestConnection(port: port)
            defer { connection.close() }
            connection.write(Array(bytes.utf8))
            return connection.read(answers: answers, isHead: isHead)
        }
    }
}

/// A blocking connection. Used on one thread only.
final class TestConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        _ = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var limit = timeval(tv_sec: 240, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
    }

    func write(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.send(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: buffer[sent...]).baseAddress,
                    buffer.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count <= 0 { return }
            sent += count
        }
    }

    func close() { _ = Glibc.close(descriptor) }

    func read(answers: Int, isHead: Bool = false) -> [TestResponse] {
        var all: [TestResponse] = []
        while all.count < answers, let next = readOne(isHead: isHead) { all.append(next) }
        return all
    }

    /// Whether the server closes within the read's time limit.
    func isClosed() -> Bool {
        while true {
            let before = received.count
            guard fill() else { return errno == 0 || errno == ECONNRESET }
            if received.count == before { return true }
        }
    }

    private func readOne(isHead: Bool) -> TestResponse? {
        var end: Int?
        while end == nil {
            end = headEnd()
            if end == nil, !fill() { return nil }
        }
        guard let end else { return nil }
        let lines = String(decoding: received[..<end], as: UTF8.self).components(
            separatedBy: "\r\n"
        )
        received.removeSubrange(..<(end + 4))
        var response = TestResponse()
        response.status = Int(lines[0].split(separator: " ")[1]) ?? 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].lowercased()
            // No answer of this server has a field twice; some clients can't read one that does.
            if response.headers[name] != nil { Issue.record("\(name) comes twice") }
            response.headers[name] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let length = isHead ? 0 : Int(response.headers["content-length"] ?? "0") ?? 0
        while received.count < length { if !fill() { return nil } }
        response.body = Array(received[..<length])
        received.removeSubrange(..<length)
        return response
    }

    private func headEnd() -> Int? {
        guard received.count >= 4 else { return nil }
        return (0...(received.count - 4)).first {
            received[$0] == 13 && received[$0 + 1] == 10 && received[$0 + 2] == 13
                && received[$0 + 3] == 10
        }
    }

    private func fill() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        errno = 0
        let count = unsafe chunk.withUnsafeMutableBytes { buffer in
            unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
        }
        guard count > 0 else { return false }
        received += chunk[..<count]
        return true
    }
}
