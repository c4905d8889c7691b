/// A QR code (ISO/IEC 18004:2015, model 2) as a value: a square of dark and light modules.
///
/// No package for it resolves and the node may need only two Debian packages, so it is our own
/// (docs/decisions/0011). Checked against `qrencode` and read back by `zbarimg` in the tests.
package struct QRCode: Equatable, Sendable {
    /// The text has no room in a code of that level.
    package struct TooLong: Error, Equatable, Sendable {}

    package let version: QRVersion
    package let level: QRLevel
    /// 0 to 7.
    package let mask: Int
    private let dark: [Bool]

    /// Modules along an edge, the quiet zone not counted.
    package var size: Int { version.size }

    /// Whether the module is dark; what lies outside, the quiet zone, is light.
    package subscript(row: Int, column: Int) -> Bool {
        guard 0..<size ~= row, 0..<size ~= column else { return false }
        return dark[row * size + column]
    }

    /// The smallest code that holds `text`.
    ///
    /// - Parameters:
    ///   - level: what at the least may be lost; a higher level is taken if the size allows it.
    ///   - mask: 0 to 7; nil: the one that reads best.
    package init(
        _ text: String,
        level: QRLevel = .medium,
        mask: Int? = nil
    ) throws(TooLong) {
        let content = QRContent(text)
        let found = (1...40).lazy.map(QRVersion.init).first { content.fits($0, level) }
        guard let version = found else { throw TooLong() }
        let best = QRLevel.allCases.last {
            $0.rawValue >= level.rawValue && content.fits(version, $0)
        }
        self.init(content, version, best ?? level, mask: mask)
    }

    /// A code of just that version and level.
    package init(
        _ text: String,
        version: QRVersion,
        level: QRLevel,
        mask: Int? = nil
    ) throws(TooLong) {
        let content = QRContent(text)
        guard content.fits(version, level) else { throw TooLong() }
        self.init(content, version, level, mask: mask)
    }

    private init(_ content: QRContent, _ version: QRVersion, _ level: QRLevel, mask: Int?) {
        let data = content.codewords(version, level)
        var matrix = QRMatrix(version)
        matrix.draw(ReedSolomon.interleaved(data, version, level))
        let masks = mask.map { [$0] } ?? Array(0..<8)
        let candidates = masks.map { mask in
            var candidate = matrix
            candidate.apply(mask: mask)
            candidate.drawFormat(level, mask: mask)
            return (mask: mask, matrix: candidate)
        }
        var best = candidates[0]
        if candidates.count > 1 {
            var least = Int.max
            for candidate in candidates {
                let penalty = candidate.matrix.penalty
                if penalty < least {
                    least = penalty
                    best = candidate
                }
            }
        }
        self.version = version
        self.level = level
        self.mask = best.mask
        dark = best.matrix.dark
    }
}
