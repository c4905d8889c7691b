/// One line of a chart.
struct Series: Equatable {
    /// A place on the line; without a `y` the line has a gap there.
    struct Point: Equatable {
        let x: Double
        let y: Double?
    }

    /// How a series looks: no two differ by colour alone.
    enum Look: Equatable {
        /// The colour, dash and mark of the given number.
        case numbered(Int)
        /// A thin line beside the one that matters.
        case quiet(Int)
    }

    let name: String
    var look: Look
    var points: [Point]
    /// From this `x` on too few samples are behind it; it's dotted there.
    var doubtfulFrom: Double?
    /// Where marks go; empty for a line without.
    var marked: [Double] = []
    /// Fills the area below it, unless a log axis would make that area mean nothing.
    var isFilled = false
    /// Stays at a value until the next.
    var isStepped = false

    /// The number of its colour, from 1.
    var colour: Int {
        switch look {
        case .numbered(let number), .quiet(let number): number % 6 + 1
        }
    }

    /// The greatest and the least value.
    var range: (low: Double, high: Double)? {
        let values = points.compactMap(\.y)
        guard let low = values.min(), let high = values.max() else { return nil }
        return (low, high)
    }
}
