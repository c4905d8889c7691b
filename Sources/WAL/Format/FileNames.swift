/// The names of the log's files in its directory.
struct LogPaths: Hashable, Sendable {
    let directory: String

    var lock: String { directory + "/lock" }
    var quarantine: String { directory + "/quarantine" }
    func segment(_ number: UInt64) -> String { directory + "/segment-" + Self.hex(number) + ".log" }
    func ready(_ ordinal: UInt64) -> String { directory + "/ready-" + Self.hex(ordinal) + ".log" }
    func spare(_ ordinal: UInt64) -> String { directory + "/spare-" + Self.hex(ordinal) + ".log" }

    /// What a name in the directory says the file is.
    enum Kind: Hashable {
        /// Part of the log.
        case segment(UInt64)
        /// All zeros and synced, to become a segment.
        case ready(UInt64)
        /// Of no content that counts, to become ready.
        case spare(UInt64)
    }

    static func kind(of name: String) -> Kind? {
        let parts = name.split(separator: "-")
        guard parts.count == 2, parts[1].hasSuffix(".log"),
            let number = UInt64(parts[1].dropLast(4), radix: 16)
        else { return nil }
        switch parts[0] {
        case "segment": return .segment(number)
        case "ready": return .ready(number)
        case "spare": return .spare(number)
        default: return nil
        }
    }

    static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
