import Crypto

/// A name for contents that is another one when a byte or a file's name is.
enum ContentHash {
    private static let digits = Array("0123456789abcdef".utf8)

    /// 16 hexadecimal digits of SHA-256 over names, lengths and bytes.
    static func of(_ files: [(path: String, bytes: [UInt8])]) -> String {
        var hash = SHA256()
        for file in files {
            hash.update(data: Array("\(file.path)\0\(file.bytes.count)\0".utf8))
            hash.update(data: file.bytes)
        }
        let text = hash.finalize().prefix(8).flatMap { byte in
            [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
