internal import Crypto
package import WAL

/// The keys of people's data: one for each order or booking, in slots outside log and snapshots.
///
/// Data is sealed before it comes near the log, and its key is durable before the sealed bytes are
/// given out; so whatever the log has can be opened until the key is erased, and then never again.
/// From any thread.
package final class KeyVault: Sendable {
    private let slots: SlotStore
    /// Those from outside, the one for new data first.
    private let masters: [PeopleKey]
    private let randomBits: @Sendable (Int) -> [Bits128]

    /// Keys whose slots could not be read at the start: their people's data is lost.
    package var damaged: Int { slots.damaged }

    /// How a vault is opened.
    package struct Options: Sendable {
        /// What `--people-key` has; empty: the slots alone open the data.
        package var masters: [PeopleKey] = []
        package var slots: SlotOptions

        package init(directory: String) { slots = SlotOptions(directory: directory) }
    }

    /// Opens a vault and reads all its slots. O(slots).
    package static func open(
        _ options: Options,
        disk: any Disk,
        randomBits: @escaping @Sendable (Int) -> [Bits128],
        onFailure: @escaping @Sendable (LogError) -> Void
    ) throws(LogError) -> KeyVault {
        let slots = try SlotStore.open(options.slots, disk: disk, onFailure: onFailure)
        return KeyVault(slots, options.masters, randomBits)
    }

    private init(
        _ slots: SlotStore,
        _ masters: [PeopleKey],
        _ randomBits: @escaping @Sendable (Int) -> [Bits128]
    ) {
        self.slots = slots
        self.masters = masters
        self.randomBits = randomBits
    }

    /// How many keys need one from outside that this vault was not given. O(slots).
    package func lackingMaster() -> Int {
        let known = Set((masters + [PeopleKey.none]).map(\.id))
        var count = 0
        slots.forEachLive { if !known.contains(Slot($0).master) { count += 1 } }
        return count
    }

    /// What a slot holds: 32 random bytes and the name of the key that they work with.
    private struct Slot {
        let random: [UInt8]
        let master: [UInt8]

        init(random: [UInt8], master: [UInt8]) {
            self.random = random
            self.master = master
        }

        init(_ content: [UInt8]) {
            random = Array(content[..<32])
            master = Array(content[32...])
        }
    }

    /// Seals `plain` under a key of its own; `done` gets the sealed bytes when the key is durable:
    /// mostly on the vault's thread; on the caller's if that was quicker or nothing can be sealed.
    package func seal(
        _ plain: [UInt8],
        for context: PersonContext,
        done: @escaping @Sendable (Result<[UInt8], PeopleFailure>) -> Void
    ) {
        let master = masters.first ?? .none
        var sink = ArraySink()
        for bits in randomBits(2) { sink.put(bits) }
        let box = SealBox(done)
        let number: SlotNumber
        do throws(SlotError) {
            number = try slots.add(sink.bytes + master.id) { result in
                box.finish(result.mapError(PeopleFailure.init))
            }
        } catch {
            return done(.failure(PeopleFailure(error)))
        }
        box.put(
            SealedPerson.seal(
                plain,
                context,
                key: master.derived(sink.bytes, vault: slots.identity, slot: number.rawValue),
                vault: slots.identity,
                slot: number
            )
        )
    }

    /// What `sealed` says, for the one it was sealed for. Data that was never sealed is given back.
    package func read(_ sealed: [UInt8], for context: PersonContext) -> PersonReading {
        guard sealed.first != UInt8(ascii: "{") else { return .plain(sealed) }
        guard let person = SealedPerson(sealed), person.vault == slots.identity else {
            return .unreadable
        }
        switch slots.read(person.slot) {
        case .erased: return .erased
        case .damaged, .unknown: return .unreadable
        case .live(let content):
            let slot = Slot(content)
            guard let master = (masters + [.none]).first(where: { $0.id == slot.master }) else {
                return .unreadable
            }
            let key = master.derived(
                slot.random,
                vault: person.vault,
                slot: person.slot.rawValue
            )
            return person.open(context, key: key).map { .plain($0) } ?? .unreadable
        }
    }

    /// Erases the key of `sealed`, in memory at once; `done` is told when the disk has zeros in its
    /// place. Erasing again is fine.
    package func erase(
        _ sealed: [UInt8],
        done: @escaping @Sendable (Result<Erasure, PeopleFailure>) -> Void
    ) {
        guard let person = SealedPerson(sealed) else { return done(.success(.notSealed)) }
        guard person.vault == slots.identity else { return done(.success(.noKey)) }
        do throws(SlotError) {
            let isKnown = try slots.erase(person.slot) { result in
                done(result.mapError(PeopleFailure.init).map { .erased })
            }
            if !isKnown { done(.success(.noKey)) }
        } catch {
            done(.failure(PeopleFailure(error)))
        }
    }

    /// Makes durable what waits. For tests that move the vault on by hand.
    @discardableResult
    func step() -> Bool { slots.step() }

    /// Writes what waits, then lets go of the files. Blocks for a moment.
    package func close() { slots.close() }
}

extension PeopleFailure {
    fileprivate init(_ error: SlotError) {
        switch error {
        case .full: self = .full
        case .busy: self = .busy
        case .failed: self = .failed
        }
    }
}
