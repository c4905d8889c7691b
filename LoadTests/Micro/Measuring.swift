import CAllocationCount
import Glibc

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
