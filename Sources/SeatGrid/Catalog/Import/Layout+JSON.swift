extension NamedLayout {
    init?(json: JSONValue, _ issues: JSONIssues) {
        let draft = LayoutDraft(issues)
        guard let named = draft.read(json) else { return nil }
        self = named
    }
}

/// A layout while it is read. Confined to one call.
private final class LayoutDraft {
    private let issues: JSONIssues
    private var categories: [String: UInt8] = [:]
    private var attributeSets: [[String]] = [[]]
    private var attributeOrdinals: [[String]: UInt16] = [[]: 0]
    private var labels: Set<String> = []
    private var hasSections = false

    init(_ issues: JSONIssues) { self.issues = issues }

    func read(_ json: JSONValue) -> NamedLayout? {
        let fields = ["key", "name", "focal_point", "categories", "sections"]
        guard let reader = JSONObjectReader(json, fields: fields, issues: issues) else {
            return nil
        }
        let before = issues.all.count
        let key = reader.identifier("key")
        let name = reader.text("name", limit: CatalogLimits.name)
        let focal = reader.required("focal_point").flatMap { value in
            issues.at("focal_point") { point(value) }
        }
        let categories = reader.list(
            "categories",
            limit: CatalogLimits.categoriesPerLayout
        ) { value, _ in category(value) }
        if case .array(let list)? = reader.object["sections"] { hasSections = list.count > 1 }
        let sections = reader.list("sections", limit: CatalogLimits.sectionsPerLayout) { value, _ in
            section(value)
        }
        if labels.isEmpty { issues.add("has no seats") }
        if labels.count > Limits.seatsPerShow {
            issues.add("at most \(Limits.seatsPerShow) seats, not \(labels.count)")
        }
        // A faulty layout must not become a plan; what is wrong with it has been noted.
        guard let key, let name, let focal, issues.all.count == before, !issues.isFull else {
            return nil
        }
        let content = LayoutContent(
            name: name,
            focalPoint: focal,
            categories: categories,
            attributeSets: attributeSets,
            sections: sections
        )
        return NamedLayout(key: key, layout: CatalogLayout(content))
    }

    private func point(_ value: JSONValue) -> LayoutPoint? {
        guard let reader = JSONObjectReader(value, fields: ["x", "y"], issues: issues) else {
            return nil
        }
        let x = reader.coordinate("x", limit: CatalogLimits.coordinate)
        let y = reader.coordinate("y", limit: CatalogLimits.coordinate)
        guard let x, let y else { return nil }
        return LayoutPoint(x: x, y: y)
    }

    private func category(_ value: JSONValue) -> LayoutCategory? {
        let fields = ["key", "name", "color"]
        guard let reader = JSONObjectReader(value, fields: fields, issues: issues) else {
            return nil
        }
        let key = reader.identifier("key")
        let name = reader.text("name", limit: CatalogLimits.name)
        let color = reader.optionalText("color", limit: 7) ?? "#808080"
        let digits = color.utf8.dropFirst()
        let isColor =
            color.utf8.first == UInt8(ascii: "#") && digits.count == 6
            && digits.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
        if !isColor { issues.add("must be a color such as #d4a017", at: .name("color")) }
        guard let key, let name else { return nil }
        guard categories[key] == nil else {
            issues.add("is in the list twice", at: .name("key"))
            return nil
        }
        categories[key] = UInt8(categories.count)
        return LayoutCategory(key: key, name: name, color: color)
    }

    private func section(_ value: JSONValue) -> LayoutSection? {
        let fields = ["name", "rows"]
        guard let reader = JSONObjectReader(value, fields: fields, issues: issues) else {
            return nil
        }
        let name = reader.text("name", limit: CatalogLimits.label)
        let prefix = hasSections ? (name ?? "?") + "-" : ""
        let rows = reader.list("rows", limit: CatalogLimits.rowsPerSection) { value, _ in
            row(value, prefix)
        }
        return name.map { LayoutSection(name: $0, rows: rows) }
    }

    private func row(_ value: JSONValue, _ prefix: String) -> LayoutRow? {
        let fields = ["name", "seats"]
        guard let reader = JSONObjectReader(value, fields: fields, issues: issues) else {
            return nil
        }
        let name = reader.text("name", limit: CatalogLimits.label)
        let prefix = prefix + (name ?? "?") + "-"
        let seats = reader.list("seats", limit: CatalogLimits.seatsPerRow) { value, _ in
            seat(value, prefix)
        }
        return name.map { LayoutRow(name: $0, seats: seats) }
    }

    private static let seatFields = ["number", "x", "y", "category", "attributes", "label"]

    private func seat(_ value: JSONValue, _ prefix: String) -> LayoutSeat? {
        guard let reader = JSONObjectReader(value, fields: Self.seatFields, issues: issues) else {
            return nil
        }
        let label = label(reader, prefix)
        let x = reader.coordinate("x", limit: CatalogLimits.coordinate)
        let y = reader.coordinate("y", limit: CatalogLimits.coordinate)
        let category = reader.identifier("category")
        let attributes = attributeSet(reader)
        guard let label, let x, let y, let category else { return nil }
        guard let ordinal = categories[category] else {
            issues.add("the layout has no category \"\(category)\"", at: .name("category"))
            return nil
        }
        return LayoutSeat(
            label: label,
            point: LayoutPoint(x: x, y: y),
            category: ordinal,
            attributeSet: attributes
        )
    }

    private func label(_ reader: JSONObjectReader, _ prefix: String) -> String? {
        let given = reader.optionalText("label", limit: CatalogLimits.label)
        let number =
            given == nil
            ? reader.text("number", limit: CatalogLimits.label)
            : reader.optionalText("number", limit: CatalogLimits.label)
        guard let label = given ?? number.map({ prefix + $0 }) else { return nil }
        let field = given == nil ? "number" : "label"
        // A label stands in paths and in JSON that is written without a look at each character.
        let isPlain = label.utf8.allSatisfy { !"\"\\/\n".utf8.contains($0) }
        guard isPlain, label.utf8.count <= CatalogLimits.label else {
            issues.add(
                "the label must be at most \(CatalogLimits.label) bytes without quote, slash and "
                    + "backslash",
                at: .name(field)
            )
            return nil
        }
        guard labels.insert(label).inserted else {
            issues.add("another seat is labelled \"\(label)\"", at: .name(field))
            return nil
        }
        return label
    }

    private func attributeSet(_ reader: JSONObjectReader) -> UInt16 {
        guard reader.optional("attributes") != nil else { return 0 }
        let set = reader.texts(
            "attributes",
            count: CatalogLimits.attributesPerSeat,
            limit: CatalogLimits.label
        ).sorted()
        if let ordinal = attributeOrdinals[set] { return ordinal }
        guard attributeSets.count < CatalogLimits.attributeSetsPerLayout else {
            issues.add("too many different sets of attributes in one layout")
            return 0
        }
        let ordinal = UInt16(attributeSets.count)
        attributeOrdinals[set] = ordinal
        attributeSets.append(set)
        return ordinal
    }
}
