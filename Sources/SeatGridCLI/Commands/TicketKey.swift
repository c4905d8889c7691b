import ArgumentParser
import SeatGrid

struct TicketKey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the public keys of a node's tickets as PEM, the newest first.",
        discussion: """
            A door needs all of them. The secret is DATA/ticket.key and never leaves it; it is made
            at the first start, or here. With --rotate a new one is made: it signs from the node's
            next start on, and tickets of the older keys stay good.

            Examples:
              seatgrid ticket key --data data > door.pem
              seatgrid ticket key --data data --rotate > door.pem
            """
    )

    @OptionGroup var place: DataOption

    @Flag(help: "Make a new key first.")
    var rotate = false

    func run() throws {
        do throws(SmallFile.Failure) {
            let store =
                rotate
                ? try TicketKeyStore.rotate(data: place.data)
                : try TicketKeyStore.open(data: place.data)
            for key in store.known { print("# key \(key.id)\n\(key.pem)", terminator: "") }
        } catch {
            throw Failure.exit(error.exitCode, error.description)
        }
    }
}
