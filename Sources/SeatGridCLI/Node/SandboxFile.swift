import Foundation
import Gateway
import Glibc
import SeatGrid
import Synchronization

/// The sandbox's facts as lines of a file in the data directory: written and synced before anybody
/// hears of them. Lines that come while one batch is being synced are the next batch.
final class SandboxFile: SandboxStore {
    private struct State {
        var waiting: [UInt8] = []
        var waiters: [CheckedContinuation<Bool, Never>] = []
        var isWriting = false
        var isBroken = false
    }

    private let state = Mutex(State())
    private let descriptor: Int32
    private let workers: any BlockingWorkers

    private init(descriptor: Int32, workers: any BlockingWorkers) {
        self.descriptor = descriptor
        self.workers = workers
    }

    deinit { close(descriptor) }

    /// Reads the file and writes it anew, as short as it can be; makes one if there is none.
    ///
    /// A last line without its end was never acknowledged and is dropped. Blocks.
    ///
    /// - Throws: an exit code if it can't be read or written, or has a line that is none of ours.
    static func open(
        _ path: String,
        workers: any BlockingWorkers
    ) throws -> (file: SandboxFile, lines: [[UInt8]]) {
        let url = URL(filePath: path)
        let isThere = FileManager.default.fileExists(atPath: path)
        let bytes = isThere ? [UInt8](try Data(contentsOf: url)) : []
        let whole = bytes.prefix((bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)
        guard
            let lines = SandboxProvider.compacted(
                whole.split(separator: UInt8(ascii: "\n")).map(Array.init)
            )
        else { throw Failure.exit(.corrupt, "\(path) has a line that can't be read") }
        let short = path + ".new"
        let descriptor = unsafe Glibc.open(short, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0,
            write(Array(lines.map { $0 + [UInt8(ascii: "\n")] }.joined()), to: descriptor),
            unsafe rename(short, path) == 0, syncDirectory(of: url)
        else { throw Failure.exit(.diskFailed, "cannot write \(path): \(errno)") }
        return (SandboxFile(descriptor: descriptor, workers: workers), lines)
    }

    func add(_ lines: [[UInt8]]) {
        guard !lines.isEmpty else { return }
        state.withLock { state in
            if state.isBroken { return }
            for line in lines { state.waiting += line + [UInt8(ascii: "\n")] }
        }
    }

    func settle() async -> Bool {
        let settled: Bool? = state.withLock { state in
            state.waiting.isEmpty && !state.isWriting ? !state.isBroken : nil
        }
        if let settled { return settled }
        return await withCheckedContinuation { waiter in
            let isFirst = state.withLock { state in
                state.waiters.append(waiter)
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { workers.run { self.writeAll() } }
        }
    }

    private func writeAll() {
        while let batch = take() {
            // After a failed sync the kernel may take the next one for good: never try again.
            let isFine =
                !batch.wasBroken
                && (batch.bytes.isEmpty || Self.write(batch.bytes, to: descriptor))
            if !isFine { state.withLock { $0.isBroken = true } }
            for waiter in batch.waiters { waiter.resume(returning: isFine) }
        }
    }

    private struct Batch {
        let bytes: [UInt8]
        let waiters: [CheckedContinuation<Bool, Never>]
        let wasBroken: Bool
    }

    /// nil: nobody waits any more, and the next one to do so starts anew.
    private func take() -> Batch? {
        state.withLock { state in
            guard !state.waiters.isEmpty else {
                state.isWriting = false
                return nil
            }
            defer { (state.waiting, state.waiters) = ([], []) }
            return Batch(
                bytes: state.waiting,
                waiters: state.waiters,
                wasBroken: state.isBroken
            )
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return fdatasync(descriptor) == 0
    }

    private static func syncDirectory(of file: URL) -> Bool {
        let directory = file.deletingLastPathComponent().path
        let descriptor = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fsync(descriptor) == 0
    }
}
