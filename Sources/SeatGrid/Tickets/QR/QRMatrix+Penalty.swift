/// How hard a pattern is to read, by the standard's four rules: the mask with the least is taken.
extension QRMatrix {
    /// The sum of all four penalties. O(modules).
    var penalty: Int {
        var sum = 0
        for line in 0..<size {
            let row = (0..<size).map { self[line, $0] }
            let column = (0..<size).map { self[$0, line] }
            sum += Self.runs(row) + Self.runs(column)
            sum += Self.falseFinders(row) + Self.falseFinders(column)
        }
        return sum + squares + imbalance
    }

    /// 3 for five modules in a row of one colour, and 1 for each more.
    private static func runs(_ line: [Bool]) -> Int {
        var sum = 0
        var length = 0
        for index in line.indices {
            length = index > 0 && line[index] == line[index - 1] ? length + 1 : 1
            if length == 5 { sum += 3 } else if length > 5 { sum += 1 }
        }
        return sum
    }

    /// 3 for each two by two of one colour.
    private var squares: Int {
        var sum = 0
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let colour = self[row, column]
                if self[row, column + 1] == colour, self[row + 1, column] == colour,
                    self[row + 1, column + 1] == colour
                {
                    sum += 3
                }
            }
        }
        return sum
    }

    private static let finder: [Bool] = [true, false, true, true, true, false, true]

    /// 40 for each dark-light 1:1:3:1:1 with four light modules before or after it; what lies
    /// beyond the edge is light.
    private static func falseFinders(_ line: [Bool]) -> Int {
        var sum = 0
        let isLight = { (range: Range<Int>) in
            range.allSatisfy { !line.indices.contains($0) || !line[$0] }
        }
        for start in 0...line.count - finder.count {
            let end = start + finder.count
            guard line[start], line[start..<end].elementsEqual(finder) else { continue }
            if isLight(start - 4..<start) { sum += 40 }
            if isLight(end..<end + 4) { sum += 40 }
        }
        return sum
    }

    /// 10 for each 5 % that the share of dark modules is off the half.
    private var imbalance: Int {
        let all = size * size
        let count = dark.count { $0 }
        return abs(count * 20 - all * 10) / all * 10
    }
}
