/// All that can be shown and sold, but not who holds which seat: a value.
///
/// Every change makes another one, and what did not change is shared; a reader keeps the one it
/// began with. It names nothing that is not in it.
package struct Catalog: Sendable {
    /// Grows by one with each change.
    package internal(set) var revision: UInt64 = 0
    package internal(set) var cities: [String: City] = [:]
    package internal(set) var movies: [String: Movie] = [:]
    package internal(set) var venues: [String: Venue] = [:]
    /// By key.
    package internal(set) var layouts: [String: CatalogLayout] = [:]
    package internal(set) var shows: [String: CatalogShow] = [:]
    /// Where each screen is.
    var screens: [String: ScreenPlace] = [:]
    /// Made again with each change, on first use.
    var index = CatalogIndex()

    package init() {}

    struct ScreenPlace: Sendable {
        let venue: String
        let screen: Screen
    }

    /// The show of that id. O(1).
    package func show(_ id: ShowID) -> CatalogShow? { shows[id.rawValue] }

    /// What deciding needs of a show; nil if there is no such show.
    package func terms(of id: ShowID) -> ShowTerms? { shows[id.rawValue]?.terms }

    /// The layout of that id, if a screen's key or a show still means it.
    package func layout(id: String) -> CatalogLayout? { index.layout(id: id, of: self) }

    /// The layout of that id made ready for deciding; the same object every time.
    package func plan(_ layoutID: String) -> SeatPlan? { layout(id: layoutID)?.plan }
}
