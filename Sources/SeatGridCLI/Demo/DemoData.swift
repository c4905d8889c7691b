import SeatGrid

/// The demo's data files, read. They are compiled in, so that the binary runs anywhere.
struct DemoData {
    struct City {
        let id: String
        let timezone: String
        let pricePercent: Int
        let languages: [String]
        let json: JSONValue
    }

    struct Film {
        let id: String
        let languages: [String]
        let formats: [String]
        let minutes: Int
        let popularity: Int
        /// Of an event: its own prices by category.
        let prices: [(category: String, amount: Int)]
        let json: JSONValue
    }

    struct Venue {
        let id: String
        let city: String
        let kind: String
        let halls: [String]
        let json: JSONValue
    }

    let cities = DemoData.entries(DemoCities.json).map { json in
        City(
            id: json["id"].text,
            timezone: json["timezone"].text,
            pricePercent: json["price_percent"].whole,
            languages: json["languages"].texts,
            json: json
        )
    }
    let films = DemoData.films(DemoMovies1.json) + DemoData.films(DemoMovies2.json)
    let events = DemoData.films(DemoEvents.json)
    let venues = (DemoData.entries(DemoVenues1.json) + DemoData.entries(DemoVenues2.json)).map {
        json in
        Venue(
            id: json["id"].text,
            city: json["city"].text,
            kind: json["class"].text,
            halls: json["halls"].texts,
            json: json
        )
    }
    let halls = DemoData.entries(DemoHalls.json)
    let arena = DemoData.parsed(DemoArena.json)

    private static func films(_ text: String) -> [Film] {
        entries(text).map { json in
            var prices: [(category: String, amount: Int)] = []
            if case .object(let object) = json["prices"] {
                prices = object.members.map { ($0.name, $0.value.whole) }
            }
            return Film(
                id: json["id"].text,
                languages: json["languages"].texts,
                formats: json["formats"].texts,
                minutes: json["duration_min"].whole,
                popularity: json["popularity"].whole,
                prices: prices,
                json: json
            )
        }
    }

    private static func entries(_ text: String) -> [JSONValue] { parsed(text).list }

    private static func parsed(_ text: String) -> JSONValue {
        do {
            return try JSONParser.parse(Array(text.utf8))
        } catch {
            preconditionFailure("the demo's data: \(error.message)")
        }
    }
}

/// Short ways into data that we wrote ourselves: what is missing there is our bug.
extension JSONValue {
    subscript(name: String) -> JSONValue {
        guard case .object(let object) = self else { return .null }
        return object[name] ?? .null
    }

    var text: String {
        guard case .string(let text) = self else {
            preconditionFailure("the demo's data: a text is missing")
        }
        return text
    }

    var whole: Int {
        guard case .integer(let integer) = self else {
            preconditionFailure("the demo's data: a number is missing")
        }
        return Int(integer)
    }

    var real: Double {
        switch self {
        case .integer(let integer): return Double(integer)
        case .number(let number): return number
        default: preconditionFailure("the demo's data: a number is missing")
        }
    }

    var list: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var texts: [String] { list.map(\.text) }
}
