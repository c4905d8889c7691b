import FoundationEssentials
import Glibc
import SeatGrid
import Synchronization
import WAL

/// Sealing customers' data: how many a second are sealed with their keys durable, by how many wait
/// at once. The disk's price is in it, once a batch.
func measurePeople() {
    let folder = FileManager.default.temporaryDirectory.path + "/seatgrid-people.\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
        let vault = try KeyVault.open(
            KeyVault.Options(directory: folder),
            disk: RealDisk(),
            randomBits: { count in
                var generator = SystemRandomNumberGenerator()
                return (0..<count).map { _ in
                    Bits128(high: generator.next(), low: generator.next())
                }
            },
            onFailure: { print("people: \($0)") }
        )
        for count in [1, 64, 1_024] {
            let load = SealLoad(vault)
            let rate = load.run(waiting: count, seconds: 2)
            print("seal a customer, key durable, \(count) at once: \(Int(rate)) a second")
        }
        vault.close()
    } catch {
        print("people: not measured: \(error)")
    }
}

/// Keeps so many seals under way for a while.
private final class SealLoad: Sendable {
    private let vault: KeyVault
    private let isRunning = Atomic(true)
    private let sealed = Atomic(0)
    private let left = Atomic(0)
    private let plain = Array(
        #"{"name":"Asha Rao","email":"asha.rao@example.com","phone":"+919900112233"}"#.utf8
    )
    private let context = PersonContext(
        show: ShowID("sh_bench"),
        subject: .booking(BookingID(Bits128(high: 1, low: 2)))
    )

    init(_ vault: KeyVault) { self.vault = vault }

    /// Seals a second.
    func run(waiting: Int, seconds: Int) -> Double {
        left.store(waiting, ordering: .relaxed)
        let start = ContinuousClock.now
        for _ in 0..<waiting { seal() }
        sleep(UInt32(seconds))
        let count = sealed.load(ordering: .relaxed)
        let took = ContinuousClock.now - start
        isRunning.store(false, ordering: .relaxed)
        while left.load(ordering: .acquiring) > 0 { usleep(1_000) }
        let (whole, rest) = took.components
        return Double(count) / (Double(whole) + Double(rest) / 1e18)
    }

    private func seal() {
        vault.seal(plain, for: context) { [self] _ in
            sealed.add(1, ordering: .relaxed)
            guard isRunning.load(ordering: .relaxed) else {
                left.subtract(1, ordering: .releasing)
                return
            }
            seal()
        }
    }
}
