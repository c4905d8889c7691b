internal import Crypto

/// A key from outside the data directory, without which what is in it opens nobody's data
/// (`--people-key`). Nothing prints it.
package struct PeopleKey: Sendable {
    /// 16 bytes that name it in the slots of the keys that need it.
    let id: [UInt8]
    private let key: SymmetricKey

    static let idBytes = 16
    private static let domain = Array("SeatGrid people key 1\0".utf8)

    /// - Parameter raw: 32 bytes; nil otherwise.
    package init?(raw: [UInt8]) {
        guard raw.count == 32 else { return nil }
        key = SymmetricKey(data: raw)
        id = Array(Crypto.SHA256.hash(data: Self.domain + raw).prefix(Self.idBytes))
    }

    /// For nodes that were given none: then a slot alone opens its data.
    static let none = PeopleKey()

    private init() {
        key = SymmetricKey(data: [UInt8](repeating: 0, count: 32))
        id = [UInt8](repeating: 0, count: Self.idBytes)
    }

    /// Reads a file of such keys: 64 hexadecimal digits a line, the one for new data first; `#`
    /// begins a comment. nil if a line is anything else, or there is no key.
    package static func keys(text: String) -> [PeopleKey]? {
        var keys: [PeopleKey] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let word = line.filter { !$0.isWhitespace }
            if word.isEmpty || word.hasPrefix("#") { continue }
            guard let key = bytes(hex: word).flatMap(PeopleKey.init(raw:)) else { return nil }
            keys.append(key)
        }
        return keys.isEmpty ? nil : keys
    }

    private static func bytes(hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            let pair = String(decoding: digits[index...index + 1], as: UTF8.self)
            guard !pair.hasPrefix("+"), let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    /// The key that seals one person's data: of this one, the slot's random bits and its place.
    func derived(_ random: [UInt8], vault: UInt64, slot: UInt64) -> SymmetricKey {
        var sink = ArraySink()
        sink.put(bytes: Self.domain)
        sink.put(vault)
        sink.put(slot)
        sink.put(bytes: random)
        return SymmetricKey(
            data: HMAC<Crypto.SHA256>.authenticationCode(for: sink.bytes, using: key)
        )
    }
}
