import Testing
import WAL

@testable import SeatGrid

@Suite struct ReplayedShowsTests {
    @Test func `each show is found by its id and no other`() {
        var shows = ReplayedShows()
        // Some begin like others, and there are more than the table had room for at first.
        let ids = (0..<3_000).map { ShowID(String(repeating: "s", count: $0 % 60) + "\($0)") }
        for (place, id) in ids.enumerated() {
            #expect(shows.place(of: id) == nil)
            #expect(shows.add(id, RecoveredShow(position: LSN(rawValue: UInt64(place)))) == place)
        }
        for (place, id) in ids.enumerated() {
            #expect(shows.place(of: id) == place)
            #expect(shows.ids[place] == id)
            #expect(shows[place].position.rawValue == UInt64(place))
        }
        #expect(shows.place(of: ShowID("s")) == nil && shows.place(of: ShowID("")) == nil)
    }
}
