import Glibc
import NIOCore
import SeatGrid
import Synchronization
import Testing

@testable import Gateway

/// Counts the jobs that one event loop gives to Swift's global pool.
private enum GlobalJobs {
    typealias Original = @convention(thin) (UnownedJob) -> Void
    typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    static let count = Atomic<Int>(0)
    static let watched = Mutex<(any EventLoop)?>(nil)

    /// Installs the runtime's hook; false if this runtime has none.
    static func watch(_ loop: any EventLoop) -> Bool {
        let name = "swift_task_enqueueGlobal_hook"
        guard let symbol = unsafe dlsym(nil, name) else { return false }
        watched.withLock { $0 = loop }
        let hook: Hook = { job, original in
            if GlobalJobs.watched.withLock({ $0?.inEventLoop ?? false }) {
                GlobalJobs.count.wrappingAdd(1, ordering: .relaxed)
            }
            original(job)
        }
        unsafe symbol.assumingMemoryBound(to: Hook?.self).pointee = hook
        return true
    }
}

struct HotPathTests {
    @Test func `a hold makes no job of the global pool`() async throws {
        let test = try await TestServer.start(loops: 1)
        let port = test.port
        try #require(GlobalJobs.watch(test.server.loops[0].eventLoop))
        let before = GlobalJobs.count.load(ordering: .relaxed)
        let held = await onThread {
            let connection = TestConnection(port: port)
            defer { connection.close() }
            var held = 0
            for _ in 0..<200 {
                let hold = TestClient.request(
                    "POST",
                    "/v1/shows/s1/holds",
                    body: #"{"seats":["A-1","A-2"]}"#
                )
                connection.write(Array(hold.utf8))
                guard let answer = connection.read(answers: 1).first, answer.status == 201,
                    let place = answer.headers["location"]
                else { break }
                connection.write(Array(TestClient.request("DELETE", place).utf8))
                held += connection.read(answers: 1).first?.status == 204 ? 1 : 0
            }
            return held
        }
        #expect(held == 200)
        let jobs = GlobalJobs.count.load(ordering: .relaxed) - before
        #expect(jobs == 0, "\(jobs) jobs for 400 requests")
        // A cold request does make one: the count would show it.
        _ = await TestClient(port: port).send("GET", "/v1/cities")
        #expect(GlobalJobs.count.load(ordering: .relaxed) > before)
        await test.stop()
    }
}
