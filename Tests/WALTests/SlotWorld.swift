import SimulationKit
import Testing
import WAL

/// A small store of slots on a simulated disk, moved on by hand, and what it acknowledged.
final class SlotWorld {
    static let file = "/slots/slots-0000000000000001.dat"

    /// Filled from the callbacks, which come on the thread that calls `step`.
    private struct Record {
        var acknowledged: [(number: UInt64, content: [UInt8])] = []
        var erased: [UInt64] = []
        var refused = 0
    }

    let disk: SimulatedDisk
    let failure = FailureBox()
    private(set) var store: SlotStore?
    private let record = Locked(Record())
    /// Asked to be erased, whether or not it came to that.
    private var doomed: Set<UInt64> = []
    private var dice = SeededRandom(seed: 77)

    init(_ disk: SimulatedDisk) { self.disk = disk }

    var acknowledged: [(number: UInt64, content: [UInt8])] {
        record.withLock { $0.acknowledged }
    }
    var erased: [UInt64] { record.withLock { $0.erased } }
    var refused: Int { record.withLock { $0.refused } }

    func open() throws(LogError) {
        var options = SlotOptions(directory: "/slots")
        options.slotsPerFile = 64
        options.drive = .byHand
        let failure = failure
        store = try SlotStore.open(options, disk: disk) { failure.set($0) }
    }

    func add() {
        let content = (0..<48).map { _ in UInt8.random(in: 1...255, using: &dice) }
        let told = Locked<UInt64>(0)
        let record = record
        let number = try? store?.add(content) { result in
            let number = told.withLock { $0 }
            record.withLock { record in
                switch result {
                case .success: record.acknowledged.append((number, content))
                case .failure: record.refused += 1
                }
            }
        }
        guard let number else { return }
        told.withLock { $0 = number.rawValue }
    }

    func erase(_ number: UInt64) {
        let record = record
        let isKnown = try? store?.erase(SlotNumber(rawValue: number)) { result in
            guard case .success = result else { return }
            record.withLock { $0.erased.append(number) }
        }
        if isKnown == true { doomed.insert(number) }
    }

    func step() { store?.step() }

    func close() {
        store?.close()
        store = nil
    }

    /// A slot that was harmed on purpose.
    func forget(_ number: UInt64) {
        record.withLock { $0.acknowledged.removeAll { $0.number == number } }
    }

    /// Opens, fills some files, erases here and there, closes, opens again, goes on.
    func run() {
        do throws(LogError) {
            for round in 0..<2 {
                try open()
                if round > 0 { check("in the run") }
                for batch in 0..<5 where failure.value == nil {
                    for _ in 0..<(7 + 11 * batch) { add() }
                    step()
                    if let victim = acknowledged.last { erase(victim.number) }
                    if batch == 3 { erase(2) }
                    step()
                }
                if failure.value != nil { return }
                close()
            }
        } catch { failure.set(error) }
    }

    /// All that was acknowledged is there; all that was acknowledged as erased is not.
    func check(_ words: String) {
        guard let store else { return }
        let gone = Set(erased)
        for (number, content) in acknowledged {
            let found = store.read(SlotNumber(rawValue: number))
            if gone.contains(number) {
                #expect(found == .erased, "slot \(number); \(words)")
                #expect(!contains(content), "the disk still has slot \(number); \(words)")
            } else if doomed.contains(number) {
                #expect(found == .erased || found == .live(content), "slot \(number); \(words)")
            } else {
                #expect(found == .live(content), "slot \(number); \(words)")
            }
        }
    }

    /// Whether these bytes are anywhere in the files.
    func contains(_ content: [UInt8]) -> Bool {
        (1...8).contains { number in
            let bytes = disk.contents("/slots/slots-000000000000000\(number).dat")
            return stride(from: 4_096 + 16, to: bytes.count, by: 64).contains { start in
                bytes[start..<start + 48].elementsEqual(content)
            }
        }
    }
}
