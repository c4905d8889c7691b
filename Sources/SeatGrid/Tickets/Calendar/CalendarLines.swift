/// Content lines of RFC 5545 §3.1.
struct CalendarLines {
    private(set) var bytes: [UInt8] = []

    private static let lineBytes = 75

    /// A line whose value needs no escape; what would end it is left out.
    mutating func append(_ name: String, _ value: String) {
        let line = Array("\(name):".utf8) + value.utf8.filter { $0 >= 0x20 && $0 != 0x7f }
        var start = 0
        var room = Self.lineBytes
        while line.count - start > room {
            var end = start + room
            // Not within a character: those bytes after its first begin with the bits 10.
            while line[end] & 0xc0 == 0x80 { end -= 1 }
            bytes += line[start..<end]
            bytes += "\r\n ".utf8
            start = end
            room = Self.lineBytes - 1
        }
        bytes += line[start...]
        bytes += "\r\n".utf8
    }

    /// A line with a text, escaped by §3.3.11.
    mutating func append(_ name: String, text: String) {
        var value = ""
        for character in text {
            switch character {
            case "\\": value += "\\\\"
            case ";": value += "\\;"
            case ",": value += "\\,"
            case _ where character.isNewline: value += "\\n"
            default: value.append(character)
            }
        }
        append(name, value)
    }

    /// A time in UTC, as 20261201T133000Z.
    static func time(_ time: WallTime) -> String {
        String(time.rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }
}
