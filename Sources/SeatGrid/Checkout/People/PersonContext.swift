/// Whose data sealed bytes are: they open for this show and this order or booking and for no other,
/// so that nobody can pass one person's bytes off as another's.
package struct PersonContext: Equatable, Sendable {
    /// What the data came with.
    package enum Subject: Equatable, Sendable {
        case booking(BookingID)
        case order(OrderID)
    }

    package let show: ShowID
    package let subject: Subject

    package init(show: ShowID, subject: Subject) {
        self.show = show
        self.subject = subject
    }

    /// What is authenticated with the data: kind, id, show.
    var bytes: [UInt8] {
        var sink = ArraySink()
        switch subject {
        case .booking(let id):
            sink.put(UInt8(1))
            sink.put(id.bits)
        case .order(let id):
            sink.put(UInt8(2))
            sink.put(id.bits)
        }
        sink.put(text: show.rawValue)
        return sink.bytes
    }
}

/// What becomes of sealed bytes when somebody looks.
package enum PersonReading: Equatable, Sendable {
    /// What was sealed.
    case plain([UInt8])
    /// The key was erased: nobody can ever read it again.
    case erased
    /// Not sealed for this, damaged, or the key's slot is lost.
    case unreadable
}

/// Why data was not sealed, or a key not erased; nothing has happened then.
package enum PeopleFailure: Error, Equatable, Sendable {
    /// The disk has no room for more keys.
    case full
    /// Too many wait; try again soon.
    case busy
    /// The disk failed or the node is stopping.
    case failed
}

/// What a wish to erase came to.
package enum Erasure: Equatable, Sendable {
    /// The key is gone from memory and disk.
    case erased
    /// The data was never sealed: it came from a version that kept it in the clear.
    case notSealed
    /// There is no such key here.
    case noKey
}
