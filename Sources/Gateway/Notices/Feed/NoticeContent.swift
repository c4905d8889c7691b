import SeatGrid

/// What a notice says: to people in their words, to the operator's systems in raw values.
struct NoticeContent: Sendable {
    private(set) var words: [String: JSONValue] = [:]
    private(set) var facts: [String: JSONValue] = [:]
    private let locale: NoticeLocale

    init(_ locale: NoticeLocale) { self.locale = locale }

    /// The same for both.
    mutating func set(_ name: String, _ text: String) {
        words[name] = .string(text)
        facts[name] = .string(text)
    }

    /// For people only: a link is a key to the booking, and no system needs it.
    mutating func say(_ name: String, _ text: String) { words[name] = .string(text) }

    /// For systems only.
    mutating func note(_ name: String, _ text: String) { facts[name] = .string(text) }

    /// For people, separated by commas; for systems, a list.
    mutating func set(_ name: String, list: [String]) {
        words[name] = .string(list.joined(separator: ", "))
        facts[name] = .array(list.map { .string($0) })
    }

    mutating func set(_ name: String, minor: Int64, _ currency: String) {
        words[name] = .string(NoticeWords.amount(minor, currency))
        facts[name] = .object(
            JSONObject([
                JSONObject.Member(name: "amount", value: .integer(minor)),
                JSONObject.Member(name: "currency", value: .string(currency)),
            ])
        )
    }

    /// For systems its name has `_at` after it.
    mutating func set(_ name: String, time: WallTime, zone: String) {
        words[name] = .string(NoticeWords.time(time, zone: zone, locale))
        facts[name + "_at"] = .string(time.rfc3339)
    }

    mutating func set(_ name: String, reason: OrderReason) {
        words[name] = NoticeWords.reason(reason, locale).map(JSONValue.string)
        facts[name] = reason.word.map(JSONValue.string)
    }

    static func object(_ members: [String: JSONValue]) -> JSONObject {
        JSONObject(
            members.sorted { $0.key < $1.key }.map {
                JSONObject.Member(name: $0.key, value: $0.value)
            }
        )
    }
}
