extension QRCode {
    /// Light modules around a code, which readers need.
    package static let quietZone = 4

    /// An SVG image: one path, a run of dark modules a piece; it scales to any size.
    ///
    /// - Parameter title: for people who hear the page; escaped here.
    package func svg(title: String) -> String {
        let edge = size + 2 * Self.quietZone
        var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(edge) \(edge)\""
        text += " width=\"\(edge * 6)\" height=\"\(edge * 6)\" role=\"img\""
        text += " shape-rendering=\"crispEdges\"><title>\(Self.escaped(title))</title>"
        text += "<path fill=\"#fff\" d=\"M0 0h\(edge)v\(edge)H0z\"/><path fill=\"#000\" d=\""
        for row in 0..<size { appendRuns(of: row, to: &text) }
        text += "\"/></svg>\n"
        return text
    }

    private func appendRuns(of row: Int, to text: inout String) {
        var column = 0
        while column < size {
            guard self[row, column] else {
                column += 1
                continue
            }
            var end = column
            while self[row, end] { end += 1 }
            let length = end - column
            text += "M\(column + Self.quietZone) \(row + Self.quietZone)h\(length)v1h-\(length)z"
            column = end
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case _ where character.value < 0x20: result += " "
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
