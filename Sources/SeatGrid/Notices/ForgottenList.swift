/// The people who were erased, kept in the spool for all who put notices in or take them out:
/// nothing about them is sent any more.
///
/// A file each, named by `Notice.person` in hexadecimal; in it the time it was made.
package struct ForgottenList: Sendable {
    private let layout: SpoolLayout
    private let disk: any SpoolDisk

    package init(_ layout: SpoolLayout, _ disk: any SpoolDisk) {
        self.layout = layout
        self.disk = disk
    }

    /// The digests of all of them. O(their number).
    package func all() throws(SpoolError) -> Set<Bits128> {
        Set((try disk.list(layout.forgotten) ?? []).compactMap(Self.person))
    }

    /// Whether that person was erased; asks the disk. O(1).
    func contains(_ person: Bits128) throws(SpoolError) -> Bool {
        try disk.exists(path(of: person))
    }

    /// Adds one, for good; fine if it is there. On stable storage when it returns.
    func add(_ person: Bits128, now: WallTime) throws(SpoolError) {
        if try !contains(person) {
            try disk.create(path(of: person), Array((now.rfc3339 + "\n").utf8))
        }
        try disk.syncDirectory(layout.forgotten)
    }

    private func path(of person: Bits128) -> String { layout.forgotten + "/" + Self.name(person) }

    private static func name(_ person: Bits128) -> String {
        [person.high, person.low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
    }

    private static func person(_ name: String) -> Bits128? {
        guard name.utf8.count == 32, let high = UInt64(name.prefix(16), radix: 16),
            let low = UInt64(name.suffix(16), radix: 16)
        else { return nil }
        return Bits128(high: high, low: low)
    }
}

extension Notice {
    /// Whom it is about, as a digest that tells nothing to who does not know the booking; nil for
    /// the operator's own systems, and for a notice without a booking.
    package var person: Bits128? {
        guard name.channel != .webhook, case .string(let booking)? = data["booking"] else {
            return nil
        }
        return Self.person(name.show, booking: booking)
    }

    /// The same for a booking's id as text, `bk_...`: an order that is none yet has its bits.
    package static func person(_ show: ShowID, booking: String) -> Bits128 {
        let text = Array(show.rawValue.utf8) + [0] + Array(booking.utf8)
        return SHA256.leadingBits(of: SHA256.digest(of: text))
    }
}
