import Checker

/// An evening at the box office, as data: which shows, who comes, and what they do.
public struct Scenario: Sendable {
    /// What happens to everyone in the middle of the measured time.
    public enum Disturbance: Sendable {
        /// All live sockets are cut at once; each subscriber comes back and resumes.
        case cutSockets
        /// The server is killed as a power cut would, and started again.
        case kill
    }

    /// The word on the command line.
    public var name: String
    /// What it is, in one sentence.
    public var summary: String
    /// People a second, unless told otherwise.
    public var rate: Double
    /// Seconds' worth of people who stand at the door when it opens.
    public var crowd = 0.0
    /// People at a time instead of people a second, unless told otherwise.
    public var users: Int?
    /// Connections for requests, when they are not to be one for each of `users`.
    public var connections: Int?
    /// Measured seconds, unless told otherwise.
    public var seconds = 10.0
    /// Seconds before them, unless told otherwise.
    public var warmup = 2.0
    /// Shows on sale.
    public var shows = 1
    /// Seats a show.
    public var seats = 500
    /// How much the first shows are preferred: show k gets a share of 1/k to this power.
    public var zipf = 0.0
    /// The share of writes with an `Idempotency-Key`.
    public var keyed = 0.1
    /// The share of keyed writes that are asked again; the answer has to be the same.
    public var repeated = 0.1
    /// Who comes.
    public var kinds: [Kind]
    /// What it is about beyond its steps: a server that lacks it would be asked in vain.
    public var about: Set<Feature> = []
    /// What befalls them.
    public var disturbance: Disturbance?

    /// The steps that its people take, each once, in their order.
    public var steps: [Step.Ask] {
        var found: [Step.Ask] = []
        for step in kinds.flatMap(\.steps) where step.ask != .wait && !found.contains(step.ask) {
            found.append(step.ask)
        }
        return found
    }
}

extension Scenario {
    /// People who do the same.
    public struct Kind: Sendable {
        /// What to call them.
        public var name: String
        /// How many of all people, relative to the other kinds.
        public var share = 1.0
        /// How many seats they want.
        public var group = 1...6
        /// Which.
        public var wish = Wish.anywhere
        /// How often they go through their steps.
        public var rounds = 1
        /// What they do, in this order.
        public var steps: [Step]
    }

    /// Which seats somebody wants.
    public enum Wish: Sendable, Equatable {
        /// Neighbours anywhere.
        case anywhere
        /// Neighbours, the nearer to the first row the better.
        case front
        /// Neighbours among the first few seats.
        case first(Int)
        /// Whichever the server finds best, together.
        case best
    }

    /// Something that somebody asks for.
    public struct Step: Sendable {
        /// The kinds of request; `wait` asks for nothing.
        public enum Ask: UInt8, Sendable, CaseIterable {
            case cities, movies, programme, show, layout, map, live
            case hold, extend, swap, release, book
            case wait
            /// A write asked again with its key.
            case again
            /// A live connection that was cut, and comes back to where it was.
            case resume

            /// As a report and `--require` call it.
            public var name: String { "\(self)" }
        }

        /// What.
        public var ask: Ask
        /// Milliseconds of thought before, on average; the spread is exponential.
        public var think = 0.0
        /// The share of the people who do it at all.
        public var chance = 1.0
        /// How many times.
        public var times = 1
        /// How many selections somebody tries who is refused.
        public var tries = 1
        /// How long a hold is asked for, in milliseconds.
        public var ttl = 600_000

        /// `ask`, once and at once by everybody, unless told otherwise.
        public init(
            _ ask: Ask,
            think: Double = 0,
            chance: Double = 1,
            times: Int = 1,
            tries: Int = 1,
            ttl: Int = 600_000
        ) {
            self.ask = ask
            self.think = think
            self.chance = chance
            self.times = times
            self.tries = tries
            self.ttl = ttl
        }

        /// True for what can only be done with a hold.
        var needsHold: Bool {
            switch ask {
            case .extend, .swap, .release, .book: true
            default: false
            }
        }
    }
}

extension Scenario.Step.Ask {
    /// The write that it is; nil for what only reads.
    var action: Action? {
        switch self {
        case .hold: .hold
        case .extend: .extend
        case .swap: .swap
        case .release: .release
        case .book: .book
        default: nil
        }
    }

    /// Whether the contract lets the server refuse so, with nothing wrong on either side.
    func expects(code: String) -> Bool {
        switch self {
        case .hold: ["seats_unavailable", "sold_out", "not_enough_together"].contains(code)
        case .swap: ["seats_unavailable", "hold_expired"].contains(code)
        case .extend: ["cannot_extend", "hold_expired"].contains(code)
        case .book: code == "hold_expired"
        default: false
        }
    }
}
