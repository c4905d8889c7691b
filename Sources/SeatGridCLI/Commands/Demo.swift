import ArgumentParser
import Foundation
import SeatGrid

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a throw-away cinema chain with a few customers of its own.",
        discussion: """
            Makes cities, venues, halls, movies and a week of shows, serves them, and lets scripted
            rivals hold and book, so that seat maps move. The data goes when it ends, unless --data
            says where to keep it.

            Examples:
              seatgrid demo
              seatgrid demo --listen 127.0.0.1:9000 --seed 7 --rivals 20
            """
    )

    @OptionGroup var options: NodeOptions

    @Option(help: "The same seed makes the same cinemas. Example: --seed 7")
    var seed: UInt64 = 1

    @Option(help: "How many scripted customers. Example: --rivals 20")
    var rivals: Int = 12

    func run() async throws {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("seatgrid-demo-\(ProcessInfo.processInfo.processIdentifier)")
        let settings: NodeSettings
        do throws(SettingsError) {
            settings = try options.resolve(defaultData: scratch.path)
        } catch {
            throw Failure.exit(.configuration, error.description)
        }
        defer {
            if settings.data == scratch.path { try? FileManager.default.removeItem(at: scratch) }
        }
        let signals = await Node.trapSignals()
        let node = try await Node.start(settings)
        let cinema = try await DemoCinema.open(in: node.engine, seed: seed)
        node.announce()
        cinema.describe(at: node.address)
        let customers = Task { await DemoRivals(cinema, seed: seed).play(count: rivals) }
        await node.serve(until: signals)
        // They go first: a loop that has ended answers nobody.
        customers.cancel()
        await customers.value
        await node.stop()
    }
}
