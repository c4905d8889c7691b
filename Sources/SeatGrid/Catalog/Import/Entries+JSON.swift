extension City {
    init?(json: JSONValue, _ issues: JSONIssues) {
        let fields = ["id", "name", "region", "timezone"]
        guard let reader = JSONObjectReader(json, fields: fields, issues: issues) else {
            return nil
        }
        let id = reader.identifier("id")
        let name = reader.text("name", limit: CatalogLimits.name)
        let region = reader.freeText("region", limit: CatalogLimits.name)
        let timezone = reader.text("timezone", limit: CatalogLimits.identifier)
        if let timezone, !ZoneTable.knows(timezone) {
            issues.add(
                "must be an IANA name that this server knows, such as Asia/Kolkata",
                at: .name("timezone")
            )
            return nil
        }
        guard let id, let name, let timezone else { return nil }
        self.init(id: id, name: name, region: region, timezone: timezone)
    }
}

extension Movie {
    init?(json: JSONValue, _ issues: JSONIssues) {
        let fields = [
            "id", "title", "languages", "formats", "certificate", "duration_min", "genres",
            "synopsis", "poster_url",
        ]
        guard let reader = JSONObjectReader(json, fields: fields, issues: issues) else {
            return nil
        }
        let id = reader.identifier("id")
        let title = reader.text("title", limit: CatalogLimits.name)
        let listed = CatalogLimits.listedTexts
        let languages = reader.texts("languages", count: listed, limit: CatalogLimits.label)
        let formats = reader.texts("formats", count: listed, limit: CatalogLimits.label)
        let genres = reader.texts(
            "genres",
            count: listed,
            limit: CatalogLimits.label,
            isOptional: true
        )
        let certificate = reader.freeText("certificate", limit: CatalogLimits.label)
        let duration = reader.integer("duration_min", in: 1...CatalogLimits.minutes)
        let synopsis = reader.freeText("synopsis", limit: CatalogLimits.synopsis)
        let poster = reader.optionalText("poster_url", limit: CatalogLimits.url)
        guard let id, let title, let duration else { return nil }
        self.init(
            id: id,
            title: title,
            languages: languages,
            formats: formats,
            certificate: certificate,
            durationMinutes: Int(duration),
            genres: genres,
            synopsis: synopsis,
            posterURL: poster
        )
    }
}

extension Venue {
    init?(json: JSONValue, _ issues: JSONIssues) {
        let fields = ["id", "name", "city", "address", "amenities", "screens"]
        guard let reader = JSONObjectReader(json, fields: fields, issues: issues) else {
            return nil
        }
        let id = reader.identifier("id")
        let name = reader.text("name", limit: CatalogLimits.name)
        let city = reader.identifier("city")
        let address = reader.freeText("address", limit: CatalogLimits.address)
        let amenities = reader.texts(
            "amenities",
            count: CatalogLimits.listedTexts,
            limit: CatalogLimits.name,
            isOptional: true
        )
        var seen: Set<String> = []
        let screens = reader.list("screens", limit: CatalogLimits.screensPerVenue) { value, _ in
            guard let screen = Screen(json: value, issues) else { return nil as Screen? }
            guard seen.insert(screen.id).inserted else {
                issues.add("is in the list twice", at: .name("id"))
                return nil
            }
            return screen
        }
        guard let id, let name, let city else { return nil }
        self.init(
            id: id,
            name: name,
            city: city,
            address: address,
            amenities: amenities,
            screens: screens
        )
    }
}

extension Screen {
    fileprivate init?(json: JSONValue, _ issues: JSONIssues) {
        let fields = ["id", "name", "layout"]
        guard let reader = JSONObjectReader(json, fields: fields, issues: issues) else {
            return nil
        }
        let id = reader.identifier("id")
        let name = reader.text("name", limit: CatalogLimits.name)
        let layout = reader.identifier("layout")
        guard let id, let name, let layout else { return nil }
        self.init(id: id, name: name, layoutKey: layout)
    }
}

extension JSONObjectReader {
    /// A description: may be missing, null or empty.
    func freeText(_ name: String, limit: Int) -> String {
        if object[name] == .string("") { return "" }
        return optionalText(name, limit: limit) ?? ""
    }
}
