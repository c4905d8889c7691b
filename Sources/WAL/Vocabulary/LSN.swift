/// A record's number in the node's log: the first is 1, each next one more, for ever.
public struct LSN: RawRepresentable, Comparable, Hashable, Sendable, CustomStringConvertible {
    /// The number itself.
    public let rawValue: UInt64

    /// The record numbered `rawValue`.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Before any record.
    public static let zero = LSN(rawValue: 0)

    /// The record after this one.
    public var next: LSN { LSN(rawValue: rawValue + 1) }

    /// The number in decimal.
    public var description: String { String(rawValue) }

    /// Earlier in the log.
    public static func < (a: LSN, b: LSN) -> Bool { a.rawValue < b.rawValue }
}
