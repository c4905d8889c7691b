import FoundationEssentials
import Glibc
import SeatGrid
import WAL

/// Appending to the log: an event is encoded into the batch that gathers, and sealed there. That
/// the batch is written and synced is not in it: the disk's price is paid once a batch.
func measureAppends() {
    let folder = FileManager.default.temporaryDirectory.path + "/seatgrid-micro.\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
        let journal = try Journal.open(options(in: folder), disk: RealDisk()) { _ in }
        measureAppends(to: journal)
        journal.close()
    } catch {
        print("append: not measured: \(error)")
    }
}

private func options(in folder: String) -> JournalOptions {
    var options = JournalOptions(directory: folder)
    options.segmentBytes = 8 << 20
    options.readySegments = 1
    options.historyBytes = 0
    options.drive = .byHand
    return options
}

private func measureAppends(to journal: Journal) {
    let appends = 10_000
    let show = ShowID("sh_bench")
    var event = SampleEvents.held
    var seq: UInt64 = 0
    measureParts("append to the log's batch, hold of 2 seats", operations: appends, rounds: 30) {
        meter in
        meter.run {
            for _ in 0..<appends {
                seq += 1
                let header = RecordHeader(
                    type: RecordType(rawValue: EventCodec.recordType),
                    schema: EventCodec.schema(of: event),
                    shard: 0,
                    epoch: 1,
                    seq: seq,
                    time: event.time.wall.rawValue
                )
                let size = EventCodec.encodedSize(&event, show: show)
                _ = unsafe journal.append(header, payloadBytes: size) { buffer in
                    unsafe EventCodec.encode(&event, show: show, into: buffer)
                }
            }
        }
        journal.step()
        journal.retire(below: journal.durable)
        journal.prepare()
    }
}
