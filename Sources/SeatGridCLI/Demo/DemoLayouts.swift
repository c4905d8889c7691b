import Glibc
import SeatGrid

/// Turns the measures of halls and of the arena into layouts with a place for every seat.
enum DemoLayouts {
    private struct Category {
        let key: String
        let name: String
        let color: String
    }

    private static let categories = [
        Category(key: "silver", name: "Silver", color: "#9aa5b1"),
        Category(key: "gold", name: "Gold", color: "#d4a017"),
        Category(key: "platinum", name: "Platinum", color: "#5b8def"),
        Category(key: "recliner", name: "Recliner", color: "#b5473c"),
        Category(key: "floor", name: "Floor", color: "#b5473c"),
        Category(key: "lower", name: "Lower Tier", color: "#d4a017"),
        Category(key: "upper", name: "Upper Tier", color: "#9aa5b1"),
    ]

    static func writeHall(_ hall: JSONValue, into json: inout JSONWriter) {
        let blocks = hall["blocks"].list
        let depth = Double(blocks.reduce(0) { $0 + $1["rows"].whole }) * hall["row_gap"].real
        json.object { json in
            json.field("key", hall["key"].text)
            json.field("name", hall["name"].text)
            writeFocus(x: 0, y: 4 + depth * 2 / 3, into: &json)
            write(categories: blocks.map { $0["category"].text }, into: &json)
            json.array("sections") { json in
                json.object { json in
                    json.field("name", "Main")
                    json.array("rows") { json in writeRows(of: hall, into: &json) }
                }
            }
        }
    }

    private static func writeRows(of hall: JSONValue, into json: inout JSONWriter) {
        var row = 0
        for block in hall["blocks"].list {
            for _ in 0..<block["rows"].whole {
                writeRow(row, block, of: hall, into: &json)
                row += 1
            }
        }
    }

    private static func writeRow(
        _ row: Int,
        _ block: JSONValue,
        of hall: JSONValue,
        into json: inout JSONWriter
    ) {
        let count = block["seats"].whole
        let aisles = hall["aisles"].list.map(\.whole)
        let accessible = row == 0 ? hall["accessible"].list.map(\.whole) : []
        let pitch = hall["pitch"].real
        let width = Double(count - 1 + aisles.count) * pitch
        json.object { json in
            json.field("name", rowName(row))
            json.array("seats") { json in
                for number in 1...count {
                    let walkways = aisles.count { $0 < number }
                    let x = Double(number - 1 + walkways) * pitch - width / 2
                    let bend = hall["curve"].real * x * x / 100
                    let y = 4 + Double(row) * hall["row_gap"].real - bend
                    writeSeat(
                        number,
                        x: x,
                        y: y,
                        block["category"].text,
                        isAccessible: accessible.contains(number),
                        into: &json
                    )
                }
            }
        }
    }

    static func writeArena(_ arena: JSONValue, into json: inout JSONWriter) {
        let tiers = arena["tiers"].list
        json.object { json in
            json.field("key", arena["key"].text)
            json.field("name", arena["name"].text)
            writeFocus(x: 0, y: 0, into: &json)
            write(categories: tiers.map { $0["category"].text }, into: &json)
            json.array("sections") { json in
                for tier in tiers {
                    for section in 0..<tier["sections"].whole {
                        write(section, of: tier, in: arena, into: &json)
                    }
                }
            }
        }
    }

    private static func write(
        _ section: Int,
        of tier: JSONValue,
        in arena: JSONValue,
        into json: inout JSONWriter
    ) {
        let place = SectionPlace(section, of: tier, in: arena)
        let count = tier["seats"].whole
        json.object { json in
            json.field("name", "\(tier["prefix"].text)\(tier["first"].whole + section)")
            json.array("rows") { json in
                for row in 0..<tier["rows"].whole {
                    json.object { json in
                        json.field("name", rowName(row))
                        json.array("seats") { json in
                            for number in 1...count {
                                let at = place.seat(row: row, number: number, of: count)
                                let isAccessible = row == 0 && (number <= 2 || number > count - 2)
                                writeSeat(
                                    number,
                                    x: at.x,
                                    y: at.y,
                                    tier["category"].text,
                                    isAccessible: isAccessible,
                                    into: &json
                                )
                            }
                        }
                    }
                }
            }
        }
    }

    /// A section's place: turned about the middle of the bowl, or straight before the stage.
    private struct SectionPlace {
        private static let middle = 30.0
        private let sine: Double
        private let cosine: Double
        private let x: Double
        private let y: Double
        private let pitch: Double
        private let rowGap: Double

        init(_ section: Int, of tier: JSONValue, in arena: JSONValue) {
            pitch = arena["pitch"].real
            rowGap = arena["row_gap"].real
            guard case .null = tier["columns"] else {
                let columns = tier["columns"].whole
                let width = Double(tier["seats"].whole) * pitch + 2
                sine = 0
                cosine = 1
                x = (Double(section % columns) - Double(columns - 1) / 2) * width
                let depth = Double(tier["rows"].whole) * rowGap + 3
                y = tier["from"].real + Double(section / columns) * depth
                return
            }
            // 280 degrees of the circle, the rest is the stage's.
            let share = (Double(section) + 0.5) / tier["sections"].real
            let angle = (-140 + 280 * share) * Double.pi / 180
            sine = sin(angle)
            cosine = cos(angle)
            x = sine * tier["radius"].real
            y = Self.middle + cosine * tier["radius"].real
        }

        func seat(row: Int, number: Int, of count: Int) -> (x: Double, y: Double) {
            let across = (Double(number) - Double(count + 1) / 2) * pitch
            let outward = Double(row) * rowGap
            return (
                x + sine * outward + cosine * across, y + cosine * outward - sine * across
            )
        }
    }

    private static func writeFocus(x: Double, y: Double, into json: inout JSONWriter) {
        json.object("focal_point") { json in
            json.field("x", rounded(x))
            json.field("y", rounded(y))
        }
    }

    private static func write(categories keys: [String], into json: inout JSONWriter) {
        json.array("categories") { json in
            for category in categories where keys.contains(category.key) {
                json.object { json in
                    json.field("key", category.key)
                    json.field("name", category.name)
                    json.field("color", category.color)
                }
            }
        }
    }

    private static func writeSeat(
        _ number: Int,
        x: Double,
        y: Double,
        _ category: String,
        isAccessible: Bool,
        into json: inout JSONWriter
    ) {
        json.object { json in
            json.field("number", String(number))
            json.field("x", rounded(x))
            json.field("y", rounded(y))
            json.field("category", category)
            if isAccessible { json.field("attributes", ["accessible"]) }
        }
    }

    /// To centimetres: the last bits of a sine must not change a layout's id.
    private static func rounded(_ metres: Double) -> Double { (metres * 100).rounded() / 100 }

    /// A to Z, then AA.
    private static func rowName(_ row: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let last = String(letters[row % 26])
        return row < 26 ? last : String(letters[row / 26 - 1]) + last
    }
}
