import Testing

@testable import LoadKit

@Suite struct QueueTests {
    @Test func `newcomers are turned away at the bound, and who is in already is not`() {
        var line = WaitingLine(bound: 2)
        let joined = [(1, true), (2, true), (3, true), (4, false)]
            .map { line.join($0.0, isNew: $0.1) }
        #expect(joined == [true, true, false, true])
        #expect(line.count == 3)
        let taken = (0..<4).map { _ in line.take() }
        #expect(taken == [1, 2, 4, nil])
        let isIn = line.join(5, isNew: true)
        #expect(isIn)
    }

    @Test func `a long line keeps its order`() {
        var line = WaitingLine(bound: .max)
        var taken: [Int] = []
        for number in 0..<30_000 {
            _ = line.join(number, isNew: true)
            if number % 3 != 0, let next = line.take() { taken.append(next) }
        }
        while let next = line.take() { taken.append(next) }
        #expect(taken == Array(0..<30_000))
    }

    @Test func `what is due first comes first, and nothing comes before its time`() {
        var times = DueTimes()
        var dice = Dice(seed: 5)
        var due: [UInt64] = []
        for visitor in 0..<1000 {
            due.append(UInt64(dice.below(100)))
            times.add(visitor, at: due[visitor])
        }
        var before: (visitor: Int, at: UInt64) = (-1, 0)
        for now in 0..<100 as Range<UInt64> {
            while let next = times.take(by: now) {
                #expect(next.at == now && due[next.visitor] == now)
                #expect(next.at > before.at || next.visitor > before.visitor)
                before = next
            }
        }
        #expect(times.first == nil)
    }
}
