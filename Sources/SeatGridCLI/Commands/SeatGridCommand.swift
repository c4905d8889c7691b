import ArgumentParser

@main
struct SeatGridCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seatgrid",
        abstract: "A seat server: holds, books and never loses a seat.",
        discussion: """
            Every setting is a flag, SEATGRID_NAME in the environment, or a key in the file that
            --config names; the flag wins, then the environment, then the file.

            Examples:
              seatgrid demo
              seatgrid key create --keys keys --name shop --rights hold,book > shop.key
              seatgrid serve --data data --listen 127.0.0.1:8080 --keys keys
              seatgrid import catalogue.json --url http://127.0.0.1:8080 --key-file ops.key
              seatgrid wal verify --data data
            """,
        version: SeatGridVersion.text,
        subcommands: [
            Serve.self, Demo.self, Import.self, Key.self, Ticket.self, Erase.self, Notify.self,
            Wal.self, Load.self, Version.self,
        ]
    )
}

/// What this build is.
enum SeatGridVersion {
    static let number = "0.1.0"
    static let text = "seatgrid \(number)"
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the version.",
        discussion: "Example:\n  seatgrid version"
    )

    func run() { print(SeatGridVersion.text) }
}
