import ArgumentParser
import SeatGrid

struct NotifyPut: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put",
        abstract: "Put notices into a spool: lines of JSON from standard input.",
        discussion: """
            Prints how many were new when all of them are safe. Those that are there, or were
            finished, are passed over. Only one process puts at a time: not while a node feeds it.

            Example:
              seatgrid notify put --spool data/spool < notices.jsonl
            """
    )

    @OptionGroup var place: SpoolOption

    func run() throws {
        let spool = place.open()
        var batch: [Notice] = []
        var count = 0
        var number = 0
        while let line = readLine() {
            number += 1
            if line.isEmpty { continue }
            do throws(NoticeError) {
                batch.append(try Notice(json: Array(line.utf8)))
            } catch {
                throw Failure.exit(.configuration, "line \(number): \(error)")
            }
            if batch.count == NoticeLimits.batch { count += try put(&batch, spool) }
        }
        count += try put(&batch, spool)
        print("\(count) put")
    }

    private func put(_ batch: inout [Notice], _ spool: Spool) throws -> Int {
        defer { batch = [] }
        do throws(SpoolError) {
            return try spool.put(batch, now: SystemClock().wall())
        } catch {
            throw Failure.exit(SpoolOption.code(of: error), error.description)
        }
    }
}
