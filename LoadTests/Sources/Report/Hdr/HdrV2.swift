import FoundationEssentials

/// HdrHistogram's compressed V2 encoding in base64: the last field of a line of an `.hlog`.
///
/// Big-endian: cookie 0x1c849314, length, then zlib of: cookie 0x1c849313, length of the counts,
/// index offset, digits, lowest, highest, conversion ratio, and the counts as ZigZag LEB128, where
/// a negative number stands for as many empty cells.
public enum HdrV2 {
    /// Why a text is no histogram.
    public struct Unreadable: Error, CustomStringConvertible {
        /// In one sentence.
        public let description: String
    }

    static let compressedCookie: UInt32 = 0x1c84_9314
    static let plainCookie: UInt32 = 0x1c84_9313
    /// The kind of number that a cookie tells in these bits is the same for all of V2.
    static let kindBits: UInt32 = 0xf0

    /// The text of `hdr`.
    public static func encode(_ hdr: Hdr) -> String {
        var counts = VarInts()
        var empty: Int64 = 0
        for count in hdr.counts {
            if count == 0 {
                empty += 1
                continue
            }
            if empty > 0 { counts.append(-empty) }
            empty = 0
            counts.append(Int64(count))
        }
        var plain = BigEndian()
        plain.append(plainCookie)
        plain.append(UInt32(counts.bytes.count))
        plain.append(UInt32(0))
        plain.append(UInt32(hdr.layout.digits))
        plain.append(hdr.layout.lowest)
        plain.append(hdr.layout.highest)
        plain.append((1.0).bitPattern)
        plain.bytes += counts.bytes
        let packed = Zlib.compress(plain.bytes)
        var whole = BigEndian()
        whole.append(compressedCookie)
        whole.append(UInt32(packed.count))
        whole.bytes += packed
        return Data(whole.bytes).base64EncodedString()
    }

    /// Reads what `encode`, or another HdrHistogram, made.
    public static func decode(_ text: String) throws(Unreadable) -> Hdr {
        guard let data = Data(base64Encoded: text) else {
            throw Unreadable(description: "no base64")
        }
        var whole = BigEndian(bytes: [UInt8](data))
        guard let cookie: UInt32 = whole.next(), isCookie(cookie, compressedCookie),
            let length: UInt32 = whole.next(), Int(length) == whole.left
        else { throw Unreadable(description: "no compressed V2 histogram") }
        guard let bytes = Zlib.expand(whole.rest) else {
            throw Unreadable(description: "the compressed part is damaged")
        }
        return try plain(bytes)
    }

    private static func plain(_ bytes: [UInt8]) throws(Unreadable) -> Hdr {
        var plain = BigEndian(bytes: bytes)
        guard let cookie: UInt32 = plain.next(), isCookie(cookie, plainCookie),
            let length: UInt32 = plain.next(), let offset: UInt32 = plain.next(), offset == 0,
            let digits: UInt32 = plain.next(), let lowest: UInt64 = plain.next(),
            let highest: UInt64 = plain.next(), plain.next(UInt64.self) != nil,
            Int(length) <= plain.left,
            let layout = HdrLayout(fileLowest: lowest, highest: highest, digits: Int(digits))
        else { throw Unreadable(description: "the histogram's header is damaged") }
        var hdr = Hdr(layout)
        var counts = VarInts(bytes: Array(plain.rest.prefix(Int(length))))
        var cell = 0
        while let number = counts.next() {
            // A whole file's counts stay below this, so no sum can overflow.
            guard number.magnitude < 1 << 40, number >= 0 || cell - Int(number) <= layout.cellCount,
                number < 0 || cell < layout.cellCount
            else { throw Unreadable(description: "the histogram's counts are damaged") }
            if number > 0 { hdr.record(cell: cell, count: UInt64(number)) }
            cell += number < 0 ? -Int(number) : 1
        }
        guard counts.isAtEnd else { throw Unreadable(description: "the last count is cut off") }
        return hdr
    }

    private static func isCookie(_ cookie: UInt32, _ wanted: UInt32) -> Bool {
        cookie & ~kindBits == wanted & ~kindBits
    }
}
