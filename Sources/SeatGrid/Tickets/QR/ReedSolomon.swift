/// Error correction over GF(2⁸) modulo x⁸+x⁴+x³+x²+1, as QR codes have it.
struct ReedSolomon {
    /// Coefficients of the generator, the highest power first, the leading 1 left out.
    private let generator: [UInt8]

    /// - Parameter count: correction codewords a block.
    init(_ count: Int) {
        var coefficients = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in 0..<count {
                coefficients[index] = Self.product(coefficients[index], root)
                if index + 1 < count { coefficients[index] ^= coefficients[index + 1] }
            }
            root = Self.product(root, 2)
        }
        generator = coefficients
    }

    /// The correction codewords of a block. O(block × count).
    func correction(of block: some Sequence<UInt8>) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: generator.count)
        for byte in block {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for index in rest.indices { rest[index] ^= Self.product(generator[index], factor) }
        }
        return rest
    }

    private static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var result: UInt8 = 0
        for shift in (0..<8).reversed() {
            result = (result << 1) ^ (result >> 7) &* 0x1d
            if b >> UInt8(shift) & 1 == 1 { result ^= a }
        }
        return result
    }
}

extension ReedSolomon {
    /// All codewords of a code in the order in which they are drawn: blocks interleaved, short ones
    /// first, data before correction.
    static func interleaved(_ data: [UInt8], _ version: QRVersion, _ level: QRLevel) -> [UInt8] {
        let count = version.blocks(level)
        let shortLength = data.count / count
        let shortBlocks = count - data.count % count
        let coder = ReedSolomon(version.correction(level))
        var blocks: [ArraySlice<UInt8>] = []
        var start = 0
        for index in 0..<count {
            let length = shortLength + (index < shortBlocks ? 0 : 1)
            blocks.append(data[start..<start + length])
            start += length
        }
        var result: [UInt8] = []
        result.reserveCapacity(version.codewords)
        for offset in 0...shortLength {
            for block in blocks where offset < block.count {
                result.append(block[block.startIndex + offset])
            }
        }
        let corrections = blocks.map { coder.correction(of: $0) }
        for offset in 0..<version.correction(level) {
            for correction in corrections { result.append(correction[offset]) }
        }
        return result
    }
}
