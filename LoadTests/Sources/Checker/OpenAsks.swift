/// Writes whose outcome no answer told, and releases, which tell no version: what may yet explain
/// an event.
struct OpenAsks {
    private struct Ask: Hashable {
        var action: Action
        var life: Int
    }

    private var holds: [[Int]: Int] = [:]
    private var byLife: [Ask: Int] = [:]
    /// Unanswered holds whose seats the server was to choose.
    private var anySeats = 0

    init(_ evidence: Evidence, _ lifeOf: [Int: Int]) {
        for index in 0..<evidence.count {
            let attempt = evidence[index]
            let counts =
                attempt.verdict == .unknown
                || (attempt.action == .release && attempt.verdict == .granted)
            guard counts else { continue }
            if attempt.action == .hold {
                if attempt.seats.isEmpty { anySeats += 1 }
                holds[attempt.seats.sorted(), default: 0] += 1
            } else if let life = lifeOf[attempt.hold] {
                byLife[Ask(action: attempt.action, life: life), default: 0] += 1
            }
        }
    }

    /// Uses up an ask that explains `event`; false when there is none.
    mutating func take(_ event: LogEvent, life: Int?) -> Bool {
        guard event.kind != .held else { return takeHold(event.seats.sorted()) }
        guard let life, let action = Action.allCases.first(where: { $0.eventKind == event.kind }),
            let left = byLife[Ask(action: action, life: life)], left > 0
        else { return false }
        byLife[Ask(action: action, life: life)] = left - 1
        return true
    }

    private mutating func takeHold(_ seats: [Int]) -> Bool {
        if let left = holds[seats], left > 0 {
            holds[seats] = left - 1
            return true
        }
        guard anySeats > 0 else { return false }
        anySeats -= 1
        return true
    }
}
