import NIOCore
import Testing

@testable import Gateway
@testable import SeatGrid

@Suite struct LiveMessageTests {
    private let delta = LiveMessage.delta(
        first: 41_208,
        last: 41_211,
        changes: [
            SeatChange(seat: SeatIndex(317), status: .held),
            SeatChange(seat: SeatIndex(318), status: .held),
        ]
    )

    private func json(_ message: LiveMessage) -> String {
        var out = ByteBuffer()
        message.writeJSON(to: &out)
        return String(buffer: out)
    }

    private func binary(_ message: LiveMessage) -> [UInt8] {
        var out = ByteBuffer()
        message.writeBinary(to: &out)
        return Array(buffer: out)
    }

    @Test func `JSON is the contract's to the letter`() {
        #expect(
            json(.welcome(version: 41_211, heartbeatMilliseconds: 15_000))
                == #"{"t":"welcome","seq":41211,"heartbeat_ms":15000}"#
        )
        #expect(
            json(.snapshot(version: 7, states: [0b1001_0001, 2]))
                == #"{"t":"snap","seq":7,"states":"kQI="}"#
        )
        #expect(json(delta) == #"{"t":"d","f":41208,"n":41211,"c":[[317,1],[318,1]]}"#)
        #expect(
            json(.delta(first: 1, last: 2, changes: [])) == #"{"t":"d","f":1,"n":2,"c":[]}"#
        )
        #expect(json(.show(.closed)) == #"{"t":"show","state":"closed"}"#)
        #expect(
            json(.bye("restart", retryAfterMilliseconds: 800))
                == #"{"t":"bye","reason":"restart","retry_after_ms":800}"#
        )
        #expect(json(.pong) == #"{"t":"pong"}"#)
    }

    @Test func `the binary form is that of docs LIVE`() {
        #expect(binary(delta) == [0x03, 0xF8, 0xC1, 0x02, 0x03, 0xF5, 0x09, 0x05])
        #expect(binary(.snapshot(version: 300, states: [9])) == [0x02, 0xAC, 0x02, 9])
        #expect(
            binary(.welcome(version: 1, heartbeatMilliseconds: 15_000)) == [1, 1, 0x98, 0x75]
        )
        #expect(binary(.show(.cancelled)) == [4, 3])
        #expect(binary(.bye("x", retryAfterMilliseconds: nil)) == [5, 0, 0x78])
        #expect(binary(.pong) == [6])
    }

    @Test func `an event stream carries the version as id where a viewer gets to one`() {
        let encoder = LiveEncoder()
        let bytes = encoder.encode(
            [.welcome(version: 9, heartbeatMilliseconds: 1), delta],
            as: .eventStream
        )
        #expect(
            String(buffer: bytes)
                == """
                data: {"t":"welcome","seq":9,"heartbeat_ms":1}

                id: 41211
                data: {"t":"d","f":41208,"n":41211,"c":[[317,1],[318,1]]}


                """
        )
    }

    @Test func `a shared message is encoded once a form`() {
        let encoder = LiveEncoder()
        let shared = SharedMessages([delta])
        for encoding in LiveEncoding.allCases {
            let first = shared.bytes(as: encoding, by: encoder)
            #expect(first == shared.bytes(as: encoding, by: encoder))
            #expect(first == encoder.encode([delta], as: encoding))
        }
    }

    @Test func `clients' messages are read strictly`() throws {
        func read(_ text: String) throws -> ClientMessage {
            try ClientMessage(json: Array(text.utf8))
        }
        #expect(try read(#"{"t":"hello","after":41207}"#) == .hello(after: 41_207))
        #expect(try read(" { \"after\" : 0 ,\n\"t\":\"hello\" } ") == .hello(after: 0))
        #expect(try read(#"{"t":"hello"}"#) == .hello(after: nil))
        #expect(try read(#"{"t":"hello","after":null}"#) == .hello(after: nil))
        #expect(try read(#"{"t":"ping"}"#) == .ping)
        let bad = [
            "", "{}", "[]", "null", "{", #"{"t"}"#, #"{"t":1}"#, #"{"t":"hello","after":-1}"#,
            #"{"t":"hello","after":1.5}"#, #"{"t":"hello","after":"1"}"#, #"{"t":"hello"}x"#,
            #"{"t":"hello","after":01}"#, #"{"t":"hello","t":"hello"}"#, #"{"t":"hello","x":1}"#,
            #"{"t":"hello",}"#, #"{"t":"ping","after":1}"#, #"{"t":"pi\u006eg"}"#,
            #"{"t":"hello","after":99999999999999999999}"#, #"{"t":"hello","after":}"#,
        ]
        for text in bad { #expect(throws: BadMessage.self, "\(text)") { try read(text) } }
    }

    @Test func `binary client messages are read strictly`() throws {
        #expect(try ClientMessage(binary: [0x12]) == .ping)
        #expect(try ClientMessage(binary: [0x11]) == .hello(after: nil))
        #expect(try ClientMessage(binary: [0x11, 0xF7, 0xC1, 0x02]) == .hello(after: 41_207))
        let bad: [[UInt8]] = [
            [], [0], [0x12, 0], [0x11, 0x80], [0x11, 1, 1], [1, 1],
            [0x11] + [UInt8](repeating: 0x80, count: 10) + [1],
        ]
        for bytes in bad { #expect(throws: BadMessage.self) { try ClientMessage(binary: bytes) } }
    }
}
