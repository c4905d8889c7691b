import Foundation
import Gateway
import Glibc
import SeatGrid
import Testing

@testable import SeatGridCLI

@Suite struct SandboxFileTests {
    struct Workers: BlockingWorkers {
        func run(_ job: @escaping @Sendable () -> Void) { Thread.detachNewThread(job) }
    }

    static func path() -> String { NSTemporaryDirectory() + "sandbox-\(UUID().uuidString).jsonl" }

    static func sandbox(_ path: String) throws -> SandboxProvider {
        let (file, lines) = try SandboxFile.open(path, workers: Workers())
        return try #require(SandboxProvider(keeping: lines, in: file, clock: SystemClock()))
    }

    static func order(_ number: Int) -> ProviderOrderRequest {
        ProviderOrderRequest(amount: 25_000, currency: "INR", receipt: "or_\(number)")
    }

    @Test func `what was answered is there for the next process`() async throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let first = try Self.sandbox(path)
        let order = try await first.createOrder(Self.order(1))
        // No end of the first one: a copy of the file, as a crash would leave it.
        let copy = Self.path()
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let second = try Self.sandbox(copy)
        #expect(try await second.order(order.id) == order)
        let report = PaymentReport(
            payment: "pay_1",
            order: order.id,
            status: .authorized,
            amount: 25_000,
            currency: "INR"
        )
        let answer = first.answer(for: report)
        #expect(second.isGenuine(answer, forOrder: order.id), "the key has changed")
        var status = stat()
        #expect(unsafe stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func `a torn last line is dropped, one in the middle is refused`() async throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let first = try Self.sandbox(path)
        let order = try await first.createOrder(Self.order(1))
        let bytes = try Data(contentsOf: URL(filePath: path))
        try (bytes + Data("{\"order\":{\"id\":".utf8)).write(to: URL(filePath: path))
        #expect(try await Self.sandbox(path).order(order.id) == order)
        try (Data("{\"order\":{}}\n".utf8) + bytes).write(to: URL(filePath: path))
        #expect(throws: (any Error).self) { try Self.sandbox(path) }
    }

    @Test func `many at once share their syncs, and all are kept`() async throws {
        let path = Self.path()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sandbox = try Self.sandbox(path)
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<200 {
                group.addTask { try await sandbox.createOrder(Self.order(number)).id }
            }
            var ids: Set<String> = []
            for try await id in group { ids.insert(id) }
            return ids
        }
        #expect(ids.count == 200)
        let next = try Self.sandbox(path)
        for id in ids { #expect(try await next.order(id).id == id) }
    }

    @Test func `a directory that is not there is an exit code, not a crash`() {
        #expect(throws: (any Error).self) {
            try Self.sandbox("/nowhere/at/all/sandbox.jsonl")
        }
    }
}
