import SimulationKit
import Synchronization
import Testing
import WAL

@testable import SeatGrid

/// What is sealed opens for the one it was sealed for, until its key is erased.
@Suite struct KeyVaultTests {
    private let disk = SimulatedDisk(seed: 1)
    private let context = PersonContext(
        show: ShowID("sh1"),
        subject: .booking(BookingID(Bits128(high: 1, low: 2)))
    )
    private let plain = Array("{\"name\":\"Asha\"}".utf8)

    private func vault(_ masters: [PeopleKey] = []) throws -> KeyVault {
        var options = KeyVault.Options(directory: "/people")
        options.masters = masters
        options.slots.drive = .byHand
        options.slots.slotsPerFile = 64
        let dice = Mutex(SplitMix(seed: 5))
        return try KeyVault.open(
            options,
            disk: disk,
            randomBits: { count in
                dice.withLock { dice in
                    (0..<count).map { _ in Bits128(high: dice.next(), low: dice.next()) }
                }
            },
            onFailure: { Issue.record("\($0)") }
        )
    }

    private func seal(
        _ bytes: [UInt8],
        _ vault: KeyVault
    ) throws -> [UInt8] {
        let box = Mutex<Result<[UInt8], PeopleFailure>?>(nil)
        vault.seal(bytes, for: context) { result in box.withLock { $0 = result } }
        #expect(
            box.withLock { $0 } == nil,
            "sealed bytes were given out before their key was durable"
        )
        vault.step()
        return try #require(box.withLock { $0 }).get()
    }

    private func erase(_ sealed: [UInt8], _ vault: KeyVault) throws -> Erasure {
        let box = Mutex<Result<Erasure, PeopleFailure>?>(nil)
        vault.erase(sealed) { result in box.withLock { $0 = result } }
        vault.step()
        return try #require(box.withLock { $0 }).get()
    }

    @Test func `what was sealed opens again, also after a restart`() throws {
        let first = try vault()
        let sealed = try seal(plain, first)
        #expect(first.open(sealed, for: context) == plain)
        #expect(try seal(plain, first) != sealed)
        #expect(sealed.count == plain.count + 33)
        first.close()
        let second = try vault()
        #expect(second.read(sealed, for: context) == .plain(plain))
        #expect(try second.open(seal([], second), for: context) == [])
    }

    @Test func `it opens for nobody else`() throws {
        let vault = try vault()
        let sealed = try seal(plain, vault)
        let id = Bits128(high: 1, low: 2)
        for other in [
            PersonContext(show: ShowID("sh2"), subject: .booking(BookingID(id))),
            PersonContext(show: ShowID("sh1"), subject: .order(OrderID(id))),
            PersonContext(
                show: ShowID("sh1"),
                subject: .booking(BookingID(Bits128(high: 1, low: 3)))
            ),
        ] {
            #expect(vault.read(sealed, for: other) == .unreadable)
        }
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(vault.open(changed, for: context) == nil, "bit \(bit)")
        }
        for count in 0..<sealed.count {
            #expect(vault.open(Array(sealed.prefix(count)), for: context) == nil)
        }
    }

    @Test func `what is erased is gone at once and for ever, and its neighbours stay`() throws {
        let first = try vault()
        let sealed = try (0..<3).map { try seal(plain + [UInt8($0)], first) }
        let before = disk.contents("/people/slots-0000000000000001.dat")
        #expect(try erase(sealed[1], first) == .erased)
        #expect(first.read(sealed[1], for: context) == .erased)
        #expect(first.open(sealed[0], for: context) != nil)
        #expect(try erase(sealed[1], first) == .erased)
        let key = before[(4_096 + 64 + 16)..<(4_096 + 64 + 48)]
        let after = disk.contents("/people/slots-0000000000000001.dat")
        #expect(key.contains { $0 != 0 })
        #expect(after[key.indices].allSatisfy { $0 == 0 })
        disk.cutPower()
        let second = try vault()
        #expect(second.read(sealed[1], for: context) == .erased)
        #expect(second.open(sealed[2], for: context) == plain + [2])
    }

    @Test func `data of before there was a vault is read as it is, and can't be erased`() throws {
        let vault = try vault()
        #expect(vault.read(plain, for: context) == .plain(plain))
        #expect(try erase(plain, vault) == .notSealed)
    }

    @Test func `another vault has no key for it`() throws {
        let sealed = try seal(plain, vault())
        let other = KeyVaultTests()
        _ = other.disk.randomBits()
        let vault = try other.vault()
        _ = try other.seal(plain, vault)
        #expect(vault.read(sealed, for: context) == .unreadable)
        #expect(try other.erase(sealed, vault) == .noKey)
    }

    @Test func `with a key from outside the slots alone open nothing`() throws {
        let old = try #require(PeopleKey(raw: [UInt8](repeating: 1, count: 32)))
        let new = try #require(PeopleKey(raw: [UInt8](repeating: 2, count: 32)))
        let open = try vault()
        let bare = try seal(plain, open)
        open.close()
        let locked = try vault([old])
        let sealed = try seal(plain, locked)
        #expect(locked.open(sealed, for: context) == plain)
        #expect(locked.open(bare, for: context) == plain)
        #expect(locked.lackingMaster() == 0)
        locked.close()
        let thief = try vault()
        #expect(thief.read(sealed, for: context) == .unreadable)
        #expect(thief.lackingMaster() == 1)
        thief.close()
        let turned = try vault([new, old])
        #expect(turned.open(sealed, for: context) == plain)
        let latest = try seal(plain, turned)
        #expect(turned.lackingMaster() == 0)
        turned.close()
        let only = try vault([new])
        #expect(only.open(latest, for: context) == plain)
        #expect(only.lackingMaster() == 1)
    }

    @Test func `a file of keys from outside is read strictly`() {
        let line = String(repeating: "0a", count: 32)
        #expect(PeopleKey.keys(text: "# new\n\(line)\n\n\(line)\n")?.count == 2)
        #expect(PeopleKey.keys(text: "") == nil)
        #expect(PeopleKey.keys(text: "\(line)0") == nil)
        #expect(PeopleKey.keys(text: "\(line)\nx") == nil)
        #expect(PeopleKey.keys(text: String(repeating: "+a", count: 32)) == nil)
    }

    @Test func `sealed bytes of version 1 are these`() throws {
        let vault = try vault()
        let sealed = try seal(plain, vault)
        let hex = sealed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(hex == Self.golden)
    }

    @Test func `a full disk and a closed vault say so`() throws {
        let vault = try vault()
        var faults = SimulatedFaults()
        faults.capacity = 0
        disk.setFaults(faults)
        let box = Mutex<Result<[UInt8], PeopleFailure>?>(nil)
        vault.seal(plain, for: context) { result in box.withLock { $0 = result } }
        vault.step()
        #expect(box.withLock { $0 } == .failure(.full))
        vault.close()
        vault.seal(plain, for: context) { result in box.withLock { $0 = result } }
        #expect(box.withLock { $0 } == .failure(.failed))
    }

    private static let golden =
        "01c15c0289ec2d0a910100000000000000234a3a761f97ec7eb44f98cf06947d09837b78e22a5554a0c917d2"
        + "3c016119"
}
