import SeatGrid

/// Events to bytes and back.
func measureCodec() {
    let turns = 200_000
    for (name, sample) in SampleEvents.all {
        var codec = CodecBench(sample)
        measure("encode, \(name), \(codec.size) bytes", operations: turns) {
            for _ in 0..<turns { codec.encode() }
        }
        measure("decode, \(name)", operations: turns) {
            for _ in 0..<turns { codec.decode() }
        }
    }
}

/// One event and the memory that it is written to and read from.
@safe struct CodecBench: ~Copyable {
    private var event: Event
    private let show = ShowID("sh_bench")
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 16)
    /// Bytes of the payload.
    private(set) var size = 0
    /// Adds up what was read, so that reading can't be left out.
    private(set) var versions: UInt64 = 0

    init(_ event: Event) {
        self.event = event
        encode()
    }

    deinit { unsafe buffer.deallocate() }

    @inline(__always)
    mutating func encode() {
        event.version = ShowVersion(rawValue: event.version.rawValue &+ 1)
        size = EventCodec.encodedSize(&event, show: show)
        unsafe EventCodec.encode(
            &event,
            show: show,
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<size])
        )
    }

    @inline(__always)
    mutating func decode() {
        do throws(CodecError) {
            let payload = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<size])
            let schema = EventCodec.schema(of: event)
            versions &+= try unsafe EventCodec.decode(payload, schema: schema)
                .event.version.rawValue
        } catch { preconditionFailure("what was encoded can't be read: \(error)") }
    }
}

/// Events as requests make them, most frequent first.
enum SampleEvents {
    static let held = event(
        .held(
            Event.Held(
                id: HoldID(bits(1)),
                seats: [SeatIndex(240), SeatIndex(241)],
                holder: HolderID(bits(2)),
                deadline: Moment(rawValue: 1_600_000),
                acquired: Moment(rawValue: 1_000_000),
                priceTable: 0,
                replaces: nil
            )
        )
    )
    static let released = event(.released(HoldID(bits(1))))
    static let booked = event(
        .booked(
            Event.Booked(
                hold: HoldID(bits(1)),
                id: BookingID(bits(3)),
                reference: "order-2026-000017",
                customer: Array(#"{"name":"A. Buyer","phone":"+910000000000"}"#.utf8)
            )
        )
    )
    static let lapsed = event(
        .lapsed(Event.Lapse(holds: [HoldID(bits(1)), HoldID(bits(4))], unblocked: []))
    )

    static let all: [(name: String, event: Event)] = [
        ("hold of 2 seats with holder and key", held), ("release", released),
        ("booking with customer", booked), ("lapse of 2 holds", lapsed),
    ]

    private static func event(_ body: Event.Body) -> Event {
        Event(
            version: ShowVersion(rawValue: 17),
            time: TurnTime(
                now: Moment(rawValue: 1_000_000),
                wall: WallTime(rawValue: 1_700_001_000_000)
            ),
            caller: .key("box-office"),
            mark: IdempotencyMark(key: bits(5), fingerprint: 0x5EA7),
            body: body
        )
    }

    private static func bits(_ number: UInt64) -> Bits128 {
        Bits128(high: number &* 0x9E37_79B9_7F4A_7C15, low: number &* 0xBF58_476D_1CE4_E5B9)
    }
}
