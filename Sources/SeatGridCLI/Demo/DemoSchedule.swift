import SeatGrid

/// What runs where and when in the demo, and for how much.
struct DemoSchedule {
    static let days = 7
    private let data: DemoData
    private let today: CalendarDate
    private var random: DemoRandom

    init(_ data: DemoData, seed: UInt64, today: CalendarDate) {
        self.data = data
        self.today = today
        random = DemoRandom(seed: seed)
    }

    mutating func write(into json: inout JSONWriter) {
        for venue in data.venues {
            guard let city = data.cities.first(where: { $0.id == venue.city }) else {
                preconditionFailure("the demo's data: venue \(venue.id) has no city")
            }
            for (screen, hall) in venue.halls.enumerated() {
                for day in 0..<Self.days {
                    let house = House(venue: venue, city: city, screen: screen, hall: hall)
                    if venue.kind == "arena" {
                        writeEvent(in: house, day: day, into: &json)
                    } else {
                        writeDay(day, in: house, into: &json)
                    }
                }
            }
        }
    }

    fileprivate struct House {
        let venue: DemoData.Venue
        let city: DemoData.City
        let screen: Int
        let hall: String

        var screenID: String { "\(venue.id)s\(screen + 1)" }
    }

    private struct Slot {
        let day: Int
        /// Of the day, from 1.
        let number: Int
        /// Minutes after midnight there.
        let minute: Int
        let language: String
        let format: String
    }

    /// From nine in the morning, one after another, with time to sweep.
    private mutating func writeDay(_ day: Int, in house: House, into json: inout JSONWriter) {
        var minute = 540 + 5 * random.below(14)
        var number = 1
        while minute < 23 * 60 + 15 {
            let film = chooseFilm(for: house)
            let slot = Slot(
                day: day,
                number: number,
                minute: minute,
                language: chooseLanguage(of: film, in: house.city),
                format: chooseFormat(of: film, in: house.hall)
            )
            let prices = DemoPrices.film(slot.format, minute: minute, isWeekend: isWeekend(day))
                .map { ($0.category, house.scaled($0.amount)) }
            write(film, slot, in: house, prices, into: &json)
            minute += film.minutes + 20 + 5 * random.below(3)
            minute = (minute + 4) / 5 * 5
            number += 1
        }
    }

    private mutating func writeEvent(in house: House, day: Int, into json: inout JSONWriter) {
        let event = data.events[day % data.events.count]
        let slot = Slot(
            day: day,
            number: 1,
            minute: 19 * 60,
            language: event.languages[0],
            format: event.formats[0]
        )
        write(event, slot, in: house, event.prices, into: &json)
    }

    private mutating func write(
        _ film: DemoData.Film,
        _ slot: Slot,
        in house: House,
        _ prices: [(category: String, amount: Int)],
        into json: inout JSONWriter
    ) {
        let date = CalendarDate(days: today.days + Int64(slot.day))
        let civil = date.civil
        let stamp = "\(10_000 + civil.month * 100 + civil.day)".dropFirst()
        // Some sales for the far end of the week have not begun.
        let isEarly = slot.day >= 5 && random.below(8) == 0
        let offered = DemoPrices.categories(of: house.hall)
        json.object { json in
            json.field("id", "\(house.screenID)-\(stamp)-\(slot.number)")
            json.field("movie", film.id)
            json.field("screen", house.screenID)
            json.field("starts_at", time(date, slot.minute, in: house.city).rfc3339)
            json.field("language", slot.language)
            json.field("format", slot.format)
            json.field("currency", "INR")
            json.object("prices") { json in
                for price in prices where offered.contains(price.category) {
                    json.field(price.category, price.amount)
                }
            }
            DemoTerms.write(isEvent: house.venue.kind == "arena", into: &json)
            if isEarly {
                let opening = CalendarDate(days: date.days - 2)
                json.field("sale_opens_at", time(opening, 600, in: house.city).rfc3339)
            }
            if house.venue.kind == "premium" {
                json.object("rules") { json in json.field("orphans", "lenient") }
            }
        }
    }

    private func time(_ date: CalendarDate, _ minute: Int, in city: DemoData.City) -> WallTime {
        let local = date.midnightUTC.advanced(by: Int64(minute) * 60_000)
        return local.advanced(by: -ZoneTable.rule(for: city.timezone).offset(at: local) * 1_000)
    }

    private func isWeekend(_ day: Int) -> Bool {
        [0, 6].contains(CalendarDate(days: today.days + Int64(day)).weekday)
    }

    private mutating func chooseFilm(for house: House) -> DemoData.Film {
        let weights = data.films.map { film in
            guard film.languages.contains(where: house.city.languages.contains) else { return 0 }
            let isHome = film.languages.contains(house.city.languages[0])
            let isLarge = house.hall.hasPrefix("imax") && film.formats.contains("IMAX")
            return film.popularity * (isHome ? 3 : 1) * (isLarge ? 6 : 1)
        }
        return data.films[random.choice(weights)]
    }

    /// The place's own language twice as often as the next.
    private mutating func chooseLanguage(
        of film: DemoData.Film,
        in city: DemoData.City
    ) -> String {
        let spoken = city.languages.filter { film.languages.contains($0) }
        return spoken[random.choice(spoken.indices.map { $0 == 0 ? 2 : 1 })]
    }

    private mutating func chooseFormat(of film: DemoData.Film, in hall: String) -> String {
        if hall.hasPrefix("imax"), film.formats.contains("IMAX") { return "IMAX" }
        let fitting = film.formats.filter { format in
            switch format {
            case "IMAX": false
            case "4DX": hall.hasPrefix("atmos")
            case "3D": !hall.hasPrefix("recliner") && !hall.hasPrefix("palace")
            default: true
            }
        }
        return fitting[random.below(fitting.count)]
    }
}

extension DemoSchedule.House {
    /// By city and kind of house, to whole tens of rupees.
    func scaled(_ amount: Int) -> Int {
        let percent = venue.kind == "premium" ? 115 : venue.kind == "single" ? 75 : 100
        let scaled = amount * city.pricePercent / 100 * percent / 100
        return max((scaled + 500) / 1_000 * 1_000, 1_000)
    }
}
