/// The one rule by which a show's computed amounts become whole: each line of a bill by itself,
/// never a sum of lines. What is given as an amount is taken as it is.
package struct Rounding: Hashable, Sendable {
    /// Which neighbour a value between two becomes. Numbers are for ever.
    package enum Mode: UInt8, Sendable, CaseIterable {
        /// The nearer one, the greater one from the very middle.
        case halfUp = 0
        /// The nearer one, the even multiple from the very middle.
        case halfEven = 1
        case up = 2
        case down = 3

        /// What it is called in an import and in answers.
        package var word: String {
            switch self {
            case .halfUp: "half_up"
            case .halfEven: "half_even"
            case .up: "up"
            case .down: "down"
            }
        }
    }

    package var mode: Mode
    /// Minor units that computed amounts are a multiple of: 100 rounds paise to rupees.
    package var unit: Int64

    package init(mode: Mode = .halfUp, unit: Int64 = 1) {
        self.mode = mode
        self.unit = unit
    }

    /// Half up to the minor unit: what a show has that says nothing.
    package static let standard = Rounding()

    /// So many basis points of `base`, which is not negative.
    func part(_ points: UInt32, of base: Int64) -> Int128 {
        rounded(Int128(base) * Int128(points), over: Int128(Charge.whole))
    }

    /// The multiple of the unit for a fraction that is not negative.
    func rounded(_ numerator: Int128, over denominator: Int128) -> Int128 {
        let step = denominator * Int128(unit)
        let (floor, rest) = numerator.quotientAndRemainder(dividingBy: step)
        let isUp =
            switch mode {
            case .halfUp: rest * 2 >= step
            case .halfEven: rest * 2 > step || (rest * 2 == step && floor % 2 != 0)
            case .up: rest > 0
            case .down: false
            }
        return (floor + (isUp ? 1 : 0)) * Int128(unit)
    }
}
