import Checker
import FoundationEssentials

extension DeltaStream {
    /// What a live message was.
    enum Heard: Equatable {
        case welcome, snapshot, bye, other
        /// A delta of these versions.
        case delta(ClosedRange<UInt64>)
    }

    /// Takes in a message of a show of `seats` seats. The changes of a delta are only read when
    /// `compares`.
    mutating func hear(_ body: [UInt8], seats: Int, compares: Bool) -> Heard {
        switch Scan.string("t", in: body)?.first {
        case UInt8(ascii: "d"): return hearDelta(body, compares)
        case UInt8(ascii: "s"): return hearSnapshot(body, seats)
        case UInt8(ascii: "w"): return .welcome
        case UInt8(ascii: "b"): return .bye
        default: return .other
        }
    }

    private mutating func hearSnapshot(_ body: [UInt8], _ seats: Int) -> Heard {
        // "show" begins with s too, and carries no states.
        guard let version = Scan.number("seq", in: body),
            let packed = Scan.string("states", in: body),
            let data = Data(base64Encoded: String(decoding: packed, as: UTF8.self)),
            let states = SeatMap.states(packed: Array(data), count: seats)
        else { return .other }
        snapshot(version: version, states: states)
        return .snapshot
    }

    private mutating func hearDelta(_ body: [UInt8], _ compares: Bool) -> Heard {
        guard let first = Scan.number("f", in: body), let last = Scan.number("n", in: body) else {
            return .other
        }
        delta(first: first, last: last, changes: compares ? Self.changes(in: body) : [])
        return .delta(first...max(first, last))
    }

    /// The pairs of `"c":[[317,1],[318,1]]`.
    private static func changes(in body: [UInt8]) -> [(seat: Int, state: SeatState)] {
        var scan = Scan(body)
        guard scan.seek("c") else { return [] }
        let numbers = scan.numbersOfList()
        return stride(from: 0, to: numbers.count - 1, by: 2).compactMap { place in
            SeatState(rawValue: UInt8(truncatingIfNeeded: numbers[place + 1]))
                .map { (numbers[place], $0) }
        }
    }
}
