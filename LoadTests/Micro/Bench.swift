import CAllocationCount
import Glibc
import SeatGrid

/// A show to measure with, its clock, and a buffer in place of the log.
@safe struct Bench {
    let plan: SeatPlan
    let show = ShowID("sh_bench")
    var state = ShowState()
    var now: Int64 = 1_000_000
    var random: UInt64 = 88_172_645_463_325_252
    /// Lives as long as the process.
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    private var context = TurnContext(
        time: TurnTime(now: .start, wall: WallTime(rawValue: 0))
    )
    /// Decided into, turn by turn.
    private var event = Event.blank
    var position = 0
    var bytes = 0

    init(rows: Int, seatsInRow: Int) {
        plan = SeatPlan(
            rows: (0..<rows).map { row in
                PlanRow(
                    section: 0,
                    name: "R\(row)",
                    seats: (0..<seatsInRow).map { seat in
                        PlanSeat(
                            label: "R\(row)-\(seat)",
                            category: row < rows / 2 ? 0 : 1,
                            x: Double(seat),
                            y: Double(row)
                        )
                    }
                )
            },
            categories: ["gold", "silver"],
            sections: ["Main"],
            focalX: Double(seatsInRow) / 2,
            focalY: -5
        )
        let terms = ShowTerms(
            revision: 1,
            layout: "bench",
            seatCount: plan.seatCount,
            prices: [500, 300],
            currency: "INR",
            salesOpen: nil,
            salesClose: WallTime(rawValue: .max / 4)
        )
        _ = turn(.configure(Configuration(terms: terms)))
    }

    mutating func bits() -> UInt64 {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return random
    }

    mutating func holdID() -> HoldID { HoldID(Bits128(high: bits(), low: bits())) }

    /// One turn: what is due, decide, append the record to memory, apply.
    @inline(__always)
    mutating func turn(_ command: Command, mark: IdempotencyMark? = nil) -> Bool {
        let time = TurnTime(
            now: Moment(rawValue: now),
            wall: WallTime(rawValue: now + 1_700_000_000_000)
        )
        while state.isDue(at: time), let lapse = state.due(at: time) {
            event = lapse
            take()
        }
        do throws(Refusal) {
            context.time = time
            context.mark = mark
            let verdict = try state.decide(command, in: context, plan: plan, into: &event)
            if case .event = verdict { take() }
            return true
        } catch {
            return false
        }
    }

    @inline(__always)
    private mutating func take() {
        let size = EventCodec.encodedSize(&event, show: show)
        if unsafe position + size > buffer.count { position = 0 }
        unsafe EventCodec.encode(
            &event,
            show: show,
            into: UnsafeMutableRawBufferPointer(
                rebasing: buffer[position..<(position + size)]
            )
        )
        position += size
        bytes += size
        state.apply(&event)
    }
}

/// CPU time: what others do on the same core meanwhile does not count.
func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Runs `body` `rounds` times and prints the best and the middle one: on a machine that others use,
/// too, the best comes nearest to what the code costs, as caches and cores are then its own.
func measure(_ name: String, operations: Int, rounds: Int = 5, _ body: () -> Void) {
    measureParts(name, operations: operations, rounds: rounds) { meter in meter.run(body) }
}

/// Adds up what the parts of a round cost that are to be measured.
struct Meter {
    fileprivate(set) var time = 0.0
    fileprivate(set) var heap = 0

    @inline(__always)
    mutating func run(_ body: () -> Void) {
        let heapBefore = Int(allocation_count())
        let start = seconds()
        body()
        time += seconds() - start
        heap += Int(allocation_count()) - heapBefore
    }
}

/// The same for rounds of which only some parts are to be measured.
func measureParts(
    _ name: String,
    operations: Int,
    rounds: Int,
    _ round: (inout Meter) -> Void
) {
    var times: [Double] = []
    var heap = Int.max
    for _ in 0..<rounds {
        var meter = Meter()
        round(&meter)
        heap = min(heap, meter.heap)
        times.append(meter.time)
    }
    times.sort()
    let best = times[0] / Double(operations)
    let middle = times[rounds / 2] / Double(operations)
    func nanoseconds(_ time: Double) -> Double { (time * 1e10).rounded() / 10 }
    let perOperation = (Double(heap) / Double(operations) * 1_000).rounded() / 1_000
    print(
        "\(name): \(Int(1 / best)) a second of CPU, \(nanoseconds(best)) ns each "
            + "(middle round \(nanoseconds(middle)) ns), \(perOperation) heap allocations each"
    )
}
