/// A place with venues.
package struct City: Equatable, Sendable {
    package let id: String
    package let name: String
    package let region: String
    /// An IANA name; `ZoneTable` says what it means.
    package let timezone: String

    package init(id: String, name: String, region: String, timezone: String) {
        self.id = id
        self.name = name
        self.region = region
        self.timezone = timezone
    }
}
