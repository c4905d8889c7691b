import Testing

@testable import SeatGrid

@Suite struct SeatListTests {
    @Test(arguments: [0, 1, 10, 11, 100]) func `a list gives back the seats in order`(count: Int) {
        let seats = (0..<count).map { SeatIndex(($0 * 7) % 1_000) }
        let list = SeatList(seats)
        #expect(Array(list) == seats)
        #expect(list == SeatList(seats))
        #expect(list != SeatList(seats + [SeatIndex(3)]))
    }
}
