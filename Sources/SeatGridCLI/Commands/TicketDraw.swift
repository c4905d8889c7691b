import ArgumentParser
import Foundation
import SeatGrid

struct TicketDraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "Draw a text, like that of a ticket, as a QR code.",
        discussion: """
            Writes SVG if FILE ends in .svg, else PNG. Exits 1 if the text is too long for a code.

            Examples:
              seatgrid ticket draw SG1.AF7… --out ticket.svg
              seatgrid ticket draw - --out ticket.png --level q --scale 8 < ticket.txt
            """
    )

    @Option(help: "Where to. Example: --out ticket.png")
    var out: String

    @Option(help: "How much may be lost: l 7 %, m 15 %, q 25 %, h 30 %, or more if it fits.")
    var level = "m"

    @Option(help: "Pixels along a module's edge of a PNG, 1 to 64.")
    var scale = 6

    @Argument(help: "The text, or - for standard input, whose last line's end is left out.")
    var text: String

    private static let levels: [String: QRLevel] = [
        "l": .low, "m": .medium, "q": .quartile, "h": .high,
    ]

    func validate() throws {
        guard Self.levels[level] != nil else { throw ValidationError("--level is l, m, q or h") }
        guard 1...64 ~= scale else { throw ValidationError("--scale is from 1 to 64") }
    }

    func run() throws {
        let code: QRCode
        do throws(QRCode.TooLong) {
            code = try QRCode(content(), level: Self.levels[level] ?? .medium)
        } catch {
            throw Failure.exit(.failed, "the text is too long for a QR code of that level")
        }
        let bytes =
            out.hasSuffix(".svg") ? Array(code.svg(title: "QR").utf8) : code.png(scale: scale)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: out))
        } catch {
            throw Failure.exit(.failed, "cannot write \(out): \(error.localizedDescription)")
        }
    }

    /// More than any code holds is as good as too long.
    private func content() -> String {
        guard text == "-" else { return text }
        let read = try? FileHandle.standardInput.read(upToCount: 65_536)
        var bytes = Array(read ?? Data())
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
