import Checker
import FakeServer
import Foundation
import Report
import Testing

@testable import LoadKit

/// Questions and answers in the peers' own words.
@Suite struct PeerDialectTests {
    private let dialect: PeerDialect

    init() throws {
        let target = try Target(url: "http://127.0.0.1:9", key: nil)
        dialect = PeerDialect(target, shows: ["7", "8"])
    }

    private func request(_ ask: Scenario.Step.Ask, seats: [Int] = []) -> [Substring] {
        var question = Journey.Question(ask: ask)
        question.seats = seats
        question.isKeyed = true
        let bytes = dialect.request(question, show: 1, hold: Array("abc".utf8), etag: 3, serial: 4)
        let text = String(decoding: bytes, as: UTF8.self)
        return [text.prefix { $0 != "\r\n" }, text.split(separator: "\r\n").last ?? ""]
    }

    @Test func `questions are shaped as the peer knows them, without keys or ETags`() {
        #expect(request(.map)[0] == "GET /shows/8/seats HTTP/1.1")
        #expect(request(.hold, seats: [12, 13])[0] == "POST /shows/8/holds HTTP/1.1")
        #expect(request(.hold, seats: [12, 13])[1] == #"{"seats":[12,13]}"#)
        #expect(request(.book)[0] == "POST /holds/abc/confirm HTTP/1.1")
        #expect(request(.release)[0] == "DELETE /holds/abc HTTP/1.1")
        #expect(request(.map)[1] == "Host: 127.0.0.1:9")
    }

    private func read(_ action: Action, _ status: Int, _ body: String = "{}") -> WriteAnswer {
        let asked = WriteAnswer.Asked(action: action, hold: 5, sent: 10, seats: [1, 2])
        let event = Wire.Event(
            kind: .response,
            connection: 0,
            status: status,
            opcode: 0,
            replayed: false,
            at: 20
        )
        return dialect.read(asked, event, Array(body.utf8), show: 0)
    }

    @Test func `a hold that is granted brings its capability, and one without is no answer`() {
        let hold = read(.hold, 201, #"{"hold":"h-1","expiresIn":600}"#)
        #expect(hold.attempt.verdict == .granted)
        #expect(hold.id == Array("h-1".utf8))
        #expect(hold.attempt.seats == [1, 2])
        #expect(hold.attempt.answered == 20)
        #expect(read(.hold, 201).attempt.verdict == .unknown)
    }

    @Test func `answers are read in the words of the checker`() {
        #expect(read(.book, 200, #"{"booking":3}"#).attempt.verdict == .granted)
        #expect(read(.release, 204, "").attempt.verdict == .granted)
        #expect(read(.hold, 409).attempt.verdict == .unavailable)
        #expect(read(.hold, 409).code == "seats_unavailable")
        #expect(read(.book, 410).attempt.verdict == .gone)
        #expect(read(.book, 409).attempt.verdict == .gone)
        #expect(read(.release, 404).attempt.verdict == .gone)
        #expect(read(.hold, 400).attempt.verdict == .refused)
        #expect(read(.book, 500).attempt.verdict == .unknown)
        #expect(read(.book, 500).attempt.answered == .max)
    }

    @Test func `asked again means refused, or the first answer`() {
        let first = RawAnswer(status: 200, body: [1])
        #expect(dialect.isRight(again: first, after: first))
        #expect(dialect.isRight(again: RawAnswer(status: 410, body: [2]), after: first))
        #expect(!dialect.isRight(again: RawAnswer(status: 200, body: [2]), after: first))
    }

    @Test func `what a peer can't do is said, and what it can is not refused`() throws {
        func refusal(_ name: String, _ change: (inout Scenario) -> Void = { _ in }) throws
            -> String?
        {
            var scenario = try #require(Scenario.named(name))
            change(&scenario)
            #expect(ServerKind.seatgrid.refusal(of: scenario, name: "x") == nil)
            return ServerKind.peer.refusal(of: scenario, name: "Express")
        }
        for name in ["zipf", "checkout", "blackout"] { #expect(try refusal(name) == nil) }
        #expect(try refusal("groups") == "Express can't do 'groups': it lacks best available seats")
        #expect(
            try refusal("restart")
                == "Express can't do 'restart': it lacks swapping seats, extending a hold"
        )
        for name in ["abandon", "pollers", "journey", "reconnect", "soak", "bots", "herd"] {
            #expect(try refusal(name)?.contains("lacks") == true)
        }
        #expect(try refusal("flash")?.hasSuffix("give --seats 500") == true)
        #expect(try refusal("flash") { $0.seats = 500 } == nil)
        #expect(try refusal("zipf") { $0.shows = 2001 }?.hasSuffix("give --shows 2000") == true)
    }
}

/// Whole runs against a fake of the peers' HTTP.
@Suite(.serialized) struct PeerRunTests {
    private let setting = Runner.Setting(
        tool: "test",
        url: "",
        flags: [:],
        startedAt: Date(timeIntervalSince1970: 0),
        machine: .here(server: nil)
    )

    private func run(
        _ scenario: Scenario,
        _ port: Int,
        server: ServerProcess? = nil,
        isChecked: Bool = true,
        keptIn folder: String? = nil
    ) throws -> LoadResult {
        let client = Client(try Target(url: "http://127.0.0.1:\(port)", key: nil))
        #expect(client.waitTillReady(seconds: 20))
        var plan = RunPlan(scenario)
        plan.model =
            scenario.users == nil
            ? .open(rate: 200, ramp: 0, arrivals: .even) : .closed(users: 16)
        plan.seconds = 1.5
        plan.warmup = 0.2
        plan.connections = 16
        plan.isChecked = isChecked
        let shows = PeerShow.first(2, client: client)
        let runner = try Runner(plan, shows: shows, client: client, server: server)
        try runner.run()
        return try runner.result(setting, keeping: try folder.map { try OutFolder($0).evidence() })
    }

    private func text(_ result: LoadResult) -> String {
        ReportText([result], names: ["peer"]).markdown
    }

    private func broken(_ scenario: Scenario, _ faults: Set<Fault>) throws -> [String: UInt64] {
        let fake = try FakeServer(faults: faults)
        let port = try fake.start()
        defer { try? fake.stop() }
        return try run(scenario, port).invariants?.broken ?? [:]
    }

    @Test func `a right peer passes, and the result says what nobody could judge`() throws {
        let fake = try FakeServer()
        let port = try fake.start()
        defer { try? fake.stop() }
        let result = try run(.zipf, port)
        #expect(result.invariants?.findings == [])
        #expect(result.invariants?.attempts ?? 0 > 100)
        #expect(result.errors.filter { !$0.expected } == [])
        #expect(result.seats?.sold ?? 0 > 0)
        #expect(result.target.dialect == "peer")
        let unknown = Set(result.invariants?.notJudged ?? [])
        #expect(unknown.isSuperset(of: ["gap", "order", "deltaGap", "conflicts"]))
        #expect(unknown.isDisjoint(with: ["twoOwners", "missing", "repeated"]))
        #expect(text(result).contains("? not judged: gap"))
        #expect(result.warnings.contains { $0.contains("600 s at this server") })
        #expect(try LoadResult(json: try result.json()) == result)
    }

    @Test func `planted faults of a peer are found`() throws {
        #expect(try broken(.zipf, [.dropWrite])["missing"] ?? 0 > 0)
        #expect(try broken(.zipf, [.doubleBooking])["twoOwners"] ?? 0 > 0)
        #expect(try broken(.zipf, [.staleMap])["stale"] ?? 0 > 0)
        var keyed = Scenario.checkout
        keyed.keyed = 1
        keyed.repeated = 1
        #expect(try broken(keyed, [.bookAgain])["repeated"] ?? 0 > 0)
    }

    @Test func `what was not checked is not told as held`() throws {
        let fake = try FakeServer(faults: [.doubleBooking])
        let port = try fake.start()
        defer { try? fake.stop() }
        let result = try run(.checkout, port, isChecked: false)
        #expect(result.invariants?.checked == false)
        #expect(text(result).contains("Not checked"))
        let bar = try Bar.list("oversell=0", of: Figure.all(of: .checkout))[0]
        #expect(!bar.judge(result).met)
    }

    @Test(arguments: [[], [.doubleBooking], [.dropWrite], [.staleMap]] as [Set<Fault>])
    func `a second check of a peer finds what the first found`(_ faults: Set<Fault>) throws {
        let folder = "/tmp/seatgrid-peer-evidence-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fake = try FakeServer(faults: faults)
        let port = try fake.start()
        defer { try? fake.stop() }
        let first = try #require(try run(.zipf, port, keptIn: folder).invariants)
        var reader = try EvidenceReader(folder: folder)
        let second = try reader.check()
        #expect(second.broken == first.broken)
        #expect(second.attempts == first.attempts)
        #expect(second.notJudged == first.notJudged)
        #expect(second.checked)
        #expect(second.broken.isEmpty == faults.isEmpty)
    }

    @Test func `a run that was not checked keeps who came, and proves nothing`() throws {
        let folder = "/tmp/seatgrid-peer-evidence-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fake = try FakeServer(faults: [.doubleBooking])
        let port = try fake.start()
        defer { try? fake.stop() }
        _ = try run(.zipf, port, isChecked: false, keptIn: folder)
        var reader = try EvidenceReader(folder: folder)
        #expect(reader.people.count > 100)
        #expect(try reader.check() == .init(checked: false, attempts: 0))
        #expect(reader.unproven.count == 1)
    }

    private func blackout(_ faults: [String], port: Int) throws -> LoadResult {
        let binary = try #require(fakeBinary)
        let journal = "/tmp/seatgrid-peer-\(UUID().uuidString)"
        defer {
            for end in ["", ".catalogue", ".peer"] {
                try? FileManager.default.removeItem(atPath: journal + end)
            }
        }
        let flags = faults.map { " --fault \($0)" }.joined()
        // A shell in between, as a script that starts a stack is: the kill takes its children, too.
        let command = "\(binary) --port \(port) --journal \(journal)\(flags)"
        let server = ServerProcess(command: "sh -c '\(command); true'", log: "/dev/null")
        try server.start(run: 1)
        return try run(.blackout, port, server: server)
    }

    @Test func `a peer that keeps its word survives the kill of all its processes`() throws {
        let result = try blackout([], port: 19_461)
        #expect(result.invariants?.findings == [])
        #expect(result.invariants?.attempts ?? 0 > 100)
    }

    @Test func `a peer that loses the end of its journal is found out`() throws {
        let broken = try blackout(["lose-tail"], port: 19_462).invariants?.broken ?? [:]
        // Which of the two shows it depends on who asks next: the owner, or somebody else.
        #expect((broken["missing"] ?? 0) + (broken["twoOwners"] ?? 0) > 0)
    }
}
