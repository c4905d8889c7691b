/// Reads the JSON of a catalogue (contract §8) and of single entries (contract §7).
///
/// Strict: unknown fields are refused, and all faults are found at once, each with its JSON
/// pointer.
package enum CatalogImport {
    /// Reads a whole import; any of its lists may be missing.
    ///
    /// - Throws: all that is wrong with it, in itself or beside what `catalog` has.
    package static func parse(
        _ json: [UInt8],
        against catalog: Catalog
    ) throws(CatalogErrors) -> CatalogChange {
        try parse(tree(json), against: catalog)
    }

    /// The same for JSON that has been parsed already.
    package static func parse(
        _ value: JSONValue,
        against catalog: Catalog
    ) throws(CatalogErrors) -> CatalogChange {
        let draft = CatalogDraft()
        draft.readLists(value)
        return try draft.finish(against: catalog)
    }

    /// Reads one entry, as `PUT /v1/admin/<kind>/<id>` has it; the body may leave out its id.
    package static func parse(
        _ json: [UInt8],
        kind: CatalogKind,
        id: String,
        against catalog: Catalog
    ) throws(CatalogErrors) -> CatalogChange {
        try parse(tree(json), kind: kind, id: id, against: catalog)
    }

    /// The same for one entry that has been parsed already.
    package static func parse(
        _ value: JSONValue,
        kind: CatalogKind,
        id: String,
        against catalog: Catalog
    ) throws(CatalogErrors) -> CatalogChange {
        let draft = CatalogDraft()
        draft.readSingle(value, kind: kind, id: id)
        return try draft.finish(against: catalog)
    }

    private static func tree(_ json: [UInt8]) throws(CatalogErrors) -> JSONValue {
        do {
            return try JSONParser.parse(json)
        } catch {
            let issue = CatalogIssue(pointer: "", message: "not JSON: \(error.message)")
            throw CatalogErrors(issues: [issue])
        }
    }
}

/// An import while it is read. Confined to one call.
final class CatalogDraft {
    let issues = JSONIssues(limit: CatalogLimits.issues)
    private var change = CatalogChange()
    private var origin = ChangeOrigin()

    func readLists(_ value: JSONValue) {
        let fields = CatalogKind.allCases.map(\.rawValue)
        guard let reader = JSONObjectReader(value, fields: fields, issues: issues) else { return }
        change.cities = list(.cities, CatalogLimits.cities, reader) { City(json: $0, $1) }
        change.movies = list(.movies, CatalogLimits.movies, reader) { Movie(json: $0, $1) }
        change.layouts = list(.layouts, CatalogLimits.layouts, reader) {
            NamedLayout(json: $0, $1)
        }
        change.venues = list(.venues, CatalogLimits.venues, reader) { Venue(json: $0, $1) }
        change.shows = list(.shows, CatalogLimits.shows, reader) { ShowListing(json: $0, $1) }
    }

    func readSingle(_ value: JSONValue, kind: CatalogKind, id: String) {
        origin.isSingle = true
        guard CatalogLimits.isIdentifier(id) else {
            issues.add("the id must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -")
            return
        }
        guard case .object(let object) = value else {
            issues.add("must be an object, not \(value.kind)")
            return
        }
        var members = object.members
        if let named = object[kind.idField] {
            if named != .string(id) {
                issues.add("differs from the id in the path", at: .name(kind.idField))
            }
        } else {
            members.append(JSONObject.Member(name: kind.idField, value: .string(id)))
        }
        let whole = JSONValue.object(JSONObject(members))
        switch kind {
        case .cities: change.cities = [City(json: whole, issues)].compactMap(\.self)
        case .movies: change.movies = [Movie(json: whole, issues)].compactMap(\.self)
        case .layouts: change.layouts = [NamedLayout(json: whole, issues)].compactMap(\.self)
        case .venues: change.venues = [Venue(json: whole, issues)].compactMap(\.self)
        case .shows: change.shows = [ShowListing(json: whole, issues)].compactMap(\.self)
        }
    }

    func finish(against catalog: Catalog) throws(CatalogErrors) -> CatalogChange {
        // Names are checked also when something else is wrong, so that one answer tells all.
        _ = try catalog.applying(change, from: origin, issues: issues)
        return change
    }

    private func list<Entry>(
        _ kind: CatalogKind,
        _ limit: Int,
        _ reader: JSONObjectReader,
        _ read: (JSONValue, JSONIssues) -> Entry?
    ) -> [Entry] {
        var seen: Set<String> = []
        var places: [Int] = []
        let entries = reader.list(kind.rawValue, limit: limit, isOptional: true) { value, place in
            let id = kind.id(of: value)
            if let id, !seen.insert(id).inserted {
                issues.add("is in the list twice", at: .name(kind.idField))
            }
            let entry = read(value, issues)
            if entry == nil {
                origin.broken[kind, default: []].insert(id ?? "")
            } else {
                places.append(place)
            }
            return entry
        }
        if places.count < (places.last ?? 0) + 1 { origin.places[kind] = places }
        return entries
    }
}

extension CatalogKind {
    /// What an entry's id is called in its JSON.
    var idField: String { self == .layouts ? "key" : "id" }

    fileprivate func id(of value: JSONValue) -> String? {
        guard case .object(let object) = value, case .string(let id)? = object[idField] else {
            return nil
        }
        return id
    }
}
