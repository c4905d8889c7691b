import WAL

/// The shows that a replay has in memory: found by the bytes of their ids, changed where they lie.
///
/// A dictionary by `ShowID` would make a string of each record's bytes to find its show.
struct ReplayedShows {
    private(set) var ids: [ShowID] = []
    private var states: [RecoveredShow] = []
    /// The ids' bytes, one after the other, and where each ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Place + 1, by open addressing; 0 is empty.
    private var slots = [UInt32](repeating: 0, count: 1_024)

    /// The show's place, nil if it is not in memory. O(length).
    func place(of name: UnsafeRawBufferPointer) -> Int? {
        var slot = unsafe Self.hash(name) & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if unsafe isName(name, of: place) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The same by id, for cold paths.
    func place(of id: ShowID) -> Int? {
        unsafe Array(id.rawValue.utf8).withUnsafeBytes { unsafe place(of: $0) }
    }

    /// The show at that place. Copies it.
    subscript(place: Int) -> RecoveredShow { states[place] }

    func version(at place: Int) -> ShowVersion { states[place].state.version }

    /// Takes up a show that is not in memory; its place.
    mutating func add(_ id: ShowID, _ show: RecoveredShow) -> Int {
        let place = states.count
        ids.append(id)
        states.append(show)
        bytes.append(contentsOf: id.rawValue.utf8)
        ends.append(bytes.count)
        if states.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            for known in 0..<place { index(known) }
        }
        index(place)
        return place
    }

    /// Carries out the next event of the show at `place`, which the log has at `position`; the
    /// event is not changed.
    mutating func apply(_ event: inout Event, at place: Int, _ position: LSN) {
        states[place].state.apply(&event)
        states[place].position = position
    }

    private func range(of place: Int) -> Range<Int> {
        (place == 0 ? 0 : ends[place - 1])..<ends[place]
    }

    private func isName(_ name: UnsafeRawBufferPointer, of place: Int) -> Bool {
        let range = range(of: place)
        guard range.count == name.count else { return false }
        for offset in 0..<range.count
        where unsafe bytes[range.lowerBound + offset] != name[offset] { return false }
        return true
    }

    private mutating func index(_ place: Int) {
        let range = range(of: place)
        var slot = unsafe bytes.withUnsafeBytes {
            unsafe Self.hash(UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        slot &= slots.count - 1
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt32(place + 1)
    }

    /// FNV-1a, 64 bits, of which the upper ones are the better.
    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for position in name.indices {
            hash = unsafe (hash ^ UInt64(name[position])) &* 0x0000_0100_0000_01b3
        }
        return Int(hash >> 32)
    }
}
