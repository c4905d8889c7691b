/// How large a chart is drawn. Each is shown where it fits, so that words keep their size.
struct ChartSize {
    /// The class that the stylesheet shows and hides it by.
    let name: String
    let width: Double
    let height: Double
    /// Whether values are told when pointed at; small screens have nothing to point with.
    let isPointedAt: Bool

    /// The first chart of a report.
    static let leading = [
        ChartSize(name: "at-wide", width: 1016, height: 380, isPointedAt: true),
        ChartSize(name: "at-middle", width: 600, height: 290, isPointedAt: false),
        ChartSize(name: "at-small", width: 340, height: 290, isPointedAt: false),
    ]
    /// A chart that has a neighbour on a wide screen.
    static let paired = [
        ChartSize(name: "at-half", width: 492, height: 250, isPointedAt: true),
        ChartSize(name: "at-small", width: 340, height: 230, isPointedAt: false),
    ]
}
