/// The bounds of the catalogue; texts count in bytes of UTF-8.
package enum CatalogLimits {
    package static let cities = 10_000
    package static let movies = 50_000
    package static let venues = 50_000
    package static let layouts = 10_000
    package static let screensPerVenue = 100
    package static let shows = 500_000
    package static let sectionsPerLayout = 500
    package static let rowsPerSection = 500
    package static let seatsPerRow = 1_000
    package static let categoriesPerLayout = 32
    package static let attributesPerSeat = 8
    package static let attributeSetsPerLayout = 1_000
    package static let identifier = 64
    package static let label = 64
    package static let name = 200
    package static let address = 500
    package static let synopsis = 8_000
    package static let url = 2_000
    package static let listedTexts = 32
    /// Of a seat's place, in whatever unit the layout uses.
    package static let coordinate = 100_000.0
    /// Of a film.
    package static let minutes: Int64 = 10_000
    /// Minor units; 100 seats at this price still are whole in a double.
    package static let price: Int64 = 10_000_000_000_000
    package static let issues = 100

    /// Whether `text` is an id as the contract §1 has it: `[A-Za-z0-9_-]{1,64}`.
    package static func isIdentifier(_ text: String) -> Bool {
        guard 1...identifier ~= text.utf8.count else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
