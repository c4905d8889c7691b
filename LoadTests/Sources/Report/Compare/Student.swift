import Glibc

/// Student's t distribution: how far off a mean of few samples can be by chance.
enum Student {
    /// What |t| stays below with the probability `inside`, for `freedom` degrees of freedom.
    static func quantile(inside: Double, freedom: Double) -> Double {
        var low = 0.0
        var high = 1e6
        // 200 halvings of a million are far below what a Double can tell.
        for _ in 0..<200 where high - low > 1e-12 * high {
            let middle = (low + high) / 2
            if within(middle, freedom: freedom) < inside { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The probability of |t| below `t`.
    static func within(_ t: Double, freedom: Double) -> Double {
        1 - incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
    }

    /// The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22).
    static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        // The fraction converges quickly on this side only.
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(1 - x))
        var c = 1.0
        var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
        var fraction = d
        for step in 1...300 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonzero(1 + even * d)
            c = nonzero(1 + even / c)
            fraction *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonzero(1 + odd * d)
            c = nonzero(1 + odd / c)
            fraction *= d * c
            if abs(d * c - 1) < 1e-14 { break }
        }
        return front * fraction / a
    }

    private static func nonzero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }

    /// The logarithm of the gamma function of `x` > 0: Stirling's series, from 10 on.
    static func logGamma(_ x: Double) -> Double {
        var x = x
        var shift = 0.0
        while x < 10 {
            shift -= log(x)
            x += 1
        }
        let square = 1 / (x * x)
        let series =
            (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x
        return shift + (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series
    }
}
