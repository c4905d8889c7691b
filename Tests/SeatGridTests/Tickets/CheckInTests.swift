import Testing

@testable import SeatGrid

/// Who is let in: the rules of a door, a case each.
@Suite struct CheckInTests {
    private let ticket: SignedTicket
    private let door = CheckIn.Door(show: ShowID("sh1"), opensBefore: 3_600_000)
    private let time = TicketSamples.payload.startsAt.advanced(by: -600_000)
    private let standing = CheckIn.Standing(epoch: 1)

    init() throws { ticket = try TicketSamples.key().sign(TicketSamples.payload) }

    private func refusal(
        _ standing: CheckIn.Standing?,
        seats: [String]? = nil,
        at door: CheckIn.Door? = nil,
        time: WallTime? = nil
    ) -> CheckInRefusal? {
        do throws(CheckInRefusal) {
            _ = try CheckIn.judge(
                ticket,
                seats: seats,
                at: door ?? self.door,
                time ?? self.time,
                standing
            )
            return nil
        } catch {
            return error
        }
    }

    @Test func `all seats of a ticket are let in, or those that came`() throws {
        let all = try CheckIn.judge(ticket, at: door, time, standing)
        #expect(all == TicketSamples.payload.seats)
        let one = try CheckIn.judge(ticket, seats: ["Loge-ß-1"], at: door, time, standing)
        #expect(one == ["Loge-ß-1"])
        #expect(refusal(standing, seats: ["A-1"]) == .notOnTicket("A-1"))
    }

    @Test func `a seat is let in once`() {
        let first = CheckIn.Admission(seat: "Balcony-C-13", at: time, door: "north")
        let used = CheckIn.Standing(epoch: 1, admissions: [first])
        #expect(refusal(used) == .alreadyUsed(first))
        #expect(refusal(used, seats: ["Balcony-C-12"]) == nil)
    }

    @Test func `a cancelled booking and a ticket that was replaced are refused`() {
        #expect(refusal(CheckIn.Standing(epoch: 1, isCancelled: true)) == .cancelled)
        #expect(refusal(CheckIn.Standing(epoch: 2)) == .superseded)
        #expect(refusal(CheckIn.Standing(epoch: 0)) == nil)
    }

    @Test func `another show and a time too early are refused, also offline`() {
        let elsewhere = CheckIn.Door(show: ShowID("sh2"), opensBefore: nil)
        #expect(refusal(nil, at: elsewhere) == .wrongShow(ShowID("sh1")))
        let opening = TicketSamples.payload.startsAt.advanced(by: -3_600_000)
        #expect(refusal(nil, time: opening.advanced(by: -1)) == .notYet(opens: opening))
        #expect(refusal(nil, time: opening) == nil)
        let always = CheckIn.Door(show: ShowID("sh1"), opensBefore: nil)
        #expect(refusal(nil, at: always, time: WallTime(rawValue: 0)) == nil)
    }

    @Test func `a show that was moved opens its doors by the new time`() {
        let start = TicketSamples.payload.startsAt
        let later = CheckIn.Standing(epoch: 1, startsAt: start.advanced(by: 7_200_000))
        let opening = start.advanced(by: 3_600_000)
        #expect(refusal(later) == .notYet(opens: opening))
        #expect(refusal(later, time: opening) == nil)
        let earlier = CheckIn.Standing(epoch: 1, startsAt: start.advanced(by: -7_200_000))
        #expect(refusal(earlier, time: start.advanced(by: -10_800_000)) == nil)
        #expect(refusal(earlier, time: start.advanced(by: -10_800_001)) != nil)
    }

    @Test func `what a door did offline is kept, and what was wrong comes back`() {
        var standing = CheckIn.Standing(
            epoch: 1,
            admissions: [CheckIn.Admission(seat: "Balcony-C-12", at: time, door: "north")]
        )
        let late = time.advanced(by: 60_000)
        let told = TicketSamples.payload.seats.map {
            CheckIn.Admission(seat: $0, at: late, door: "south")
        }
        let doubtful = CheckIn.settle(told, of: ticket, into: &standing)
        #expect(doubtful.map(\.admission) == [told[0]])
        #expect(doubtful.map(\.refusal.code) == ["already_used"])
        #expect(standing.admissions.count == 4)
        #expect(CheckIn.settle(told, of: ticket, into: &standing).isEmpty)
        standing.isCancelled = true
        let more = [CheckIn.Admission(seat: "Loge-ß-1", at: late.advanced(by: 1), door: "west")]
        #expect(CheckIn.settle(more, of: ticket, into: &standing).map(\.refusal) == [.cancelled])
    }
}
