/// One person's way through a scenario: what to ask next, given the last answer.
///
/// A pure value: no clock, no socket. The same person who gets the same answers asks the same.
public struct Journey: Sendable {
    typealias Step = Scenario.Step

    /// What to do next.
    public enum Move: Sendable, Equatable {
        /// Ask this, after thinking.
        case ask(Question)
        /// Ask the very same thing with the same key once more.
        case again
        /// Go home. A hold that is left is left to lapse.
        case leave
    }

    /// A request, in words that no dialect has shaped yet.
    public struct Question: Sendable, Equatable {
        /// What.
        public var ask: Scenario.Step.Ask
        /// Nanoseconds after the last answer.
        public var think: UInt64 = 0
        /// The seats wanted, by index; empty when the server is to choose.
        public var seats: [Int] = []
        /// How many seats.
        public var count = 0
        /// How long to hold, in milliseconds.
        public var ttl = 0
        /// Whether it has an `Idempotency-Key`.
        public var isKeyed = false
    }

    /// What came of the last move.
    public enum Reply: Sendable, Equatable {
        /// Done, or answered.
        case done
        /// Others have the seats, or there are none left.
        case taken
        /// The hold is gone.
        case gone
        /// Refused for another reason.
        case refused
        /// No answer.
        case failed
    }

    private let kind: Scenario.Kind
    private let seatCount: Int
    private let keyed: Double
    private let repeated: Double
    private let group: Int
    private var dice: Dice
    private var place = -1
    private var timesLeft = 0
    private var triesLeft = 0
    private var roundsLeft: Int
    private var isKeyed = false
    /// What follows when the answer to a repeat is there.
    private var stashed: Move?
    /// True from a hold that was granted to its booking, release or end.
    public private(set) var isHolding = false

    /// The way of `person` through `scenario`, at a show of `seats` seats.
    public init(_ person: Person, in scenario: Scenario, seats: Int) {
        kind = scenario.kinds[person.kind]
        seatCount = seats
        keyed = scenario.keyed
        repeated = scenario.repeated
        group = min(person.group, seats)
        dice = person.dice
        roundsLeft = kind.rounds
    }

    /// The first move.
    public mutating func begin() -> Move { advance() }

    /// The move after `reply`.
    public mutating func next(after reply: Reply) -> Move {
        if let move = stashed {
            stashed = nil
            return reply == .failed ? .leave : move
        }
        // A release of a hold that had lapsed changes nothing, and keeps no key.
        let mayRepeat = isKeyed && reply == .done && kind.steps[place].ask != .release
        let move = decide(reply)
        guard mayRepeat, dice.chance(repeated) else { return move }
        stashed = move
        return .again
    }

    private mutating func decide(_ reply: Reply) -> Move {
        let step = kind.steps[place]
        switch reply {
        case .done:
            if step.ask == .hold { isHolding = true }
            if step.ask == .release || step.ask == .book { isHolding = false }
        case .taken where step.ask == .hold:
            guard triesLeft > 1 else { return .leave }
            triesLeft -= 1
            return .ask(question(step))
        case .gone: isHolding = false
        case .refused where step.ask == .hold, .failed: return .leave
        case .taken, .refused: break
        }
        return advance()
    }

    /// The next step that somebody takes who is where they are; at the end of all rounds, home.
    private mutating func advance() -> Move {
        if timesLeft > 1 {
            timesLeft -= 1
            return .ask(question(kind.steps[place]))
        }
        while true {
            place += 1
            if place == kind.steps.count {
                roundsLeft -= 1
                guard roundsLeft > 0 else {
                    place = kind.steps.count - 1
                    return .leave
                }
                place = 0
            }
            let step = kind.steps[place]
            guard dice.chance(step.chance), isHolding || !step.needsHold else { continue }
            timesLeft = step.times
            triesLeft = step.tries
            return .ask(question(step))
        }
    }

    private mutating func question(_ step: Step) -> Question {
        let think = step.think > 0 ? dice.exponential() * step.think * 1e6 : 0
        var question = Question(ask: step.ask, think: UInt64(think))
        if step.ask == .hold || step.ask == .extend { question.ttl = step.ttl }
        if step.ask == .hold || step.ask == .swap {
            question.count = group
            // A swap is from seats to seats, also of those who let the server choose at first.
            if kind.wish != .best || step.ask == .swap { question.seats = seats() }
        }
        isKeyed = step.ask.action != nil && dice.chance(keyed)
        question.isKeyed = isKeyed
        return question
    }

    private mutating func seats() -> [Int] {
        let last = seatCount - group
        let first: Int
        switch kind.wish {
        case .anywhere, .best: first = dice.below(last + 1)
        case .front:
            let reach = dice.unit()
            first = Int(reach * reach * Double(last + 1))
        case .first(let few): first = dice.below(max(min(few, seatCount) - group, 0) + 1)
        }
        return Array(first..<(first + group))
    }
}
