import SeatGrid

/// What a key allows.
package struct Rights: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let hold = Rights(rawValue: 1)
    package static let book = Rights(rawValue: 2)
    package static let operate = Rights(rawValue: 4)
    /// Letting people in, and nothing else.
    package static let door = Rights(rawValue: 8)

    private static let names: [(String, Rights)] = [
        ("hold", .hold), ("book", .book), ("operate", .operate), ("door", .door),
    ]

    /// `hold,book,operate` in any order; nil if a word is none of them or there is none.
    package static func parse(_ text: some StringProtocol) -> Rights? {
        var rights: Rights = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let match = names.first(where: { $0.0 == word }) else { return nil }
            rights.formUnion(match.1)
        }
        return rights.isEmpty ? nil : rights
    }

    /// In the form that `parse` reads.
    package var text: String {
        Self.names.filter { contains($0.1) }.map(\.0).joined(separator: ",")
    }
}

/// Who asks: nobody in particular, or the holder of a key.
package struct Principal: Sendable, Equatable {
    /// Empty for anonymous callers.
    package let name: String
    package let rights: Rights

    package static let anonymous = Principal(name: "", rights: [])

    package init(name: String, rights: Rights) {
        self.name = name
        self.rights = rights
    }

    /// Keys that may book or operate are backends: no limit of writes.
    var isLimited: Bool { rights.isDisjoint(with: [.book, .operate]) }

    /// How the show's log names this caller, for a request made with that right.
    func caller(operating: Bool = false) -> Caller {
        if name.isEmpty { return .anonymous }
        return operating ? .operator(name) : .key(name)
    }

    /// Nil if this caller has `right`; else the answer: 401 without a key, 403 with one.
    func lacks(_ right: Rights, for what: String) -> Problem? {
        if rights.contains(right) { return nil }
        // Who operates may stand at the door, too.
        if right == .door, rights.contains(.operate) { return nil }
        if name.isEmpty {
            return Problem(
                .unauthorized,
                "\(what) needs a key with the right \"\(right.text)\": send Authorization: Bearer KEY."
            ).with("WWW-Authenticate", "Bearer realm=\"seatgrid\"")
        }
        return Problem(
            .forbidden,
            "\(what) needs a key with the right \"\(right.text)\"; this key lacks it."
        )
    }
}
