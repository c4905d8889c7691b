/// Which active hold runs out when.
///
/// Holds of like time to live run out in the order they came, so each kind has a line of its own
/// that is only ever appended to. A hold that would have to go far up its line goes into a small
/// heap instead: no mix of times costs more than O(log n).
struct ExpiryLists: Sendable {
    static let lineCount = 4
    /// How far up a line a hold may go.
    private static let patience = 8

    private var heads = InlineArray<4, UInt16>(repeating: HoldRecord.none)
    private var tails = InlineArray<4, UInt16>(repeating: HoldRecord.none)
    /// The deadline at the head of each line, then the heap's; beside each other, to be read often.
    private var firsts = InlineArray<5, Int64>(repeating: .max)
    private var heap: [UInt16] = []

    /// The earliest deadline, `.distantFuture` if there is none.
    @inline(__always)
    var earliest: Moment {
        var least = firsts[0]
        for index in 1..<5 where firsts[index] < least { least = firsts[index] }
        return Moment(rawValue: least)
    }

    /// The line for a time to live; any would do, these seldom mix.
    static func line(ttl: Int64, usual: Int64) -> Int {
        if ttl == usual { return 0 }
        if ttl > usual { return 1 }
        return ttl * 4 > usual ? 2 : 3
    }

    mutating func insert(_ slot: Int, line: Int, _ records: inout [HoldRecord]) {
        guard insertInLine(slot, line, records.mutableSpan) else { return push(slot, &records) }
    }

    /// False if the hold would have to go too far up the line.
    ///
    /// Works on a span, which asks but once whether the array is its own.
    @inline(__always)
    private mutating func insertInLine(
        _ slot: Int,
        _ line: Int,
        _ slots: consuming MutableSpan<HoldRecord>
    ) -> Bool {
        var records = slots
        let deadline = records[slot].deadline
        var before = tails[line]
        var steps = 0
        while before != HoldRecord.none, deadline < records[Int(before)].deadline {
            steps += 1
            if steps > Self.patience { return false }
            before = records[Int(before)].previous
        }
        let after = before == HoldRecord.none ? heads[line] : records[Int(before)].next
        records[slot].place = .line
        records[slot].line = UInt8(line)
        records[slot].previous = before
        records[slot].next = after
        if before == HoldRecord.none {
            heads[line] = UInt16(slot)
            firsts[line] = deadline.rawValue
        } else {
            records[Int(before)].next = UInt16(slot)
        }
        if after == HoldRecord.none {
            tails[line] = UInt16(slot)
        } else {
            records[Int(after)].previous = UInt16(slot)
        }
        return true
    }

    mutating func remove(_ slot: Int, _ records: inout [HoldRecord]) {
        if records[slot].place == .heap { return pull(slot, &records) }
        precondition(records[slot].place == .line, "an active hold has no deadline")
        removeFromLine(slot, records.mutableSpan)
    }

    @inline(__always)
    private mutating func removeFromLine(_ slot: Int, _ slots: consuming MutableSpan<HoldRecord>) {
        var records = slots
        let line = Int(records[slot].line)
        let before = records[slot].previous
        let after = records[slot].next
        if before == HoldRecord.none {
            heads[line] = after
            firsts[line] =
                after == HoldRecord.none ? .max : records[Int(after)].deadline.rawValue
        } else {
            records[Int(before)].next = after
        }
        if after == HoldRecord.none {
            tails[line] = before
        } else {
            records[Int(after)].previous = before
        }
        records[slot].place = .nowhere
    }

    /// At most `limit` slots whose deadline has come, the earliest first in each line.
    func due(at now: Moment, limit: Int, _ records: [HoldRecord]) -> [Int] {
        var due: [Int] = []
        for line in 0..<Self.lineCount {
            var slot = heads[line]
            while slot != HoldRecord.none, records[Int(slot)].deadline <= now, due.count < limit {
                due.append(Int(slot))
                slot = records[Int(slot)].next
            }
        }
        var open = heap.isEmpty ? [] : [0]
        while let position = open.popLast(), due.count < limit {
            let slot = Int(heap[position])
            guard records[slot].deadline <= now else { continue }
            due.append(slot)
            for child in [2 * position + 1, 2 * position + 2] where child < heap.count {
                open.append(child)
            }
        }
        return due
    }

    // MARK: The heap

    private mutating func push(_ slot: Int, _ records: inout [HoldRecord]) {
        records[slot].place = .heap
        heap.append(UInt16(slot))
        rise(heap.count - 1, &records)
        noteTop(records)
    }

    private mutating func pull(_ slot: Int, _ records: inout [HoldRecord]) {
        let position = Int(records[slot].previous)
        let last = Int(heap.removeLast())
        if last != slot {
            heap[position] = UInt16(last)
            records[last].previous = UInt16(position)
            rise(position, &records)
            sink(Int(records[last].previous), &records)
        }
        records[slot].place = .nowhere
        noteTop(records)
    }

    private mutating func noteTop(_ records: [HoldRecord]) {
        firsts[4] = heap.isEmpty ? .max : records[Int(heap[0])].deadline.rawValue
    }

    private mutating func rise(_ start: Int, _ records: inout [HoldRecord]) {
        var position = start
        let slot = heap[position]
        let deadline = records[Int(slot)].deadline
        while position > 0 {
            let parent = (position - 1) / 2
            guard deadline < records[Int(heap[parent])].deadline else { break }
            heap[position] = heap[parent]
            records[Int(heap[position])].previous = UInt16(position)
            position = parent
        }
        heap[position] = slot
        records[Int(slot)].previous = UInt16(position)
    }

    private mutating func sink(_ start: Int, _ records: inout [HoldRecord]) {
        var position = start
        let slot = heap[position]
        let deadline = records[Int(slot)].deadline
        while true {
            var child = 2 * position + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count,
                records[Int(heap[child + 1])].deadline < records[Int(heap[child])].deadline
            {
                child += 1
            }
            guard records[Int(heap[child])].deadline < deadline else { break }
            heap[position] = heap[child]
            records[Int(heap[position])].previous = UInt16(position)
            position = child
        }
        heap[position] = slot
        records[Int(slot)].previous = UInt16(position)
    }
}
