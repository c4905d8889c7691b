extension SeatSearch {
    /// Exactly as many accessible and other seats as wished for, in the fewest blocks; of such
    /// groups one whose seats are near one another: with a small sum of the ways between any two.
    /// nil: there are not so many seats.
    ///
    /// The number of blocks is exact, the sum a heuristic: about each free seat the group with the
    /// least ways to that seat, bettered as long as that goes. Where every seat and the whole hall
    /// could be looked at, the sum is less than twice the least one.
    ///
    /// O(n * (accessible + 1) * (others + 1)) for n free seats, at most twice, and 2^20 steps more.
    func group(_ wish: BestAvailable, in plane: [UInt64]) -> SeatList? {
        let seats = groupSeats(wish, in: plane)
        var search = GroupSearch(plan: plan, wish: wish, seats: seats)
        let centers = search.centers()
        guard let first = centers.first, search.start(about: first) else { return nil }
        for center in centers where search.effort > 0 { search.look(about: center) }
        return SeatList(search.best.seats.map { SeatIndex($0) })
    }

    private func groupSeats(_ wish: BestAvailable, in plane: [UInt64]) -> [GroupSeat] {
        var seats: [GroupSeat] = []
        forEachBit(in: 0..<plan.seatCount, of: plane) { index in
            let isAccessible = plan.isAccessible(SeatIndex(index))
            guard isAccessible ? wish.accessible > 0 : wish.accessible < wish.count else { return }
            let isJoined = seats.last?.index == index - 1 && plan.geometry.isJoined(index - 1)
            seats.append(
                GroupSeat(index: index, isAccessible: isAccessible, isJoined: isJoined)
            )
        }
        return seats
    }
}
