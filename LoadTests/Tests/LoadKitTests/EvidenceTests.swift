import Checker
import FakeServer
import Foundation
import Report
import Testing

@testable import LoadKit

/// What a run keeps is enough to check it again, and nothing else passes for it.
@Suite(.serialized) struct EvidenceTests {
    private let folder = "/tmp/seatgrid-evidence-\(UUID().uuidString)"
    private var path: String { "\(folder)/evidence.jsonl.gz" }

    private func plan(_ scenario: Scenario, seed: UInt64 = 1) -> RunPlan {
        var plan = RunPlan(scenario)
        plan.model = .open(rate: 200, ramp: 0, arrivals: .poisson)
        plan.seconds = 1
        plan.warmup = 0.2
        plan.connections = 16
        plan.seed = seed
        return plan
    }

    /// Runs `plan` on a fake and keeps it in `folder`.
    private func keep(_ plan: RunPlan, faults: Set<Fault> = []) throws -> LoadResult {
        let server = try FakeServer(faults: faults)
        let port = try server.start()
        defer { try? server.stop() }
        let client = Client(try Target(url: "http://127.0.0.1:\(port)", key: "k"))
        try Catalogue(seats: 100).importAll(["s1"], with: client)
        let runner = try Runner(plan, shows: [try ShowAPI("s1", client: client)], client: client)
        try runner.run()
        let setting = Runner.Setting(
            tool: "test",
            url: "",
            flags: [:],
            startedAt: Date(timeIntervalSince1970: 0),
            machine: .here(server: nil)
        )
        return try runner.result(setting, keeping: try OutFolder(folder).evidence())
    }

    private func lines() throws -> [String] {
        let file = try GzipFile(path, isNew: false)
        var all: [String] = []
        while let line = try file.line() { all.append(String(decoding: line, as: UTF8.self)) }
        return all
    }

    private func write(_ lines: [String]) throws {
        let file = try GzipFile(path, isNew: true)
        for line in lines { try file.write(line.utf8) }
        try file.close()
    }

    private func complaint() -> String? {
        do {
            var reader = try EvidenceReader(folder: folder)
            _ = try reader.check()
            return nil
        } catch { return error.description }
    }

    @Test(
        arguments: [
            [], [Fault.dropWrite], [.doubleBooking], [.partialConflicts], [.staleMap], [.skipDelta],
        ] as [Set<Fault>]
    )
    func `a second check finds what the first found`(_ faults: Set<Fault>) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let scenario: Scenario =
            faults == [.skipDelta] ? .journey : faults == [.staleMap] ? .abandon : .herd
        var long = plan(scenario)
        long.seconds = 2
        let first = try #require(try keep(long, faults: faults).invariants)
        var reader = try EvidenceReader(folder: folder)
        let second = try reader.check()
        #expect(second.broken == first.broken)
        #expect(second.attempts == first.attempts)
        #expect(second.attempts > 0)
        #expect(Set(second.findings).count == Set(first.findings).count)
        #expect(second.broken.isEmpty == faults.isEmpty)
    }

    @Test func `what a server had forgotten is not proven by a second check`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try keep(plan(.herd), faults: [.trimLog])
        var reader = try EvidenceReader(folder: folder)
        let found = try reader.check()
        #expect(!found.checked)
        #expect(found.broken == [:])
        #expect(reader.unproven.count == 1)
        #expect(reader.unproven.first?.contains("the log of s1 has been trimmed") == true)
    }

    @Test func `an answer that is changed afterwards is found`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try keep(plan(.herd))
        var all = try lines()
        let place = try #require(all.firstIndex { $0.contains(#""verdict":"granted""#) })
        let event = try #require(all.firstIndex { $0.contains(#"{"event""#) })
        all[place] = all[place].replacing(#"verdict":"granted"#, with: #"verdict":"refused"#)
        try write(all)
        var reader = try EvidenceReader(folder: folder)
        #expect(try !reader.check().broken.isEmpty)
        all.remove(at: event)
        all[all.count - 1] = #"{"end":{"lines":\#(all.count - 1)}}"#
        try write(all)
        reader = try EvidenceReader(folder: folder)
        #expect(try reader.check().broken["gap"] != nil)
    }

    @Test func `a run at recorded times sends people at those times`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try keep(plan(.herd, seed: 7))
        let before = try EvidenceReader(folder: folder).people
        #expect(before.count > 150)
        var again = plan(.herd, seed: 7)
        // Other arrivals than the recorded ones, if it were up to the model.
        again.model = .open(rate: 20, ramp: 0, arrivals: .even)
        again.comings = try EvidenceReader(folder: folder).comings(for: again, shows: 1)
        _ = try keep(again)
        #expect(try EvidenceReader(folder: folder).people == before)
    }

    @Test func `another crowd than the recorded one is refused`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try keep(plan(.herd, seed: 7))
        let reader = try EvidenceReader(folder: folder)
        func refusal(_ plan: RunPlan, shows: Int = 1) -> String {
            do {
                _ = try reader.comings(for: plan, shows: shows)
                return ""
            } catch { return error.description }
        }
        #expect(refusal(plan(.herd, seed: 8)).contains("seed 7"))
        #expect(refusal(plan(.zipf, seed: 7)).contains("of herd"))
        #expect(refusal(plan(.herd, seed: 7), shows: 2).contains("1 shows"))
        var other = Scenario.herd
        other.kinds[0].group = 7...9
        #expect(refusal(plan(other, seed: 7)).contains("another person 0"))
        var closed = plan(.herd, seed: 7)
        closed.model = .closed(users: 2)
        #expect(try reader.comings(for: closed, shows: 1) == nil)
    }

    @Test func `what is not whole or not ours is called so`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(complaint()?.hasSuffix("can't be read") == true)
        _ = try keep(plan(.herd))
        #expect(complaint() == nil)
        let all = try lines()
        let packed = try #require(FileManager.default.contents(atPath: path))

        try packed.prefix(packed.count / 2).write(to: URL(filePath: path))
        #expect(complaint()?.hasSuffix("it is damaged or cut off") == true)
        var flipped = packed
        flipped[packed.count / 2] ^= 0x55
        try flipped.write(to: URL(filePath: path))
        #expect(complaint() != nil)
        try write(all.dropLast())
        #expect(complaint()?.hasSuffix("its last line is missing") == true)
        try write(Array(all[..<5] + all[6...]))
        #expect(complaint()?.contains("can't be read") == true)
        try write([all[0].replacing("evidence/1", with: "evidence/2")] + all.dropFirst())
        #expect(complaint()?.contains("schema is 'seatgrid.load.evidence/2'") == true)
        try write(["{}"])
        #expect(complaint()?.hasSuffix("it is no evidence of a run") == true)
        try write([])
        #expect(complaint()?.hasSuffix("it is empty") == true)
        try Data("plain words\n".utf8).write(to: URL(filePath: path))
        #expect(complaint()?.hasSuffix("it is no evidence of a run") == true)
    }

    @Test(arguments: [
        #"{"write":{"action":"hold","hold":1,"sent":1,"verdict":"granted","seats":[100]}}"#,
        #"{"write":{"action":"hold","hold":1,"sent":1,"verdict":"granted","seats":[-1]}}"#,
        #"{"write":{"action":"hold","hold":1,"sent":1,"verdict":"liked"}}"#,
        #"{"write":{"action":"hold","hold":1,"sent":1,"verdict":"unavailable","conflicts":[[1]]}}"#,
        #"{"write":{"action":"hold","hold":9999999999,"sent":1,"verdict":"granted"}}"#,
        #"{"map":{"version":1,"states":"0123"}}"#,
        #"{"map":{"version":18446744073709551615}}"#,
        #"{"event":{"version":1,"kind":"held","seats":[100]}}"#,
        #"{"event":{"version":1,"kind":"held","at":-9223372036854775808}}"#,
        #"{"stream":{"version":1,"states":"9"}}"#,
        #"{"stream":{"version":1,"broken":{"gap":0}}}"#,
        #"{"neither":1}"#,
        #"{"show":{"id":"s2","rows":[],"start":{"version":0,"states":"0"},"#
            + #""holds_last":18446744073709551615}}"#,
        #"{"show":{"id":"s2","rows":[[0,9]],"start":{"version":0,"states":"000"}}}"#,
    ])
    func `a line that can't be is refused, and crashes no check`(_ line: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        let states = String(repeating: "0", count: 100)
        let head =
            #"{"head":{"schema":"seatgrid.load.evidence/1","scenario":"herd","seed":1,"#
            + #""shows":1,"exclusive":true,"strays":0}}"#
        let show = #"{"show":{"id":"s1","rows":[],"start":{"version":0,"states":"\#(states)"}}}"#
        try write([head, show, #"{"end":{"lines":2}}"#])
        #expect(complaint() == nil)
        try write([head, show, line, #"{"end":{"lines":3}}"#])
        #expect(complaint()?.hasSuffix("line 3 can't be read") == true)
    }
}
