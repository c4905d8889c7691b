/// The bits of a text as a QR code carries them: one segment, in the densest mode that fits it.
struct QRContent {
    /// How characters become bits.
    enum Mode: Equatable {
        /// Two characters of 45 in 11 bits.
        case alphanumeric
        /// UTF-8.
        case byte
    }

    let mode: Mode
    private let text: [UInt8]

    init(_ text: String) {
        self.text = Array(text.utf8)
        mode = self.text.allSatisfy { Self.value(of: $0) != nil } ? .alphanumeric : .byte
    }

    /// The place of a character in the alphanumeric alphabet; nil: it is not of it.
    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A")) + 10
        default: Array(" $%*+-./:".utf8).firstIndex(of: character).map { UInt32($0) + 36 }
        }
    }

    /// Bits of the field that counts characters.
    private func countBits(_ version: QRVersion) -> Int {
        switch (mode, version.number) {
        case (.alphanumeric, ...9): 9
        case (.alphanumeric, ...26): 11
        case (.alphanumeric, _): 13
        case (.byte, ...9): 8
        case (.byte, _): 16
        }
    }

    /// Bits of the whole segment.
    private func bits(_ version: QRVersion) -> Int {
        let content =
            switch mode {
            case .alphanumeric: text.count / 2 * 11 + text.count % 2 * 6
            case .byte: text.count * 8
            }
        return 4 + countBits(version) + content
    }

    /// Whether a code of that size has room for it.
    func fits(_ version: QRVersion, _ level: QRLevel) -> Bool {
        text.count < 1 << countBits(version)
            && bits(version) <= version.dataCodewords(level) * 8
    }

    /// The data codewords, padded. - Precondition: it fits.
    func codewords(_ version: QRVersion, _ level: QRLevel) -> [UInt8] {
        precondition(fits(version, level), "the text is too long for that QR code")
        var bits = QRBits()
        bits.append(mode == .alphanumeric ? 0b0010 : 0b0100, 4)
        bits.append(UInt32(text.count), countBits(version))
        switch mode {
        case .byte: for byte in text { bits.append(UInt32(byte), 8) }
        case .alphanumeric: appendPairs(to: &bits)
        }
        return bits.padded(to: version.dataCodewords(level))
    }

    private func appendPairs(to bits: inout QRBits) {
        let values = text.compactMap(Self.value)
        for start in stride(from: 0, to: values.count, by: 2) {
            if start + 1 < values.count {
                bits.append(values[start] * 45 + values[start + 1], 11)
            } else {
                bits.append(values[start], 6)
            }
        }
    }
}

/// Bits, the most significant first.
private struct QRBits {
    private var bytes: [UInt8] = []
    private var count = 0

    mutating func append(_ value: UInt32, _ width: Int) {
        for shift in (0..<width).reversed() {
            if count % 8 == 0 { bytes.append(0) }
            if value >> UInt32(shift) & 1 == 1 { bytes[count / 8] |= 0x80 >> UInt8(count % 8) }
            count += 1
        }
    }

    /// Ended, filled up to a byte, and then with the two pad bytes of the standard in turn.
    consuming func padded(to size: Int) -> [UInt8] {
        append(0, min(4, size * 8 - count))
        append(0, (8 - count % 8) % 8)
        var pad: UInt8 = 0xec
        while bytes.count < size {
            bytes.append(pad)
            pad ^= 0xec ^ 0x11
        }
        return bytes
    }
}
