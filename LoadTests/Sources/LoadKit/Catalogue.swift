import FoundationEssentials

/// The catalogue that loads run on: one city, one hall of any size, as many shows as wanted.
public struct Catalogue: Sendable {
    /// The id of the only city.
    static let city = "load-city"
    /// The id of the only movie.
    static let movie = "load-movie"

    /// Seats a show.
    public var seats: Int
    /// Seats a row.
    public var rowLength = 25

    /// A hall of `seats` seats.
    public init(seats: Int) {
        self.seats = seats
    }

    /// The body of an import of `shows`; each body can be imported by itself.
    public func body(shows: some Sequence<String>, now: Int64) -> [UInt8] {
        let hall = "load-hall-\(seats)"
        let screen = "load-venue-\(seats)-1"
        var text = """
            {"cities":[{"id":"\(Self.city)","name":"Load City","region":"Maharashtra",\
            "timezone":"Asia/Kolkata"}],"movies":[{"id":"\(Self.movie)","title":"The Load",\
            "languages":["hi"],"formats":["2D"],"certificate":"UA","duration_min":120,\
            "genres":["drama"],"synopsis":"Everyone wants in."}],"layouts":[{"key":"\(hall)",\
            "name":"Load hall \(seats)","focal_point":{"x":0,"y":0},"categories":[{"key":"gold",\
            "name":"Gold","color":"#d4a017"}],"sections":[{"name":"Main","rows":[\(rows())]}]}],\
            "venues":[{"id":"load-venue-\(seats)","name":"Load Venue \(seats)","city":"\(Self.city)",\
            "address":"1 Loopback Road","amenities":[],"screens":[{"id":"\(screen)",\
            "name":"Screen 1","layout":"\(hall)"}]}],"shows":[
            """
        var first = true
        let starts = Self.time(now + 7 * 86_400_000)
        for show in shows {
            if !first { text += "," }
            first = false
            text += """
                {"id":"\(show)","movie":"\(Self.movie)","screen":"\(screen)","starts_at":"\(starts)",\
                "language":"hi","format":"2D","currency":"INR","prices":{"gold":25000}}
                """
        }
        return Array((text + "]}").utf8)
    }

    private func rows() -> String {
        var rows: [String] = []
        for start in stride(from: 0, to: seats, by: rowLength) {
            let row = start / rowLength
            let y = row + 1
            let numbers = 0..<min(rowLength, seats - start)
            let list = numbers.map { number in
                let x = number - rowLength / 2
                return
                    #"{"number":"\#(number + 1)","x":\#(x),"y":\#(y),"category":"gold","attributes":[]}"#
            }
            rows.append(
                #"{"name":"\#(Self.rowName(row))","seats":[\#(list.joined(separator: ","))]}"#
            )
        }
        return rows.joined(separator: ",")
    }

    private static func rowName(_ row: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + row % 26)))
        return row < 26 ? letter : rowName(row / 26 - 1) + letter
    }

    private static func time(_ milliseconds: Int64) -> String {
        // Whole days suffice: a sale that runs for a week.
        let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
        return date.formatted(.iso8601)
    }

    /// Imports `shows` in batches, and smaller ones when the server finds a body too large.
    @discardableResult
    public func importAll(
        _ shows: [String],
        with client: Client,
        batch: Int = 1000
    ) throws -> (seconds: Double, batches: Int) {
        let began = Wire.now()
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        var size = batch
        var next = 0
        var batches = 0
        while next < shows.count {
            let part = shows[next..<min(next + size, shows.count)]
            let answer = try client.call(
                "POST",
                "/v1/admin/import",
                body: body(shows: part, now: now),
                seconds: 120
            )
            if answer.status == 413, size > 1 {
                size /= 2
                continue
            }
            guard (200..<300).contains(answer.status) else {
                let said = String(decoding: answer.body.prefix(400), as: UTF8.self)
                throw Client.Failed(description: "import: \(answer.status) \(said)")
            }
            next += part.count
            batches += 1
        }
        return (Double(Wire.now() - began) / 1e9, batches)
    }
}
