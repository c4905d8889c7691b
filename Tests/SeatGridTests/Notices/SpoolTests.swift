import Testing

@testable import SeatGrid

@Suite struct SpoolTests {
    private let disk = SimulatedSpoolDisk()
    private let now = NoticeWorld.start

    @Test func `a notice goes from new by cur to done, and nothing of it is left`() throws {
        let spool = NoticeWorld.spool(disk)
        #expect(try spool.put([NoticeWorld.notice(1)], now: now) == 1)
        let worker = try NoticeWorld.worker(disk)
        let claims = try worker.claim(.email, 10, now: now)
        #expect(claims.map(\.file.notice) == [NoticeWorld.notice(1)])
        #expect(try NoticeWorld.counts(spool) == [.claimed: 1])
        try worker.finish([(claims[0].name, .done(.sent))], now: now)
        #expect(try NoticeWorld.counts(spool) == [:])
        #expect(try spool.done(claims[0].name)?.reason == .sent)
        #expect(try worker.isIdle())
        for (path, bytes) in disk.files(below: "spool") {
            #expect(!path.contains("asha"))
            #expect(!String(decoding: bytes, as: UTF8.self).contains("asha"))
        }
    }

    @Test func `feeding again changes nothing, wherever the notice is`() throws {
        let spool = NoticeWorld.spool(disk)
        let all = (1...4).map { NoticeWorld.notice($0) }
        try spool.put(all, now: now)
        let worker = try NoticeWorld.worker(disk)
        let claims = try worker.claim(.email, 3, now: now)
        let attempt = NoticeAttempt(at: now, outcome: .retry, transcript: "451")
        let fates: [NoticeFate] = [.done(.sent), .dead(attempt), .retry(at: now, attempt)]
        try worker.finish(zip(claims, fates).map { ($0.name, $1) }, now: now)
        #expect(try spool.put(all, now: now) == 0)
        // A feeder that has forgotten everything.
        spool.close()
        let other = NoticeWorld.spool(disk)
        #expect(try other.put(all + all, now: now) == 0)
        #expect(try NoticeWorld.counts(other) == [.new: 1, .retry: 1, .dead: 1])
    }

    @Test func `one process puts at a time`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1)], now: now)
        let other = NoticeWorld.spool(disk)
        #expect { try other.put([NoticeWorld.notice(2)], now: now) } throws: {
            ($0 as? SpoolError)?.kind == .busy
        }
        spool.close()
        #expect(try other.put([NoticeWorld.notice(2)], now: now) == 1)
    }

    @Test func `what waits is taken when it is due, not before, and ahead of what is new`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1)], now: now)
        let worker = try NoticeWorld.worker(disk)
        let claim = try worker.claim(.email, 1, now: now)[0]
        let due = now.advanced(by: 20_000)
        let attempt = NoticeAttempt(at: now, outcome: .retry, transcript: "451 later")
        try worker.finish([(claim.name, .retry(at: due, attempt))], now: now)
        try spool.put([NoticeWorld.notice(2)], now: now)
        #expect(try worker.claim(.email, 1, now: now)[0].name.seq.rawValue == 2)
        #expect(try worker.claim(.email, 1, now: due.advanced(by: -1_000)).isEmpty)
        try spool.put([NoticeWorld.notice(3)], now: now)
        let again = try worker.claim(.email, 2, now: due.advanced(by: 1_000))
        #expect(again.map(\.name.seq.rawValue) == [1, 3])
        #expect(again[0].file.attempts == [attempt])
    }

    @Test func `a dead worker's notices are taken back, but for those it had finished`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put((1...3).map { NoticeWorld.notice($0) }, now: now)
        let worker = try NoticeWorld.worker(disk)
        let living = try NoticeWorld.worker(disk)
        #expect(try living.takeBackFromTheDead() == 0)
        let claims = try worker.claim(.email, 3, now: now)
        // It dies after it has written down that one is done, before the file is gone.
        disk.die(after: 2)
        #expect(throws: SpoolError.self) {
            try worker.settle([(claims[0].name, .done(.sent))], now: now)
        }
        var random = SplitMix(seed: 1)
        disk.reboot(powerCut: false, using: &random)
        #expect(try living.takeBackFromTheDead() == 2)
        let taken = try living.claim(.email, 5, now: now)
        #expect(Set(taken.map(\.name)) == Set(claims.dropFirst().map(\.name)))
    }

    @Test func `a full disk loses nothing and sends nothing twice`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1), NoticeWorld.notice(2)], now: now)
        let worker = try NoticeWorld.worker(disk)
        let claims = try worker.claim(.email, 2, now: now)
        disk.setFull(true)
        #expect { try spool.put([NoticeWorld.notice(3)], now: now) } throws: {
            ($0 as? SpoolError)?.kind == .full
        }
        // The memory of what was sent has its room already.
        try worker.finish([(claims[0].name, .done(.sent))], now: now)
        let attempt = NoticeAttempt(at: now, outcome: .retry, transcript: "451")
        let fate = NoticeFate.retry(at: now.advanced(by: 100), attempt)
        #expect(throws: SpoolError.self) { try worker.settle([(claims[1].name, fate)], now: now) }
        disk.setFull(false)
        try worker.finish([(claims[1].name, fate)], now: now)
        #expect(try spool.put([NoticeWorld.notice(3)], now: now) == 1)
        #expect(try worker.claim(.email, 9, now: now.advanced(by: 9_000)).count == 2)
    }

    @Test(arguments: 1...40)
    func `an operation that fails once loses nothing`(point: Int) throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put((1...3).map { NoticeWorld.notice($0) }, now: now)
        let worker = try NoticeWorld.worker(disk)
        var sent: [NoticeName] = []
        var told: [(NoticeName, NoticeFate)] = []
        disk.failOnce(after: point)
        var failures = 0
        while sent.count < 3 || !told.isEmpty {
            do throws(SpoolError) {
                for claim in try worker.claim(.email, 2, now: now) {
                    sent.append(claim.name)
                    told.append((claim.name, .done(.sent)))
                }
                try worker.settle(told, now: now)
                told = []
            } catch {
                failures += 1
                try #require(failures < 3)
            }
        }
        #expect(Set(sent).count == 3)
        #expect(sent.count == 3)
        disk.failOnce(after: .max / 2)
        #expect(try worker.isIdle())
    }

    @Test func `what was carried out before a failure is not told again`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1), NoticeWorld.notice(2)], now: now)
        let worker = try NoticeWorld.worker(disk)
        let names = try worker.claim(.email, 2, now: now).map(\.name)
        let fate = NoticeFate.retry(at: now, nil)
        // A directory is there for the first; the rename of the second fails.
        disk.failOnce(after: 3)
        var left: [NoticeName] = []
        do throws(SpoolUnfinished) {
            try worker.finish(names.map { ($0, fate) }, now: now)
        } catch {
            left = error.fates.map(\.0)
        }
        #expect(left == [names[1]])
        let again = try worker.claim(.email, 2, now: now.advanced(by: 1_000))
        #expect(again.map(\.name) == [names[0]])
        try worker.finish([(names[0], .done(.sent)), (names[1], .done(.sent))], now: now)
        #expect(try spool.done(names[0]) != nil && spool.done(names[1]) != nil)
    }

    @Test func `what can't be read is put aside, and a stray file stops nobody`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1)], now: now)
        let bucket = try #require(disk.files(below: "spool/new").keys.first).dropLast(12)
        try disk.create(bucket + "show-2-email", Array("{\"v\":9}\n".utf8))
        try disk.create(bucket + "README", [1])
        let worker = try NoticeWorld.worker(disk)
        #expect(try worker.claim(.email, 9, now: now).map(\.name.seq.rawValue) == [1])
        #expect(try NoticeWorld.counts(spool) == [.claimed: 1, .dead: 1])
        #expect(try worker.claim(.email, 9, now: now).isEmpty)
    }

    @Test func `a dead letter that is brought back has its full time again`() throws {
        let spool = NoticeWorld.spool(disk)
        try spool.put([NoticeWorld.notice(1)], now: now)
        let worker = try NoticeWorld.worker(disk)
        let name = try worker.claim(.email, 1, now: now)[0].name
        let attempt = NoticeAttempt(at: now, outcome: .dead, transcript: "550 no")
        try worker.finish([(name, .dead(attempt))], now: now)
        let entry = try #require(try spool.find(name))
        #expect(entry.place == .dead)
        #expect(try spool.retry(entry, now: now))
        #expect(try !spool.retry(entry, now: now))
        let file = try worker.claim(.email, 1, now: now)[0].file
        #expect(file.attempts.map(\.outcome) == [.dead, .redriven])
        #expect(file.counted.isEmpty)
    }

    @Test func `draining lists each name a constant number of times`() throws {
        let spool = NoticeWorld.spool(disk)
        var listed: [Int] = []
        // The second fills more directories than are looked at together, all of them young.
        for count in [1_000, 20_000] {
            var fresh = 0
            for first in stride(from: UInt64(1), through: UInt64(count), by: 1_024) {
                let seqs = first...min(first + 1_023, UInt64(count))
                fresh += try spool.put(
                    seqs.map { NoticeWorld.notice($0, .sms) },
                    now: now.advanced(by: Int64(first))
                )
            }
            let worker = try NoticeWorld.worker(disk)
            let before = disk.listed
            let later = now.advanced(by: 30_000)
            var done = 0
            while true {
                let claims = try worker.claim(.sms, 64, now: later)
                if claims.isEmpty { break }
                try worker.finish(claims.map { ($0.name, .done(.sent)) }, now: later)
                done += claims.count
            }
            #expect(done == fresh)
            listed.append((disk.listed - before) / max(1, done))
            try worker.stop()
        }
        #expect(listed.allSatisfy { $0 <= 3 }, "\(listed) names listed a notice")
    }

    @Test func `the memory of what is done goes on after a restart, over more than a file`() throws
    {
        let spool = NoticeWorld.spool(disk)
        let count = UInt64(NoticeLimits.doneRecords + 100)
        for start in stride(from: UInt64(1), through: count, by: 8_192) {
            let seqs = start...min(start + 8_191, count)
            try spool.put(seqs.map { NoticeWorld.notice($0, .sms) }, now: now)
            let worker = try NoticeWorld.worker(disk)
            while true {
                let claims = try worker.claim(.sms, 1_000, now: now)
                if claims.isEmpty { break }
                try worker.finish(claims.map { ($0.name, .done(.sent)) }, now: now)
            }
            try worker.stop()
        }
        spool.close()
        #expect(try spool.put((1...count).map { NoticeWorld.notice($0, .sms) }, now: now) == 0)
        #expect(disk.files(below: "spool/done").count == 2)
    }
}
