import Foundation
import Testing

@testable import SeatGrid

/// QR codes against a foreign encoder's and against the standard's own examples.
@Suite struct QRCodeTests {
    private func rows(_ code: QRCode) -> String {
        (0..<code.size).map { row in
            (0..<code.size).map { code[row, $0] ? "1" : "0" }.joined() + "\n"
        }.joined()
    }

    @Test func `every version and level is drawn as qrencode draws it`() throws {
        let text = try String(
            contentsOf: CodecTests.golden.appending(path: "qr-codes.txt"),
            encoding: .utf8
        )
        let levels: [Substring: QRLevel] = [
            "L": .low, "M": .medium, "Q": .quartile, "H": .high,
        ]
        var seen = 0
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 4)
            let level = try #require(levels[words[1]])
            let version = try #require(Int(words[0]))
            let mask = try #require(Int(words[2]))
            let code = try QRCode(
                String(words[4]),
                version: QRVersion(version),
                level: level,
                mask: mask
            )
            let digest = SHA256.digest(of: Array(rows(code).utf8)).map {
                String(repeating: "0", count: $0.leadingZeroBitCount / 4) + String($0, radix: 16)
            }.map { $0.suffix(8) }.joined()
            #expect(digest == words[3], "version \(words[0]) level \(words[1])")
            seen += 1
        }
        #expect(seen == 160)
    }

    /// ISO/IEC 18004:2015 annex I has the data codewords; the correction is a published vector.
    @Test func `error correction is that of the standard's example`() {
        let data: [UInt8] = [
            0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11,
            0xec, 0x11,
        ]
        let correction = ReedSolomon(10).correction(of: data)
        #expect(correction == [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55])
    }

    @Test func `the smallest code is taken, and a higher level if it costs nothing`() throws {
        let small = try QRCode("A", level: .low)
        #expect(small.version == QRVersion(1))
        #expect(small.level == .high)
        let full = try QRCode(String(repeating: "A", count: 25), level: .low)
        #expect(full.version == QRVersion(1))
        #expect(full.level == .low)
        #expect(try QRCode(String(repeating: "A", count: 26), level: .low).version == QRVersion(2))
    }

    @Test func `a text that no code holds is refused`() throws {
        let most = String(repeating: "A", count: 4_296)
        #expect(try QRCode(most, level: .low).version == QRVersion(40))
        #expect(throws: QRCode.TooLong.self) { try QRCode(most + "A", level: .low) }
        #expect(throws: QRCode.TooLong.self) { try QRCode(most, level: .medium) }
        let bytes = String(repeating: "a", count: 2_953)
        #expect(try QRCode(bytes, level: .low).version == QRVersion(40))
        #expect(throws: QRCode.TooLong.self) { try QRCode(bytes + "a", level: .low) }
    }

    @Test func `the mask with the least penalty is taken`() throws {
        for text in ["SG1.", "HELLO WORLD", "0000000000000000", "~~~~~~~~"] {
            let best = try QRCode(text)
            let penalties = try (0..<8).map { mask in
                penalty(try QRCode(text, version: best.version, level: best.level, mask: mask))
            }
            #expect(penalties[best.mask] == penalties.min())
        }
    }

    /// The four rules once more, as plainly as possible.
    private func penalty(_ code: QRCode) -> Int {
        let size = code.size
        let edge = String(repeating: "0", count: 4)
        var sum = 0
        for isRow in [true, false] {
            for line in 0..<size {
                let text = (0..<size).map { (isRow ? code[line, $0] : code[$0, line]) ? "1" : "0" }
                    .joined()
                for run in text.split(whereSeparator: { $0 == "0" })
                    + text.split(whereSeparator: { $0 == "1" }) where run.count >= 5
                {
                    sum += run.count - 2
                }
                let wide = Array(edge + text + edge)
                for start in 0...wide.count - 11 {
                    let window = String(wide[start..<start + 11])
                    if window == "00001011101" || window == "10111010000" { sum += 40 }
                }
            }
        }
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let four = [(0, 0), (0, 1), (1, 0), (1, 1)].map { code[row + $0, column + $1] }
                if Set(four).count == 1 { sum += 3 }
            }
        }
        let dark = rows(code).count { $0 == "1" }
        return sum + Int(abs(Double(dark) / Double(size * size) - 0.5) * 20) * 10
    }

    @Test func `an image has the quiet zone, and its title can't break out`() throws {
        let code = try QRCode("SG1.A")
        let svg = code.svg(title: "A <b> & \"c\"")
        #expect(svg.contains("viewBox=\"0 0 29 29\""))
        #expect(svg.contains("<title>A &lt;b&gt; &amp; \"c\"</title>"))
        let png = code.png(scale: 2)
        #expect(png[16..<24].elementsEqual([0, 0, 0, 58, 0, 0, 0, 58]))
        #expect(png.count < 1_000)
    }
}
