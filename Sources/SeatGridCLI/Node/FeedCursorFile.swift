import Foundation
import Gateway

/// Where the feeder of notices has come to: a number in a file, replaced whole.
struct FeedCursorFile: FeedCursor {
    let path: String

    func load() throws -> UInt64? {
        guard let bytes = try SmallFile.read(path, limit: 64, isSecret: false) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard let position = UInt64(text) else {
            throw SmallFile.Failure("\(path) is no position of the log", exitCode: 65)
        }
        return position
    }

    func save(_ position: UInt64) throws {
        try SmallFile.replace(path, with: Array("\(position)\n".utf8), isSecret: false)
    }
}
