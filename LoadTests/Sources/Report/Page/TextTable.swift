/// A Markdown table whose columns stand straight in a terminal.
struct TextTable {
    /// The lines, without line ends.
    let lines: [String]

    /// `wordColumns` from the left are set left, the others right.
    init(_ heading: [String], _ rows: [[String]], wordColumns: Int) {
        let heading = heading.map(Self.cell)
        let rows = rows.map { $0.map(Self.cell) }
        let widths = heading.indices.map { column in
            ([heading] + rows).map { $0[column].count }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            let cells = row.enumerated().map { column, cell in
                let pad = String(repeating: " ", count: widths[column] - cell.count)
                return column < wordColumns ? cell + pad : pad + cell
            }
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let rule = widths.enumerated().map { column, width in
            let dashes = String(repeating: "-", count: width + 1)
            return column < wordColumns ? ":" + dashes : dashes + ":"
        }
        lines = [line(heading), "|" + rule.joined(separator: "|") + "|"] + rows.map(line)
    }

    /// A bar or a line end inside a cell would end it.
    private static func cell(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 }).replacing("|", with: "\\|")
    }
}
