/// Somebody who came in a run that was kept.
struct RecordedPerson: Equatable {
    /// When they were meant to come, in nanoseconds of the run.
    var due: UInt64
    var kind: Int
    var show: Int
    var group: Int

    init(_ person: Person, due: UInt64) {
        self.due = due
        kind = person.kind
        show = person.show
        group = person.group
    }

    /// One of a line of `people`; nil when it can't be.
    init?(_ numbers: [UInt64], shows: Int) {
        guard numbers.count == 4, numbers.allSatisfy({ $0 <= EvidenceLine.most }),
            numbers[2] < UInt64(max(shows, 0))
        else { return nil }
        due = numbers[0]
        kind = Int(numbers[1])
        show = Int(numbers[2])
        group = Int(numbers[3])
    }

    var numbers: [UInt64] { [due, UInt64(kind), UInt64(show), UInt64(group)] }
}
