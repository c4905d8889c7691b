/// Writes black and white PNG images (PNG specification, 1 bit grey): what a QR code needs.
///
/// Rows repeat and runs are long, so a deflate stream of runs alone is nearly as short as zlib's,
/// and this module needs no C for it.
struct PNGImage {
    /// Pixels along an edge.
    let edge: Int
    private var stream = DeflateRuns()

    init(edge: Int) { self.edge = edge }

    /// One row, 8 pixels a byte, the leftmost highest; 1 is white.
    private mutating func append(_ row: [UInt8], sameAsAbove: Bool) {
        // Filter 2 stores the difference to the row above, filter 0 the row itself.
        stream.append(sameAsAbove ? 2 : 0)
        for byte in row { stream.append(sameAsAbove ? 0 : byte) }
    }

    private consuming func file() -> [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        let size = Self.bigEndian(UInt32(edge))
        Self.append("IHDR", size + size + [1, 0, 0, 0, 0], to: &bytes)
        Self.append("IDAT", stream.finish(), to: &bytes)
        Self.append("IEND", [], to: &bytes)
        return bytes
    }

    /// The PNG file of a code, quiet zone included.
    ///
    /// - Parameter scale: pixels along a module's edge.
    static func file(of code: QRCode, scale: Int) -> [UInt8] {
        let zone = QRCode.quietZone
        let edge = (code.size + 2 * zone) * scale
        var image = PNGImage(edge: edge)
        for line in -zone..<code.size + zone {
            var row = [UInt8](repeating: 0xff, count: (edge + 7) / 8)
            for pixel in 0..<edge where code[line, pixel / scale - zone] {
                row[pixel / 8] &= ~(0x80 >> UInt8(pixel % 8))
            }
            for copy in 0..<scale { image.append(row, sameAsAbove: copy > 0) }
        }
        return image.file()
    }

    private static func append(_ kind: StaticString, _ data: [UInt8], to bytes: inout [UInt8]) {
        bytes += bigEndian(UInt32(data.count))
        let body = Array(kind.description.utf8) + data
        bytes += body
        bytes += bigEndian(crc(body))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// CRC-32 of PNG and zip, bit by bit: images are small.
    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

extension QRCode {
    /// A black and white PNG file, quiet zone included.
    ///
    /// - Parameter scale: pixels along a module's edge, 1 to 64.
    package func png(scale: Int = 6) -> [UInt8] {
        precondition(1...64 ~= scale, "a module has 1 to 64 pixels")
        return PNGImage.file(of: self, scale: scale)
    }
}
