import SimulationKit
import Testing
import WAL

/// A small log on a simulated disk, moved on by hand, and what was acknowledged of it.
final class LogWorld {
    let disk: any Disk
    var options: JournalOptions
    private(set) var journal: Journal?
    /// Payloads in the order of their numbers, from 1.
    private(set) var appended: [[UInt8]] = []
    private(set) var acknowledged = 0
    let failure = FailureBox()

    init(_ disk: any Disk, directory: String = "/log", segmentBytes: Int = 32 << 10) {
        self.disk = disk
        options = JournalOptions(directory: directory)
        options.segmentBytes = segmentBytes
        options.maxBatchBytes = 16 << 10
        options.historyBytes = 1 << 40
        options.drive = .byHand
    }

    /// Opens the log and gives all its payloads.
    @discardableResult
    func open() throws(LogError) -> [[UInt8]] {
        var found: [[UInt8]] = []
        let failure = failure
        let from = options.replayFrom.rawValue
        journal = try Journal.open(
            options,
            disk: disk,
            onFailure: { error in failure.set(error) }
        ) { record in
            #expect(record.lsn.rawValue == from + UInt64(found.count) + 1)
            found.append(record.copyPayload())
        }
        return found
    }

    /// Appends one record, whose payload tells its number.
    @discardableResult
    func append(bytes: Int = 40, type: UInt16 = 1) -> LSN {
        let payload = Self.payload(appended.count + 1, bytes)
        let header = RecordHeader(
            type: RecordType(rawValue: type),
            schema: 1,
            shard: UInt16(appended.count % 250),
            epoch: 1,
            seq: UInt64(appended.count),
            time: 1_700_000_000_000
        )
        appended.append(payload)
        guard let journal else { return .zero }
        return unsafe payload.withUnsafeBytes { unsafe journal.append(header, payload: $0) }
    }

    /// Appends a few records and makes them durable; what the log says is durable is noted.
    func commit(_ count: Int = 2, bytes: Int = 40) {
        for _ in 0..<count { append(bytes: bytes) }
        journal?.step()
        note()
    }

    func note() { acknowledged = max(acknowledged, Int(journal?.durable.rawValue ?? 0)) }

    func seal() { journal?.seal() }

    func close() {
        journal?.close()
        note()
        journal = nil
    }

    /// Forgets the journal as a crash does. The disk must have restarted before.
    func abandon() { journal = nil }

    /// After a restart: the log must be what was appended, up to at least what was acknowledged.
    func checkPrefix(_ found: [[UInt8]], _ words: String) {
        #expect(found.count >= acknowledged, "acknowledged records are lost; \(words)")
        #expect(found.count <= appended.count, "records that nobody wrote; \(words)")
        #expect(
            found == Array(appended.prefix(found.count)),
            "other records than written; \(words)"
        )
        appended.removeLast(max(0, appended.count - found.count))
    }

    static func payload(_ number: Int, _ bytes: Int) -> [UInt8] {
        var payload = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: bytes)
        for place in 0..<min(8, bytes) {
            payload[place] = UInt8(truncatingIfNeeded: number >> place)
        }
        return payload
    }
}

/// The failure that a journal told of, if any.
final class FailureBox: Sendable {
    private let error = Locked<LogError?>(nil)
    private let count = Locked(0)

    func set(_ new: LogError) {
        error.withLock { $0 = new }
        count.withLock { $0 += 1 }
    }
    var value: LogError? { error.withLock { $0 } }
    var times: Int { count.withLock { $0 } }
}

extension LogError {
    var isCorrupt: Bool { if case .corrupt = self { true } else { false } }
    var damage: DamageReport? { if case .corrupt(let report) = self { report } else { nil } }
    var isDiskFailure: Bool { if case .diskFailed = self { true } else { false } }
}
