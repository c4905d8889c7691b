import Testing

@testable import SeatGrid

/// Erasing a person in the spool.
@Suite struct SpoolForgettingTests {
    private let disk = SimulatedSpoolDisk()
    private let now = NoticeWorld.start
    private let show = ShowID("show")
    private let attempt = NoticeAttempt(
        at: NoticeWorld.start,
        outcome: .retry,
        transcript: "451 later"
    )

    /// In each place a mail of either, 1 to 4 of `bk_A` and 5 to 8 of `bk_B`, and a webhook of A's.
    /// The worker has those in `cur`.
    private func fill(_ spool: Spool) throws -> SpoolWorker {
        let worker = try NoticeWorld.worker(disk)
        func put(_ seq: UInt64, _ channel: NoticeChannel = .email) throws {
            let booking = seq <= 4 || channel == .webhook ? "bk_A" : "bk_B"
            try spool.put([NoticeWorld.notice(seq, channel, booking: booking)], now: now)
        }
        let late = now.advanced(by: 3_600_000)
        for (seq, fate) in [
            (1, NoticeFate.dead(attempt)), (5, .dead(attempt)), (2, .retry(at: late, attempt)),
            (6, .retry(at: late, attempt)),
        ] {
            try put(UInt64(seq))
            let claim = try #require(try worker.claim(.email, 1, now: now).first)
            try worker.finish([(claim.name, fate)], now: now)
        }
        for seq in [UInt64(3), 7] { try put(seq) }
        #expect(try worker.claim(.email, 2, now: now).count == 2)
        for seq in [UInt64(4), 8] { try put(seq) }
        try put(9, .webhook)
        return worker
    }

    /// The numbers of the mails that any file has, by their recipients. What is done has a mebibyte
    /// of digests, which would take all of the test's time.
    private func found() -> Set<Int> {
        let texts = disk.files(below: "spool").filter { !$0.key.hasPrefix("spool/done/") }
            .values.map { String(decoding: $0, as: UTF8.self) }
        return Set((1...9).filter { seq in texts.contains { $0.contains("asha\(seq)@") } })
    }

    @Test func `one of two is gone from all places, and stays away`() throws {
        let spool = NoticeWorld.spool(disk)
        let worker = try fill(spool)
        #expect(found() == Set(1...9))
        let first = try spool.forget(show, booking: "bk_A", now: now)
        #expect(first == SpoolErasure(erased: 3, beingSent: 1))
        #expect(found() == [3, 5, 6, 7, 8, 9])
        // What is being sent may be sent, but not kept.
        let name = NoticeWorld.notice(3).name
        try worker.finish([(name, .retry(at: now, attempt))], now: now)
        #expect(try spool.done(name)?.reason == .dropped)
        let again = try spool.forget(show, booking: "bk_A", now: now)
        #expect(again == SpoolErasure(erased: 0, beingSent: 0))
        #expect(found() == [5, 6, 7, 8, 9])
        // Nothing brings it back: no redrive, no feeder, also not one that has forgotten.
        try spool.forEach(in: .dead) { entry throws(SpoolError) in
            _ = try spool.retry(entry, now: now)
        }
        let late = NoticeWorld.notice(10, booking: "bk_A")
        #expect(try spool.put([late, NoticeWorld.notice(1, booking: "bk_A")], now: now) == 0)
        spool.close()
        #expect(try NoticeWorld.spool(disk).put([late], now: now) == 0)
        let claims = try worker.claim(.email, 20, now: now.advanced(by: 7_200_000))
        #expect(Set(claims.map(\.name.seq.rawValue)) == [5, 6, 8])
        #expect(try worker.claim(.webhook, 20, now: now).count == 1)
    }

    @Test func `another show's booking of that id stays`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1, booking: "bk_A")], now: now)
        #expect(try spool.forget(ShowID("else"), booking: "bk_A", now: now) == SpoolErasure())
        #expect(found() == [1])
    }

    @Test func `what a worker takes or gives up after it is dropped`() throws {
        let spool = NoticeWorld.spool(disk)
        let worker = try NoticeWorld.worker(disk)
        try spool.put((1...3).map { NoticeWorld.notice($0, booking: "bk_A") }, now: now)
        let claims = try worker.claim(.email, 2, now: now)
        let person = Notice.person(show, booking: "bk_A")
        try ForgottenList(spool.layout, disk).add(person, now: now)
        #expect(try ForgottenList(spool.layout, disk).all() == [person])
        #expect(try worker.claim(.email, 9, now: now).isEmpty)
        let dead = NoticeAttempt(at: now, outcome: .dead, transcript: "550")
        try worker.finish(
            [(claims[0].name, .dead(dead)), (claims[1].name, .done(.sent))],
            now: now
        )
        #expect(found() == [])
        let reasons = try (1...3).map { try spool.done(NoticeWorld.notice($0).name)?.reason }
        #expect(reasons == [.dropped, .sent, .dropped])
    }

    @Test func `what a dead worker had goes, without another one's help`() throws {
        let spool = NoticeWorld.spool(disk)
        let worker = try NoticeWorld.worker(disk)
        try spool.put([NoticeWorld.notice(1, booking: "bk_A")], now: now)
        #expect(try worker.claim(.email, 1, now: now).count == 1)
        var random = SplitMix(seed: 1)
        disk.reboot(powerCut: false, using: &random)
        let other = NoticeWorld.spool(disk)
        let erasure = try other.forget(show, booking: "bk_A", now: now)
        #expect(erasure == SpoolErasure(erased: 1, beingSent: 0))
        #expect(found() == [])
    }

    @Test func `what nobody can read goes from the dead of that show only`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.prepare()
        let day = "spool/dead/2026-11-22"
        try disk.makeDirectory(day)
        for name in ["show-1-email", "else-1-email", "show-2-webhook"] {
            try disk.create(day + "/" + name, Array("asha1@".utf8))
        }
        #expect(try spool.forget(show, booking: "bk_A", now: now).erased == 1)
        #expect(
            disk.files(below: day).keys.sorted().map { $0.dropFirst(day.utf8.count + 1) } == [
                "else-1-email", "show-2-webhook",
            ]
        )
    }

    @Test func `a dropped dead letter is written down, and is not put again`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1)], now: now)
        let worker = try NoticeWorld.worker(disk)
        let name = try worker.claim(.email, 1, now: now)[0].name
        try worker.finish([(name, .dead(attempt))], now: now)
        let entry = try #require(try spool.find(name))
        let second = try NoticeWorld.worker(disk)
        #expect(try second.drop(entry, now: now))
        #expect(try !second.drop(entry, now: now))
        #expect(found() == [])
        #expect(try spool.done(name)?.reason == .dropped)
        spool.close()
        #expect(try NoticeWorld.spool(disk).put([NoticeWorld.notice(1)], now: now) == 0)
    }

    /// Each operation in turn is the last of its process, with and without a power cut.
    @Test(arguments: 1...120, [false, true])
    func `a crash anywhere is mended by a repeat`(point: Int, powerCut: Bool) throws {
        let spool = NoticeWorld.spool(disk)
        let worker = try fill(spool)
        // Its own is done by the time that it dies, with all else.
        try worker.finish([(NoticeWorld.notice(3).name, .done(.sent))], now: now)
        disk.die(after: point)
        do throws(SpoolError) {
            _ = try spool.forget(show, booking: "bk_A", now: now)
        } catch {
            try #require(disk.isDead)
        }
        var random = SplitMix(seed: UInt64(point))
        disk.reboot(powerCut: powerCut, using: &random)
        let other = NoticeWorld.spool(disk)
        #expect(try other.forget(show, booking: "bk_A", now: now).beingSent == 0)
        #expect(found() == [5, 6, 7, 8, 9])
        let next = try NoticeWorld.worker(disk)
        let claims = try next.claim(.email, 20, now: now.advanced(by: 7_200_000))
        #expect(Set(claims.map(\.name.seq.rawValue)) == [6, 7, 8])
    }
}
