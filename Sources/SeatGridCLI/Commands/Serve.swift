import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a node.",
        discussion: """
            Prints `seatgrid: ready on http://HOST:PORT` when it answers. SIGTERM drains and exits
            0; SIGHUP reads the keys again; SIGUSR1 writes snapshots now.

            Examples:
              seatgrid serve --data data --listen 127.0.0.1:8080 --keys keys
              SEATGRID_DATA=data seatgrid serve --config seatgrid.json
            """
    )

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let settings: NodeSettings
        do throws(SettingsError) {
            settings = try options.resolve(defaultData: nil)
        } catch {
            throw Failure.exit(.configuration, error.description)
        }
        let signals = await Node.trapSignals()
        let node = try await Node.start(settings)
        node.announce()
        await node.serve(until: signals)
        await node.stop()
    }
}
