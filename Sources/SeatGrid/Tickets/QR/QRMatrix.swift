/// The modules of a QR code while it is drawn: which are dark, and which belong to patterns that no
/// mask touches.
struct QRMatrix {
    let version: QRVersion
    let size: Int
    private(set) var dark: [Bool]
    private var isFunction: [Bool]

    init(_ version: QRVersion) {
        self.version = version
        size = version.size
        dark = [Bool](repeating: false, count: size * size)
        isFunction = dark
        drawPatterns()
    }

    subscript(row: Int, column: Int) -> Bool { dark[row * size + column] }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        dark[row * size + column] = isDark
        isFunction[row * size + column] = true
    }

    private mutating func drawPatterns() {
        for place in 0..<size {
            set(6, place, place % 2 == 0)
            set(place, 6, place % 2 == 0)
        }
        drawFinder(3, 3)
        drawFinder(3, size - 4)
        drawFinder(size - 4, 3)
        let centres = version.alignmentCentres
        for row in centres {
            for column in centres where !isCorner(row, column) { drawAlignment(row, column) }
        }
        drawFormat(0)
        drawVersion()
    }

    /// Whether a finder pattern is in the place of an alignment pattern.
    private func isCorner(_ row: Int, _ column: Int) -> Bool {
        (row == 6 && (column == 6 || column == size - 7)) || (row == size - 7 && column == 6)
    }

    /// With the light separator around it.
    private mutating func drawFinder(_ row: Int, _ column: Int) {
        for down in -4...4 {
            for right in -4...4 {
                let (y, x) = (row + down, column + right)
                guard 0..<size ~= y, 0..<size ~= x else { continue }
                let ring = max(abs(down), abs(right))
                set(y, x, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(_ row: Int, _ column: Int) {
        for down in -2...2 {
            for right in -2...2 {
                set(row + down, column + right, max(abs(down), abs(right)) != 1)
            }
        }
    }

    /// Draws level and mask, twice: 15 bits, protected by a BCH code.
    mutating func drawFormat(_ level: QRLevel, mask: Int) {
        let data = level.formatBits << 3 | mask
        var rest = data
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        drawFormat((data << 10 | rest) ^ 0x5412)
    }

    private mutating func drawFormat(_ bits: Int) {
        let bit = { (index: Int) in bits >> index & 1 == 1 }
        for index in 0..<6 { set(index, 8, bit(index)) }
        set(7, 8, bit(6))
        set(8, 8, bit(7))
        set(8, 7, bit(8))
        for index in 9..<15 { set(8, 14 - index, bit(index)) }
        for index in 0..<8 { set(8, size - 1 - index, bit(index)) }
        for index in 8..<15 { set(size - 15 + index, 8, bit(index)) }
        set(size - 8, 8, true)
    }

    /// From version 7 on the number is drawn, twice: 18 bits, protected by a Golay code.
    private mutating func drawVersion() {
        guard version.number >= 7 else { return }
        var rest = version.number
        for _ in 0..<12 { rest = rest << 1 ^ (rest >> 11) * 0x1f25 }
        let bits = version.number << 12 | rest
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            let (far, near) = (size - 11 + index % 3, index / 3)
            set(near, far, isDark)
            set(far, near, isDark)
        }
    }

    /// Draws the codewords in pairs of columns, from the right, up and down in turn.
    mutating func draw(_ codewords: [UInt8]) {
        var index = 0
        var right = size - 1
        var isUpward = true
        while right >= 1 {
            if right == 6 { right = 5 }
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !isFunction[row * size + column] {
                    guard index < codewords.count * 8 else { continue }
                    dark[row * size + column] =
                        codewords[index / 8] >> UInt8(7 - index % 8) & 1 == 1
                    index += 1
                }
            }
            isUpward.toggle()
            right -= 2
        }
    }

    /// Turns the modules of data that mask 0 to 7 names; twice, and they are as before.
    mutating func apply(mask: Int) {
        for row in 0..<size {
            for column in 0..<size where !isFunction[row * size + column] {
                if Self.isTurned(row, column, mask) { dark[row * size + column].toggle() }
            }
        }
    }

    private static func isTurned(_ row: Int, _ column: Int, _ mask: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}
