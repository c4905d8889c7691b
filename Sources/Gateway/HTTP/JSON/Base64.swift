/// RFC 4648 §4, with padding.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    /// Appends the encoding of `bytes`.
    static func write(_ bytes: [UInt8], to out: inout ByteWriter) {
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let a = bytes[index]
            let b = left > 1 ? bytes[index + 1] : 0
            let c = left > 2 ? bytes[index + 2] : 0
            out.write(alphabet[Int(a >> 2)])
            out.write(alphabet[Int((a & 3) << 4 | b >> 4)])
            out.write(left > 1 ? alphabet[Int((b & 15) << 2 | c >> 6)] : 0x3d)
            out.write(left > 2 ? alphabet[Int(c & 63)] : 0x3d)
            index += 3
        }
    }

    /// The encoding of `bytes`.
    static func string(_ bytes: [UInt8]) -> String {
        var out = ByteWriter()
        write(bytes, to: &out)
        return unsafe String(decoding: out.bytes, as: UTF8.self)
    }
}
