package import SeatGrid

/// A week of cinema in Indian cities, made up from the data files beside this one.
package enum DemoCatalog {
    /// The JSON of an import (contract §8): the same bytes for the same seed and day.
    ///
    /// - Parameter today: in India; shows are for this day and the six after it.
    package static func json(seed: UInt64, today: CalendarDate) -> [UInt8] {
        let data = DemoData()
        var schedule = DemoSchedule(data, seed: seed, today: today)
        var json = JSONWriter(capacity: 4 << 20)
        json.object { json in
            json.array("cities") { json in
                for city in data.cities {
                    write(["id", "name", "region", "timezone"], of: city.json, into: &json)
                }
            }
            json.array("movies") { json in
                let fields = [
                    "id", "title", "languages", "formats", "certificate", "duration_min",
                    "genres", "synopsis",
                ]
                for film in data.films + data.events { write(fields, of: film.json, into: &json) }
            }
            json.array("layouts") { json in
                for hall in data.halls { DemoLayouts.writeHall(hall, into: &json) }
                DemoLayouts.writeArena(data.arena, into: &json)
            }
            json.array("venues") { json in
                for venue in data.venues { write(venue, into: &json) }
            }
            json.array("shows") { json in schedule.write(into: &json) }
        }
        return json.bytes
    }

    private static func write(
        _ fields: [String],
        of value: JSONValue,
        into json: inout JSONWriter
    ) {
        json.object { json in
            for field in fields {
                json.key(field)
                json.value(value[field])
            }
        }
    }

    private static func write(_ venue: DemoData.Venue, into json: inout JSONWriter) {
        json.object { json in
            for field in ["id", "name", "city", "address"] {
                json.field(field, venue.json[field].text)
            }
            json.field("amenities", amenities(of: venue.kind))
            json.array("screens") { json in
                for (index, hall) in venue.halls.enumerated() {
                    json.object { json in
                        json.field("id", "\(venue.id)s\(index + 1)")
                        json.field("name", hall.hasPrefix("arena") ? "Bowl" : "Screen \(index + 1)")
                        json.field("layout", hall)
                    }
                }
            }
        }
    }

    private static func amenities(of kind: String) -> [String] {
        switch kind {
        case "premium":
            ["parking", "valet", "dolby_atmos", "food_court", "wheelchair_access", "mobile_ticket"]
        case "single": ["snack_bar", "two_wheeler_parking", "wheelchair_access"]
        case "arena":
            ["parking", "metro_shuttle", "food_court", "first_aid", "wheelchair_access"]
        default: ["parking", "food_court", "wheelchair_access", "mobile_ticket"]
        }
    }
}
