import Glibc

/// How values become places along a side of a chart, and which of them are marked.
struct Axis: Equatable {
    /// A marked value and what it is called.
    struct Tick: Equatable {
        let value: Double
        let label: String
    }

    /// What the place is proportional to.
    enum Kind: Equatable {
        case linear
        case log
        /// Of the number of nines: 0, 90, 99, 99.9 percent are as far from each other.
        case nines
    }

    let kind: Kind
    let low: Double
    let high: Double
    let ticks: [Tick]

    /// The place of `value`: 0 at the low end, 1 at the high end. Values beyond are at the end.
    func place(_ value: Double) -> Double {
        let from = Self.stretched(low, kind)
        let to = Self.stretched(high, kind)
        guard to > from else { return 0 }
        return min(max((Self.stretched(value, kind) - from) / (to - from), 0), 1)
    }

    private static func stretched(_ value: Double, _ kind: Kind) -> Double {
        switch kind {
        case .linear: value
        case .log: log10(max(value, 1e-9))
        case .nines: -log10(max(1 - value, 1e-12))
        }
    }

    /// From 0 to at least `high`, with about `count` round marks.
    static func linear(to high: Double, count: Int) -> Axis {
        let high = high > 0 ? high : 1
        let step = roundStep(high / Double(max(count, 1)))
        let top = (high / step - 1e-9).rounded(.up)
        let ticks = (0...Int(top)).map { index in
            Tick(value: Double(index) * step, label: Decimals.tick(Double(index) * step))
        }
        return Axis(kind: .linear, low: 0, high: top * step, ticks: ticks)
    }

    /// Whole seconds from `low` to `high`.
    static func seconds(from low: Double, to high: Double, count: Int) -> Axis {
        let high = max(high, low + 1)
        let step = max(roundStep((high - low) / Double(max(count, 1))), 1)
        var ticks: [Tick] = []
        var at = (low / step).rounded(.up) * step
        while at <= high {
            ticks.append(Tick(value: at, label: Decimals.tick(at)))
            at += step
        }
        return Axis(kind: .linear, low: low, high: high, ticks: ticks)
    }

    /// Powers of ten around `low` and `high`, and 2 and 5 times them where there is room.
    static func log(from low: Double, to high: Double, count: Int) -> Axis {
        let low = max(low, 1e-3)
        let high = max(high, low * 2)
        let decades = log10(high) - log10(low)
        // Marks on a log axis lie unevenly, so that twice as many still have room.
        let factors: [Double] = decades * 3 <= Double(count) * 2 ? [1, 2, 5] : [1]
        var marks: [Double] = []
        for power in Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up)) {
            for factor in factors { marks.append(factor * pow(10, Double(power))) }
        }
        let bottom = marks.last { $0 <= low * 1.0001 } ?? low
        let top = marks.first { $0 >= high * 0.9999 } ?? high
        let inside = marks.filter { $0 >= bottom * 0.9999 && $0 <= top * 1.0001 }
        return Axis(
            kind: .log,
            low: bottom,
            high: top,
            ticks: inside.map { Tick(value: $0, label: Decimals.tick($0)) }
        )
    }

    /// Percentiles as far as `samples` tell them; the places are shares of 1.
    static func percentiles(samples: UInt64) -> Axis {
        let nines = max(2, Decimals.fixed(Double(max(samples, 1)), 0).count - 1)
        var ticks = [Tick(value: 0, label: "0"), Tick(value: 0.5, label: "50")]
        var rest = 0.1
        for place in 1...min(nines, 7) {
            ticks.append(
                Tick(value: 1 - rest, label: Decimals.fixed(100 - rest * 100, max(0, place - 2)))
            )
            rest /= 10
        }
        let high = 1 - 1 / max(Double(samples), 100)
        return Axis(kind: .nines, low: 0, high: high, ticks: ticks.filter { $0.value <= high })
    }

    /// 1, 2 or 5 times a power of ten, at least `rough`.
    private static func roundStep(_ rough: Double) -> Double {
        let power = pow(10, log10(rough).rounded(.down))
        for factor in [1.0, 2, 5] where factor * power >= rough * 0.999 { return factor * power }
        return 10 * power
    }
}
