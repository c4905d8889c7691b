extension Scenario: CustomStringConvertible {
    /// What it is, how people come, and what they do, a line each.
    public var description: String {
        var lines = ["\(name): \(summary)"]
        let come = users.map { "\($0) at a time" } ?? "\(Int(rate)) a second"
        let door = crowd > 0 ? ", and as many as come in \(crowd) s at the door" : ""
        lines.append("people: \(come)\(door), for \(Int(seconds)) s after \(Int(warmup)) s")
        let taste = zipf > 0 ? ", popularity by Zipf's law with s = \(zipf)" : ""
        lines.append("shows: \(shows) of \(seats) seats\(taste)")
        let all = kinds.reduce(0) { $0 + $1.share }
        for kind in kinds {
            let share = Int((100 * kind.share / all).rounded())
            let rounds = kind.rounds > 1 ? ", \(kind.rounds) times" : ""
            lines.append("\(share) % \(kind.name), \(kind.group.text) seats\(rounds):")
            lines += kind.steps.map { "  \($0.text)" }
        }
        return lines.joined(separator: "\n")
    }
}

extension ClosedRange<Int> {
    fileprivate var text: String {
        lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound) to \(upperBound)"
    }
}

extension Scenario.Step {
    fileprivate var text: String {
        var text = ask.name
        if chance < 1 { text += ", \(Int((100 * chance).rounded())) %" }
        if times > 1 { text += ", \(times) times" }
        if tries > 1 { text += ", up to \(tries) selections" }
        if think > 0 { text += ", after \(Int(think)) ms on average" }
        if ask == .hold || ask == .extend { text += ", for \(Double(ttl) / 1000) s" }
        return text
    }
}
