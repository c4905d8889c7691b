/// A file's bytes: what is on the medium, and what was written since the last sync.
struct SimulatedInode {
    static let sector = 512

    /// One change that is not on the medium for sure.
    enum Change {
        case write(offset: Int, bytes: [UInt8])
        case resize(Int)
    }

    /// What a power cut leaves for sure.
    var medium: [UInt8] = []
    /// What a reader sees: medium and changes.
    var current: [UInt8] = []
    private var changes: [Change] = []

    mutating func write(_ bytes: [UInt8], at offset: Int) {
        Self.apply(.write(offset: offset, bytes: bytes), to: &current)
        changes.append(.write(offset: offset, bytes: bytes))
    }

    mutating func resize(to size: Int) {
        Self.apply(.resize(size), to: &current)
        changes.append(.resize(size))
    }

    mutating func sync() {
        medium = current
        changes = []
    }

    /// A failed sync: part of the changes reaches the medium, the rest is forgotten by the next
    /// sync, as on ext4 and xfs. Reads go past the cache and so see what is there.
    mutating func failSync(_ random: inout SeededRandom) {
        cutPower(&random)
    }

    /// Of the changes, any sectors may have reached the medium, in any order; sizes change in
    /// order.
    mutating func cutPower(_ random: inout SeededRandom) {
        let everything = Int.random(in: 0..<8, using: &random)
        for change in changes {
            switch change {
            case .resize(let size):
                if everything == 0 || Bool.random(using: &random) {
                    Self.apply(.resize(size), to: &medium)
                }
            case .write(let offset, let bytes):
                var place = 0
                while place < bytes.count {
                    let count = min(Self.sector, bytes.count - place)
                    if everything == 1 || (everything > 1 && Bool.random(using: &random)) {
                        let part = Array(bytes[place..<place + count])
                        Self.apply(.write(offset: offset + place, bytes: part), to: &medium)
                    }
                    place += count
                }
            }
        }
        changes = []
        current = medium
    }

    // Memory is copied in one go: the tests make millions of these, without the optimiser.
    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .resize(let size):
            if size < bytes.count {
                bytes = Array(bytes.prefix(size))
            } else if size > bytes.count {
                bytes += [UInt8](repeating: 0, count: size - bytes.count)
            }
        case .write(let offset, let new):
            let end = offset + new.count
            if end > bytes.count { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
            unsafe bytes.withUnsafeMutableBytes { target in
                unsafe new.withUnsafeBytes { source in
                    guard let from = source.baseAddress, let to = target.baseAddress else { return }
                    unsafe (to + offset).copyMemory(from: from, byteCount: new.count)
                }
            }
        }
    }
}
