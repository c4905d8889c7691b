import Testing

@testable import SeatGrid

/// A feeder and a worker that are killed, or lose power, at any operation of the disk.
@Suite struct SpoolCrashTests {
    @Test(arguments: 0..<60)
    func `nothing lost, nothing sent twice but what was on its way`(seed: UInt64) throws {
        var run = Run(seed: seed)
        try run.go()
    }

    private struct Run {
        let seed: UInt64
        let disk = SimulatedSpoolDisk()
        let total: UInt64 = 40
        var random: SplitMix
        var now = NoticeWorld.start
        /// Notices up to this are promised to be in the spool: the feeder's durable cursor.
        var cursor: UInt64 = 0
        var sent: [NoticeName: Int] = [:]
        /// Sent by a worker that died before it had written it down.
        var doubtful: [NoticeName: Int] = [:]
        var onTheirWay: Set<NoticeName> = []
        var crashes = 0

        init(seed: UInt64) {
            self.seed = seed
            random = SplitMix(seed: seed)
        }

        mutating func go() throws {
            while crashes < 25 {
                disk.die(after: Int(random.next() % 160) + 1)
                do throws(SpoolError) {
                    try live(forever: true)
                } catch {
                    guard disk.isDead else { throw error }
                }
                for name in onTheirWay { doubtful[name, default: 0] += 1 }
                onTheirWay = []
                disk.reboot(powerCut: random.next() % 2 == 0, using: &random)
                crashes += 1
            }
            try live(forever: false)
            check()
        }

        /// Feeds and sends until the disk dies, or until all is done.
        mutating func live(forever: Bool) throws(SpoolError) {
            let spool = NoticeWorld.spool(disk)
            let worker = try NoticeWorld.worker(disk)
            while true {
                if !forever, cursor >= total, try worker.isIdle() { return }
                now = now.advanced(by: Int64(random.next() % 20_000))
                try feed(spool)
                try work(worker)
            }
        }

        /// Feeds some again: the cursor is written after the notices.
        private mutating func feed(_ spool: Spool) throws(SpoolError) {
            let first = cursor > 3 ? cursor - 3 : 1
            let last = min(total, cursor + random.next() % 4)
            guard first <= last else { return }
            try spool.put((first...last).map { NoticeWorld.notice($0) }, now: now)
            cursor = last
        }

        private mutating func work(_ worker: SpoolWorker) throws(SpoolError) {
            var fates: [(NoticeName, NoticeFate)] = []
            for claim in try worker.claim(.email, 3, now: now) {
                let outcome = outcome()
                if outcome == .sent {
                    sent[claim.name, default: 0] += 1
                    onTheirWay.insert(claim.name)
                }
                let fate = RetryRules.messages.fate(
                    of: claim.file,
                    after: outcome,
                    at: now,
                    chance: 0
                )
                fates.append((claim.name, fate))
            }
            try worker.settle(fates, now: now)
            onTheirWay = []
        }

        private mutating func outcome() -> SendOutcome {
            random.next() % 3 == 0 ? .deferred("451", blame: .recipient) : .sent
        }

        private func check() {
            for seq in 1...total {
                let name = NoticeWorld.notice(seq).name
                let count = sent[name] ?? 0
                #expect(count >= 1, "\(name) was lost; seed \(seed)")
                #expect(
                    count <= 1 + (doubtful[name] ?? 0),
                    "\(name) was sent \(count) times; seed \(seed)"
                )
            }
        }
    }
}
