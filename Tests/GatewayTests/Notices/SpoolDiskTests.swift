import Foundation
import Gateway
import SeatGrid
import Testing

/// The real disk keeps the promises that the simulated one is written by.
@Suite struct SpoolDiskTests {
    private let root = FileManager.default.temporaryDirectory.path + "/spool-\(UUID().uuidString)"
    private let disk = RealSpoolDisk()

    @Test func `the real disk does what the spool expects of one`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        #expect(try disk.list(root) == nil)
        try disk.makeDirectory(root)
        try disk.makeDirectory(root)
        try disk.create(root + "/a", [1, 2, 3])
        try disk.create(root + "/a", [4, 5])
        #expect(try disk.append(root + "/a", [6]))
        #expect(try !disk.append(root + "/b", [6]))
        try disk.overwrite(root + "/a", at: 1, [9])
        #expect(try disk.read(root + "/a", from: 0) == [4, 9, 6])
        #expect(try disk.read(root + "/a", from: 3) == [])
        #expect(try disk.read(root + "/b", from: 0) == nil)
        #expect(try !disk.removeDirectory(root))
        #expect(try !disk.rename(root + "/a", to: root + "/none/a"))
        #expect(try disk.rename(root + "/a", to: root + "/b"))
        #expect(try disk.exists(root + "/b") && !disk.exists(root + "/a"))
        try disk.syncDirectory(root)
        try disk.syncDirectory(root + "/none")
        let mode = try FileManager.default.attributesOfItem(atPath: root + "/b")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let lock = try #require(try disk.lock(root + "/l"))
        #expect(try disk.lock(root + "/l") == nil)
        lock.release()
        lock.release()
        #expect(try disk.lock(root + "/l") != nil)
        #expect(try disk.remove(root + "/b") && !disk.remove(root + "/b"))
        #expect(try disk.list(root) == ["l"])
    }

    @Test func `two workers and a feeder on a real disk send each notice once`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let (root, disk) = (root, disk)
        let now: @Sendable () -> WallTime = { WallTime(rawValue: 1_795_000_000_000) }
        let feed = SpoolFeed(root: root, clock: now)
        let notices = (1...300).map { seq in
            Notice(
                name: NoticeName(
                    show: ShowID("s"),
                    seq: ShowVersion(rawValue: UInt64(seq)),
                    channel: .sms
                ),
                kind: .reminder,
                recipient: "+919812345678",
                createdAt: now()
            )
        }
        #expect(try await feed.put(notices) == 300)
        #expect(try await feed.put(notices) == 0)
        let sent = await withTaskGroup(of: [NoticeName].self) { group in
            for _ in 0..<2 {
                group.addTask { (try? Self.drain(root, disk, now())) ?? [] }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(sent.count == 300)
        #expect(Set(sent).count == 300)
        #expect(try await feed.put(notices) == 0)
        await feed.stop()
    }

    private static func drain(
        _ root: String,
        _ disk: RealSpoolDisk,
        _ now: WallTime
    ) throws -> [NoticeName] {
        let worker = try SpoolWorker(SpoolLayout(root: root), disk)
        var sent: [NoticeName] = []
        while true {
            let claims = try worker.claim(.sms, 10, now: now)
            if claims.isEmpty { break }
            sent += claims.map(\.name)
            try worker.finish(claims.map { ($0.name, .done(.sent)) }, now: now)
        }
        try worker.stop()
        return sent
    }
}
