internal import Crypto
internal import WAL

/// The bytes that stand in the log in a person's place.
///
///     version   u8        1; data that was kept in the clear is JSON and begins with `{`
///     vault     8 bytes   little-endian: whose slots
///     slot      8 bytes   little-endian
///     sealed    the data's length, AES-256-GCM
///     tag       16 bytes
///
/// Each key seals one thing once, so the nonce can be zero. Everything before `sealed` and the
/// `PersonContext` are authenticated too.
struct SealedPerson {
    static let version: UInt8 = 1
    static let headerBytes = 17
    static let tagBytes = 16
    private static let nonce = [UInt8](repeating: 0, count: 12)

    let vault: UInt64
    let slot: SlotNumber
    private let body: [UInt8]

    /// nil unless these are sealed bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.headerBytes + Self.tagBytes, bytes[0] == Self.version else {
            return nil
        }
        let word = { (range: Range<Int>) in
            bytes[range].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        vault = word(1..<9)
        slot = SlotNumber(rawValue: word(9..<17))
        body = Array(bytes[Self.headerBytes...])
    }

    private static func header(_ vault: UInt64, _ slot: SlotNumber) -> [UInt8] {
        var sink = ArraySink()
        sink.put(version)
        sink.put(vault)
        sink.put(slot.rawValue)
        return sink.bytes
    }

    /// - Parameter key: one that never sealed anything.
    static func seal(
        _ plain: [UInt8],
        _ context: PersonContext,
        key: SymmetricKey,
        vault: UInt64,
        slot: SlotNumber
    ) -> [UInt8] {
        let header = header(vault, slot)
        guard let nonce = try? AES.GCM.Nonce(data: nonce),
            let box = try? AES.GCM.seal(
                plain,
                using: key,
                nonce: nonce,
                authenticating: header + context.bytes
            )
        else { preconditionFailure("AES-GCM can seal anything of this size") }
        return header + box.ciphertext + box.tag
    }

    /// nil if the bytes were not sealed with this key for this context.
    func open(_ context: PersonContext, key: SymmetricKey) -> [UInt8]? {
        let header = Self.header(vault, slot)
        guard let nonce = try? AES.GCM.Nonce(data: Self.nonce),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce,
                ciphertext: body.dropLast(Self.tagBytes),
                tag: body.suffix(Self.tagBytes)
            ),
            let plain = try? AES.GCM.open(box, using: key, authenticating: header + context.bytes)
        else { return nil }
        return Array(plain)
    }
}
