import Glibc

/// Somebody who comes: who they are, before anything has been asked.
public struct Person: Sendable, Equatable {
    /// Which one, from 0 in the order of arrival.
    public var number: Int
    /// The place of their kind in the scenario.
    public var kind: Int
    /// The place of the show they came for.
    public var show: Int
    /// How many seats they want.
    public var group: Int
    /// All their later choices.
    public var dice: Dice
}

/// Everybody who may come in a run. Person `n` is the same for the same seed, whenever they come.
public struct Crowd: Sendable {
    private let scenario: Scenario
    private let seed: UInt64
    /// The share of the people up to and with each show.
    private let popularity: [Double]
    private let shares: [Double]

    /// The people of `scenario` who come to `shows` shows.
    public init(_ scenario: Scenario, shows: Int, seed: UInt64) {
        self.scenario = scenario
        self.seed = seed
        popularity = Self.sums((1...max(shows, 1)).map { Zipf.weight($0, power: scenario.zipf) })
        shares = Self.sums(scenario.kinds.map(\.share))
    }

    /// Person `number`. O(log shows).
    public func person(_ number: Int) -> Person {
        // Neighbouring seeds of the dice give shifted sequences, so the number is stirred in first.
        var root = Dice(seed: seed &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03)
        var dice = Dice(seed: root.next())
        let kind = Self.pick(shares, dice.unit())
        let show = Self.pick(popularity, dice.unit())
        let sizes = scenario.kinds[kind].group
        let group = sizes.lowerBound + dice.below(sizes.count)
        return Person(number: number, kind: kind, show: show, group: group, dice: dice)
    }

    private static func sums(_ weights: [Double]) -> [Double] {
        var sum = 0.0
        let sums = weights.map { weight in
            sum += weight
            return sum
        }
        return sums.map { $0 / sum }
    }

    private static func pick(_ sums: [Double], _ share: Double) -> Int {
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] <= share { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Popularity by rank.
enum Zipf {
    static func weight(_ rank: Int, power: Double) -> Double {
        power == 0 ? 1 : pow(Double(rank), -power)
    }
}
