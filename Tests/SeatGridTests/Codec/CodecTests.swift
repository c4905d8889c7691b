import Foundation
import Testing

@testable import SeatGrid

/// The bytes of events and snapshots: they come back, they never change, and no others are
/// believed.
@Suite struct CodecTests {
    /// Tests/Golden, found from this file.
    static var golden: URL {
        URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")
    }

    /// Compares with the golden file; `SEATGRID_GOLDEN=write` writes it if there is none yet.
    private func check(_ bytes: [UInt8], against name: String) throws {
        let file = Self.golden.appending(path: name)
        if ProcessInfo.processInfo.environment["SEATGRID_GOLDEN"] == "write",
            !FileManager.default.fileExists(atPath: file.path)
        {
            try Data(bytes).write(to: file)
        }
        let expected = try [UInt8](Data(contentsOf: file))
        #expect(bytes == expected, "the bytes of \(name) have changed: that needs a new version")
    }

    @Test(arguments: Samples.events.map(\.name))
    func `an event comes back, and its bytes are those of its golden file`(
        name: String
    ) throws {
        let sample = try #require(Samples.events.first { $0.name == name })
        let bytes = EventCodec.encoded(sample.event, show: Samples.show)
        #expect(EventCodec.encodedSize(sample.event, show: Samples.show) == bytes.count)
        let schema = EventCodec.schema(of: sample.event)
        let decoded = try EventCodec.decode(bytes, schema: schema)
        #expect(decoded.show == Samples.show)
        #expect(decoded.event == sample.event)
        var memory = [UInt8](repeating: 0, count: bytes.count)
        unsafe memory.withUnsafeMutableBytes { buffer in
            unsafe EventCodec.encode(sample.event, show: Samples.show, into: buffer)
        }
        #expect(memory == bytes)
        try check(bytes, against: "event-\(name)-v\(schema).bin")
    }

    @Test func `every kind of event has a sample`() throws {
        let kinds = Set(
            Samples.events.map { sample in
                let bytes = EventCodec.encoded(
                    Event(
                        version: .zero,
                        time: sample.event.time,
                        caller: .anonymous,
                        mark: nil,
                        body: sample.event.body
                    ),
                    show: ShowID("")
                )
                return bytes[28]
            }
        )
        let orders = OrderEvent.Kind.allCases.map(\.rawValue)
        #expect(kinds == Set(EventCodec.Kind.allCases.map(\.rawValue) + orders))
    }

    @Test func `a state comes back, and its bytes are those of its golden file`() throws {
        for sample in [Samples.state, Samples.checkoutState] {
            let state = try ShowState(decoding: sample.encoded())
            state.checkInvariants()
            #expect(state == sample)
            #expect(state.counts == sample.counts)
        }
        let bytes = Samples.checkoutState.encoded()
        try check(bytes, against: "show-state-v2.bin")
        let tables = try ShowState(decoding: bytes).priceTables
        #expect(tables.contains { $0.checkout != nil } && tables.contains { $0.checkout == nil })
        #expect(tables.contains { $0.bySeat.values.contains { $0.category != nil } })
        let orders = try ShowState(decoding: bytes).orders
        #expect(orders.records.map(\.state) == [.refunding, .capturing])
    }

    @Test func `version 1 of a state is read for ever`() throws {
        let file = Self.golden.appending(path: "show-state-v1.bin")
        let state = try ShowState(decoding: [UInt8](Data(contentsOf: file)))
        state.checkInvariants()
        #expect(state == Samples.state)
        #expect(state.terms?.startsAt == state.terms?.salesClose)
    }

    @Test func `an empty state comes back`() throws {
        #expect(try ShowState(decoding: ShowState().encoded()) == ShowState())
    }

    @Test func `every shorter or longer text of bytes is refused`() throws {
        for sample in Samples.events {
            let bytes = EventCodec.encoded(sample.event, show: Samples.show)
            let schema = EventCodec.schema(of: sample.event)
            for length in 0..<bytes.count {
                #expect(throws: CodecError.self, "\(sample.name) cut at \(length)") {
                    try EventCodec.decode(Array(bytes.prefix(length)), schema: schema)
                }
            }
            #expect(throws: CodecError.trailing) {
                try EventCodec.decode(bytes + [0], schema: schema)
            }
            for other in EventCodec.schemas where other != schema {
                #expect(throws: CodecError.malformed("kind"), "of another version") {
                    try EventCodec.decode(bytes, schema: other)
                }
            }
            let next = EventCodec.schemas.upperBound + 1
            #expect(throws: CodecError.unknownSchema(next)) {
                try EventCodec.decode(bytes, schema: next)
            }
        }
        let bytes = Samples.checkoutState.encoded()
        for length in 0..<bytes.count {
            #expect(throws: CodecError.self) {
                try ShowState(decoding: Array(bytes.prefix(length)))
            }
        }
        #expect(throws: CodecError.trailing) { try ShowState(decoding: bytes + [0]) }
        #expect(throws: CodecError.unknownSchema(9)) { try ShowState(decoding: [9]) }
    }

    @Test(arguments: UInt64(1)...8) func `no bytes make decoding trap`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let state = Samples.checkoutState.encoded()
        let events = Samples.events.map { EventCodec.encoded($0.event, show: Samples.show) }
        for _ in 0..<2_000 {
            var bytes = events.randomElement(using: &random) ?? []
            scramble(&bytes, &random)
            for schema in EventCodec.schemas {
                guard let decoded = try? EventCodec.decode(bytes, schema: schema) else { continue }
                #expect(EventCodec.encoded(decoded.event, show: decoded.show) == bytes)
            }
            var snapshot = state
            scramble(&snapshot, &random)
            if let decoded = try? ShowState(decoding: snapshot) { decoded.checkInvariants() }
            let noise = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            for schema in EventCodec.schemas { _ = try? EventCodec.decode(noise, schema: schema) }
            _ = try? ShowState(decoding: [1] + noise)
            _ = try? ShowState(decoding: [2] + noise)
        }
    }

    private func scramble(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard let position = bytes.indices.randomElement(using: &random) else { return }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[position] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes.remove(at: position)
            default: bytes.insert(255, at: position)
            }
        }
    }
}
