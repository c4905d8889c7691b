import NIOCore
import Testing

@testable import Gateway

/// A client's frame, masked.
func clientFrame(
    _ opcode: UInt8,
    _ payload: [UInt8],
    final: Bool = true,
    rsv: UInt8 = 0,
    masked: Bool = true
) -> [UInt8] {
    var bytes: [UInt8] = [(final ? 0x80 : 0) | rsv | opcode]
    let flag: UInt8 = masked ? 0x80 : 0
    switch payload.count {
    case ...125: bytes.append(flag | UInt8(payload.count))
    case ...65_535:
        bytes += [flag | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    default:
        bytes.append(flag | 127)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: payload.count >> shift))
        }
    }
    guard masked else { return bytes + payload }
    let mask: [UInt8] = [0xA1, 0x02, 0x73, 0xF4]
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
}

@Suite struct WebSocketParserTests {
    /// All inputs of `bytes`, given in pieces of `step`, or the close code of the first fault.
    private func parse(
        _ bytes: [UInt8],
        step: Int = .max,
        limit: Int = 4_096,
        compression: Bool = false
    ) -> Result<[WebSocketInput], WebSocketFault> {
        var parser = WebSocketParser(limit: limit, allowsCompression: compression)
        let inflater = Inflater()
        var found: [WebSocketInput] = []
        var rest = bytes[...]
        do throws(WebSocketFault) {
            while !rest.isEmpty {
                var buffer = ByteBuffer(bytes: rest.prefix(step))
                rest = rest.dropFirst(step)
                while let input = try parser.next(from: &buffer, inflater: inflater) {
                    found.append(input)
                }
            }
            return .success(found)
        } catch {
            return .failure(error)
        }
    }

    private func code(_ bytes: [UInt8], compression: Bool = false) -> UInt16? {
        if case .failure(let fault) = parse(bytes, compression: compression) {
            return fault.code.rawValue
        }
        return nil
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func `messages come whole however they are cut`(step: Int) throws {
        let long = [UInt8](repeating: 0x61, count: 300)
        let bytes =
            clientFrame(1, Array("κόσμε".utf8)) + clientFrame(2, [1, 2, 3]) + clientFrame(2, [])
            + clientFrame(1, Array("fra".utf8), final: false) + clientFrame(9, [7])
            + clientFrame(0, Array("gment".utf8), final: false) + clientFrame(10, [])
            + clientFrame(0, Array("ed".utf8)) + clientFrame(1, long)
            + clientFrame(8, [0x03, 0xE8])
        #expect(
            try parse(bytes, step: step).get() == [
                .text(Array("κόσμε".utf8)), .binary([1, 2, 3]), .binary([]), .ping([7]), .pong,
                .text(Array("fragmented".utf8)), .text(long), .close(.normal),
            ]
        )
    }

    @Test func `what the protocol forbids is a protocol error`() {
        let forbidden: [String: [UInt8]] = [
            "not masked": clientFrame(1, [], masked: false),
            "RSV1 without extension": clientFrame(1, [], rsv: 0x40),
            "RSV2": clientFrame(1, [], rsv: 0x20),
            "RSV3": clientFrame(1, [], rsv: 0x10),
            "opcode 3": clientFrame(3, []),
            "opcode 11": clientFrame(11, []),
            "fragmented ping": clientFrame(9, [], final: false),
            "long ping": clientFrame(9, [UInt8](repeating: 0, count: 126)),
            "nothing to continue": clientFrame(0, [1]),
            "message in a message": clientFrame(1, [0x61], final: false) + clientFrame(1, [0x61]),
            "half a close code": clientFrame(8, [3]),
            "length not minimal": [0x82, 0x80 | 126, 0, 5],
            "length with its top bit": [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0],
        ]
        for (what, bytes) in forbidden {
            let padded = bytes + [UInt8](repeating: 0, count: 8)
            #expect(code(padded) == 1002, "\(what)")
        }
        #expect(code(clientFrame(9, [], rsv: 0x40), compression: true) == 1002)
        let continued = clientFrame(1, [0x61], final: false) + clientFrame(0, [0x61], rsv: 0x40)
        #expect(code(continued, compression: true) == 1002)
    }

    @Test func `a frame is refused by its first two bytes, before the rest comes`() {
        #expect(code([0x93]) == 1002)
        #expect(code([0x81, 0x05]) == 1002)
        #expect(code([0x81, 0xFE, 0x20, 0x00] + [0, 0, 0, 0]) == 1009)
    }

    @Test func `bad UTF-8 is noticed at its first bad byte`() {
        #expect(code(clientFrame(1, [0xED, 0xA0])) == 1007)
        #expect(code(clientFrame(1, [0xC0, 0x80])) == 1007)
        #expect(code(clientFrame(1, [0xF4, 0x90], final: false)) == 1007)
        #expect(code(clientFrame(1, [0xCE])) == 1007)
        #expect(code(clientFrame(1, [0xCE], final: false) + clientFrame(0, [0xBA])) == nil)
        #expect(code(clientFrame(8, [0x03, 0xE8, 0xFF])) == 1007)
        let cut = Array(clientFrame(1, [0x61, 0xFF, 0x61, 0x61, 0x61]).dropLast(3))
        #expect(code(cut) == 1007)
        #expect(code(clientFrame(2, [0xFF, 0xFE])) == nil)
    }

    @Test func `only close codes that may be sent are taken`() {
        for bad: UInt16 in [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] {
            #expect(code(clientFrame(8, [UInt8(bad >> 8), UInt8(bad & 255)])) == 1002, "\(bad)")
        }
        for good: UInt16 in [1000, 1001, 1003, 1007, 1011, 3000, 3999, 4000, 4999] {
            #expect(code(clientFrame(8, [UInt8(good >> 8), UInt8(good & 255)])) == nil, "\(good)")
        }
    }

    @Test func `a message over the limit is refused, in one piece or in many`() {
        #expect(code(clientFrame(2, [UInt8](repeating: 0, count: 4_096))) == nil)
        #expect(code(clientFrame(2, [UInt8](repeating: 0, count: 4_097))) == 1009)
        let half = [UInt8](repeating: 0, count: 2_049)
        #expect(code(clientFrame(2, half, final: false) + clientFrame(0, half)) == 1009)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `the checker agrees with the standard library`(seed: UInt64) {
        var random = Seeded(seed)
        let starts: [UInt8] = [0x41, 0xC2, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xC1, 0xF5]
        for _ in 0..<500 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes.append(starts.randomElement(using: &random) ?? 0)
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    bytes.append(UInt8.random(in: 0x78...0xC7, using: &random))
                }
            }
            let isText = String(validating: bytes, as: UTF8.self) != nil
            #expect(UTF8Checker.accepts(bytes) == isText, "seed \(seed): \(bytes)")
        }
    }

    // MARK: Compression

    @Test func `what is deflated inflates to the same, each message alone`() throws {
        let deflater = try #require(Deflater())
        let inflater = try #require(Inflater())
        for round in 0..<20 {
            let text = Array(String(repeating: "[\(round),1],", count: 40 + round).utf8)
            let short = try #require(deflater.deflate(ByteBuffer(bytes: text).readableBytesView))
            #expect(short.readableBytes < text.count)
            #expect(try inflater.inflate(Array(buffer: short), limit: 4_096) == text)
            let frame = clientFrame(1, Array(buffer: short), rsv: 0x40)
            #expect(try parse(frame, step: 5, compression: true).get() == [.text(text)])
        }
        #expect(deflater.deflate(ByteBuffer(bytes: [1, 2, 3]).readableBytesView) == nil)
    }

    @Test func `a bomb is refused without being blown up, garbage as garbage`() throws {
        let deflater = try #require(Deflater())
        let zeros = ByteBuffer(repeating: 0, count: 1_000_000)
        let bomb = try #require(deflater.deflate(zeros.readableBytesView))
        #expect(bomb.readableBytes < 4_096)
        #expect(code(clientFrame(2, Array(buffer: bomb), rsv: 0x40), compression: true) == 1009)
        #expect(code(clientFrame(2, [0xFF, 0xFF, 0xFF], rsv: 0x40), compression: true) == 1002)
    }
}
