import ArgumentParser
import FakeServer
import Foundation
import LoadKit
import Report
import Testing

@testable import LoadCommands

/// Commands as a person writes them, against a fake server.
@Suite(.serialized) struct CommandTests {
    private let place = "/tmp/seatgrid-commands-\(UUID().uuidString)"

    /// Runs `body` with the URL of a fake server, and tidies up.
    private func server(_ faults: Set<Fault> = [], _ body: (String) throws -> Void) throws {
        let server = try FakeServer(faults: faults)
        let port = try server.start()
        defer { try? server.stop() }
        try body("http://127.0.0.1:\(port)")
    }

    /// The exit code of a command line, and what it complained of.
    private func run(_ words: String...) -> (code: Int32, message: String) {
        do {
            var command = try LoadTool.parseAsRoot(words)
            try command.run()
            return (0, "")
        } catch {
            return (LoadTool.exitCode(for: error).rawValue, LoadTool.message(for: error))
        }
    }

    private func result(_ folder: String) throws -> LoadResult {
        let file = URL(filePath: "\(place)/\(folder)/result.json")
        return try LoadResult(json: try Data(contentsOf: file))
    }

    private func sweep(_ folder: String) throws -> Sweep {
        let file = URL(filePath: "\(place)/\(folder)/sweep.json")
        return try JSONDecoder().decode(Sweep.self, from: try Data(contentsOf: file))
    }

    /// A short run of `herd`, kept as `a`.
    private func keep(_ url: String, _ more: String...) -> Int32 {
        let words = [
            "run", "herd", "--url", url, "--rate", "150", "--seconds", "1", "--warmup", "0.2",
            "--connections", "8", "--seats", "60", "--seed", "5", "--out", "\(place)/a",
        ]
        do {
            var command = try LoadTool.parseAsRoot(words + more)
            try command.run()
            return 0
        } catch { return LoadTool.exitCode(for: error).rawValue }
    }

    private func change(_ old: String, _ new: String) throws {
        let file = URL(filePath: "\(place)/a/result.json")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text.contains(old))
        try Data(text.replacing(old, with: new).utf8).write(to: file)
    }

    @Test func `a run is repeated against another server, and can be compared`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { #expect(keep($0, "--require", "errors<50%,oversell=0") == 0) }
        try server { url in
            #expect(run("replay", "\(place)/a", "--url", url, "--out", "\(place)/b").code == 0)
        }
        let (a, b) = (try result("a"), try result("b"))
        #expect(b.scenario == a.scenario)
        #expect(b.seed == 5)
        #expect(b.model == a.model)
        #expect(b.warmup == a.warmup)
        #expect(b.duration == a.duration)
        #expect(b.seats?.capacity == a.seats?.capacity)
        #expect(b.requirements.map(\.text) == ["errors<50%", "oversell=0"])
        #expect(b.target.url != a.target.url)
        #expect(b.flags["connections"] == "8")
        #expect(b.flags["replay"] == "\(place)/a")
        #expect(run("compare", "\(place)/a", "\(place)/b", "--json").code < 2)
        try server { url in
            #expect(run("replay", "\(place)/b", "--url", url, "--out", "\(place)/c").code == 0)
        }
        #expect(try result("c").flags["replay"] == "\(place)/b")
    }

    @Test func `kept answers are checked again without a server`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { #expect(keep($0) == 0) }
        #expect(run("replay", "\(place)/a", "--check-only").code == 0)
        try server([.doubleBooking]) { #expect(keep($0) == 4) }
        #expect(run("replay", "\(place)/a", "--check-only", "--json").code == 4)
        try FileManager.default.removeItem(atPath: "\(place)/a/evidence.jsonl.gz")
        let gone = run("replay", "\(place)/a", "--check-only")
        #expect(gone.code == 1)
        #expect(gone.message.contains("evidence.jsonl.gz: can't be read"))
    }

    /// `more` before a run of `zipf` on a peer, kept in `folder`.
    private func peer(_ url: String, _ more: [String], out folder: String) -> Int32 {
        let words = more + ["--dialect", "peer", "--url", url, "--out", "\(place)/\(folder)"]
        do {
            var command = try LoadTool.parseAsRoot(words)
            try command.run()
            return 0
        } catch { return LoadTool.exitCode(for: error).rawValue }
    }

    @Test func `a run of a peer is kept, replayed on a peer, and checked again`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        let zipf = [
            "run", "zipf", "--name", "Express", "--rate", "150", "--seconds", "1",
            "--warmup", "0.2", "--connections", "8", "--shows", "2", "--seats", "500",
        ]
        try server { #expect(peer($0, zipf, out: "a") == 0) }
        #expect(run("replay", "\(place)/a", "--check-only").code == 0)
        try server { #expect(peer($0, ["replay", "\(place)/a"], out: "b") == 0) }
        let again = try result("b")
        #expect(again.target.dialect == "peer")
        #expect(again.target.name == "peer")
        #expect(again.invariants?.notJudged?.isEmpty == false)
        // A server is never taken from the folder, and so neither is its kind.
        try server { #expect(run("replay", "\(place)/a", "--url", $0).code == 0) }
        try server { #expect(peer($0, zipf + ["--unchecked"], out: "c") == 1) }
        #expect(run("replay", "\(place)/c", "--check-only").code == 1)
        #expect(peer("http://127.0.0.1:9", ["run", "herd"], out: "d") == 64)
    }

    @Test func `a log that was trimmed is no proof, of a run, of a sweep and of a check`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server([.trimLog]) { url in
            #expect(keep(url) == 1)
            #expect(sweep(url, ["--rates", "150,160"]) == 1)
        }
        #expect(run("replay", "\(place)/a", "--check-only").code == 1)
        #expect(try sweep("s").steps.map(\.checked) == [false])
    }

    @Test func `a folder that can't be repeated is refused with the reason`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { #expect(keep($0) == 0) }
        func refusal() -> String {
            let (code, message) = run("replay", "\(place)/a", "--url", "http://127.0.0.1:9")
            #expect(code != 0)
            return message
        }
        #expect(run("replay", "\(place)/none").message.contains("there is no such file"))
        try change("load.result/1", "load.result/2")
        #expect(refusal().contains("schema is 'seatgrid.load.result/2'"))
        try change("load.result/2", "load.result/1")
        try change(#""scenario":"herd""#, #""scenario":"opera""#)
        #expect(refusal().contains("'opera'"))
        try change(#""scenario":"opera""#, #""scenario":"herd""#)
        try change(#""seats":"60""#, #""seats":"60","server-log":"/tmp/x""#)
        #expect(refusal().contains("--server-log"))
        try change(#","server-log":"/tmp/x""#, "")
        try change(#""seats":"60""#, #""seats":"60","show":"s1""#)
        #expect(refusal().contains("--show"))
        try change(#","show":"s1""#, "")
        try change(#""seed":5"#, #""seed":6"#)
        #expect(refusal().contains("seed 5"))
        let own = run("replay", "\(place)/a", "--out", "\(place)/x/../a")
        #expect(own.message.contains("--out is the folder"))
        try Data("{".utf8).write(to: URL(filePath: "\(place)/a/result.json"))
        #expect(refusal().contains("no JSON"))
    }

    @Test func `the command that started the server is not taken from a file`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { #expect(keep($0) == 0) }
        try change(#""seats":"60""#, #""seats":"60","server":"touch \#(place)/started""#)
        try server { url in
            #expect(run("replay", "\(place)/a", "--url", url).code == 0)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(place)/started"))
    }

    private func sweep(_ url: String, _ more: [String]) -> Int32 {
        let words = [
            "sweep", "herd", "--url", url, "--seconds", "1", "--warmup", "0.2", "--seats", "60",
            "--connections", "8", "--out", "\(place)/s",
        ]
        do {
            var command = try LoadTool.parseAsRoot(words + more)
            try command.run()
            return 0
        } catch { return LoadTool.exitCode(for: error).rawValue }
    }

    @Test func `a sweep keeps a run a load, which report lays over each other`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { #expect(sweep($0, ["--rates", "20,60"]) == 0) }
        let found = try ResultFiles.read("\(place)/s")
        #expect(found.map(\.name) == ["s/rate-000020", "s/rate-000060"])
        #expect(found.map(\.result.model.rate) == [20, 60])
        #expect(found.allSatisfy { $0.result.invariants?.checked == true })
        let kept = try sweep("s")
        #expect(kept.steps.map(\.folder) == ["rate-000020", "rate-000060"])
        #expect(kept.highest == 60)
        #expect(kept.steps.allSatisfy { $0.achieved > 0 && ($0.p99 ?? 0) > 0 })
        let page = run("report", "\(place)/s", "--out", "\(place)/s.html")
        #expect(page.code == 0)
        #expect(run("replay", "\(place)/s").message.contains("2 runs are in it"))
        #expect(run("replay", "\(place)/s/rate-000060", "--check-only").code == 0)
    }

    @Test func `a sweep of users is closed`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { #expect(sweep($0, ["--users", "2,4"]) == 0) }
        #expect(try ResultFiles.read("\(place)/s").map(\.result.model.users) == [2, 4])
    }

    @Test func `a sweep ends with what it found`() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try server { url in
            // One connection and no patience: at the second load there is no way to keep up.
            let few = ["--rates", "5,9000,10000", "--backlog", "5", "--connections", "1"]
            #expect(sweep(url, few) == 0)
            let found = try sweep("s")
            #expect(found.steps.map(\.keptUp) == [true, false])
            #expect(found.knee == 5)
            #expect(sweep(url, ["--rates", "20", "--require", "map.p50<0.0001ms"]) == 64)
            #expect(sweep(url, ["--rates", "20", "--require", "hold.p50<0.0001ms"]) == 3)
            #expect(sweep(url, ["--rates", "20", "--at-least", "30"]) == 3)
            #expect(sweep(url, ["--rates", "20", "--at-least", "20"]) == 0)
        }
        try server([.doubleBooking]) { url in
            #expect(sweep(url, ["--rates", "150,160"]) == 4)
            let found = try sweep("s")
            #expect(found.steps.count == 1)
        }
        #expect(sweep("http://127.0.0.1:9", ["--rates", "20"]) == 1)
    }

    @Test(arguments: [
        [], ["--rates", "20,10"], ["--rates", "ten"], ["--rates", ""], ["--users", "1.5"],
        ["--rates", "10", "--users", "10"], ["--from", "10"], ["--from", "10", "--to", "5"],
        ["--rates", "10", "--steps", "3"], ["--from", "1", "--to", "9", "--steps", "1"],
        ["--users", "2", "--ramp", "1"],
    ])
    func `loads that are none are refused`(_ words: [String]) {
        #expect(sweep("http://127.0.0.1:9", words) == 64)
    }

    @Test func `every command teaches by an example`() {
        let all = LoadTool.configuration.subcommands
        #expect(all.count > 10)
        for command in all {
            let text = command.helpMessage(columns: 300)
            #expect(text.contains("seatgrid-load \(command.configuration.commandName ?? "?")"))
        }
    }
}
