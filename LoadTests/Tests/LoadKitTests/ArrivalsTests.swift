import LoadKit
import Testing

@Suite struct ArrivalsTests {
    private func times(_ arrivals: Arrivals, _ count: Int) -> [UInt64] {
        var arrivals = arrivals
        return (0..<count).map { _ in arrivals.next() }
    }

    @Test func `the same seed makes the same times, and another makes others`() {
        let first = times(Arrivals(rate: 100, ramp: 2, seed: 7), 500)
        #expect(first == times(Arrivals(rate: 100, ramp: 2, seed: 7), 500))
        #expect(first != times(Arrivals(rate: 100, ramp: 2, seed: 8), 500))
    }

    @Test func `even arrivals are one gap apart`() {
        let all = times(Arrivals(rate: 4, shape: .even, seed: 1), 4)
        #expect(all == [250_000_000, 500_000_000, 750_000_000, 1_000_000_000])
    }

    @Test func `independent people come at the rate on average, with gaps as spread as they are`() {
        let all = times(Arrivals(rate: 1000, seed: 3), 20_000)
        #expect(abs(Double(all[19_999]) / 1e9 - 20) < 0.6)
        let gaps = zip(all.dropFirst(), all).map { Double($0 - $1) / 1e6 }
        // Of exponential gaps, 1 in e is longer than the mean.
        let long = gaps.count { $0 > 1 }
        #expect(abs(Double(long) / Double(gaps.count) - 0.368) < 0.02)
    }

    @Test func `in a ramp half as many come as after it`() {
        let all = times(Arrivals(rate: 1000, ramp: 4, shape: .even, seed: 1), 6000)
        #expect(all.count { $0 <= 4_000_000_000 } == 2000)
        #expect(all.count { $0 <= 2_000_000_000 } == 500)
        #expect(all == all.sorted())
        #expect(abs(Double(all[5999]) / 1e9 - 8) < 0.001)
    }

    @Test func `a crowd is there when the door opens`() {
        let all = times(Arrivals(rate: 10, crowd: 3, shape: .even, seed: 1), 5)
        #expect(all == [0, 0, 0, 100_000_000, 200_000_000])
    }
}
