import Crypto
import SeatGrid

/// `Idempotency-Key`: how it is read, and the mark it leaves in the log.
enum IdempotencyKey {
    /// The key of a header's value: quoted or bare, 1 to 255 printable ASCII characters.
    static func parse(_ value: String) throws(Problem) -> String {
        var bytes = value.utf8[...]
        if bytes.first == 0x22 {
            guard bytes.count >= 2, bytes.last == 0x22 else { throw malformed }
            bytes = bytes.dropFirst().dropLast()
            // A quoted string by RFC 8941 could escape; then the bare characters would differ.
            if bytes.contains(0x22) { throw malformed }
        }
        guard bytes.count >= 1, bytes.count <= 255,
            bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f })
        else { throw malformed }
        return String(Substring(bytes))
    }

    private static let malformed = Problem(
        .invalidRequest,
        "Idempotency-Key must be 1 to 255 printable ASCII characters, quoted or bare."
    )

    /// The mark of a request: a digest of who asks and the key, and one of what is asked.
    static func mark(
        key: String,
        principal: String,
        method: String,
        path: String,
        body: Span<UInt8>
    ) -> IdempotencyMark {
        var who = SHA256()
        update(&who, principal)
        who.update(data: [0])
        update(&who, key)
        var what = SHA256()
        update(&what, method)
        what.update(data: [0x20])
        update(&what, path)
        what.update(data: [0x0a])
        unsafe body.withUnsafeBytes { bytes in unsafe what.update(bufferPointer: bytes) }
        let (high, low) = words(who.finalize())
        return IdempotencyMark(
            key: Bits128(high: high, low: low),
            fingerprint: words(what.finalize()).0
        )
    }

    private static func update(_ hash: inout SHA256, _ text: String) {
        var text = text
        text.withUTF8 { unsafe hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }

    /// A person's id as the caller names it, as the show keeps it.
    static func holder(_ name: String) -> HolderID {
        var hash = SHA256()
        update(&hash, name)
        let (high, low) = words(hash.finalize())
        return HolderID(Bits128(high: high, low: low))
    }

    /// The first 16 bytes of a digest, big-endian.
    static func words(_ digest: SHA256.Digest) -> (UInt64, UInt64) {
        var words: (UInt64, UInt64) = (0, 0)
        var index = 0
        for byte in digest {
            if index < 8 {
                words.0 = words.0 << 8 | UInt64(byte)
            } else if index < 16 {
                words.1 = words.1 << 8 | UInt64(byte)
            }
            index += 1
        }
        return words
    }
}
