/// How much: so many minor units, or a part of something else.
package enum Charge: Hashable, Sendable {
    /// Minor units.
    case amount(Int64)
    /// Hundredths of a percent: 10,000 are the whole.
    case points(UInt32)

    /// Basis points of the whole.
    package static let whole: UInt32 = 10_000

    /// What it comes to for `base`, minor units; a part is rounded, an amount never.
    func amount(of base: Int64, _ rounding: Rounding) -> Int128 {
        switch self {
        case .amount(let amount): Int128(amount)
        case .points(let points): rounding.part(points, of: base)
        }
    }

    /// Whether it is within the bounds of a show's terms.
    var isSound: Bool {
        switch self {
        case .amount(let amount): 0...Limits.amount ~= amount
        case .points(let points): points <= Limits.points
        }
    }
}
