/// A house with one or more screens.
package struct Venue: Equatable, Sendable {
    package let id: String
    package let name: String
    /// The id of its city.
    package let city: String
    package let address: String
    package let amenities: [String]
    package let screens: [Screen]

    package init(
        id: String,
        name: String,
        city: String,
        address: String,
        amenities: [String],
        screens: [Screen]
    ) {
        self.id = id
        self.name = name
        self.city = city
        self.address = address
        self.amenities = amenities
        self.screens = screens
    }
}

/// A hall of a venue. Its id is unique in the whole catalogue, as shows name it alone.
package struct Screen: Equatable, Sendable {
    package let id: String
    package let name: String
    /// The key of its layout: whatever layout goes by that name now.
    package let layoutKey: String

    package init(id: String, name: String, layoutKey: String) {
        self.id = id
        self.name = name
        self.layoutKey = layoutKey
    }
}
