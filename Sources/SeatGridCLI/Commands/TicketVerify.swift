import ArgumentParser
import Foundation
import SeatGrid

struct TicketVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Say whether a ticket was issued by the holder of the key; needs no network.",
        discussion: """
            TICKET is the text of the QR code; - reads it, or a ticket.json, from standard input.
            Exits 0 and prints what the ticket says, or 1 with the reason: malformed,
            unknown_version, unknown_key, forged, wrong_show or not_yet. Whether seats were given
            up or somebody is in already, only the node knows.

            Examples:
              seatgrid ticket verify --key door.pem SG1.AF7…
              seatgrid ticket verify --key door.pem - < ticket.json
              seatgrid ticket verify --data data --show sh1 --opens-before 60 SG1.AF7…
            """
    )

    @Option(help: "A file of public keys, see `seatgrid ticket key`. Example: --key door.pem")
    var key: String?

    @Option(help: "The node's data directory instead of --key. Example: --data data")
    var data: String?

    @Option(help: "Refuse tickets of other shows. Example: --show sh1")
    var show: String?

    @Option(
        name: .customLong("opens-before"),
        help: "With --show: refuse before that many minutes to the start. Example: 60"
    )
    var opensBefore: Int64?

    @Argument(help: "The ticket, or - for standard input.")
    var ticket: String

    func validate() throws {
        guard (key == nil) != (data == nil) else {
            throw ValidationError("give either --key or --data")
        }
        guard opensBefore == nil || show != nil else {
            throw ValidationError("--opens-before needs --show")
        }
        guard 0...1_000_000 ~= opensBefore ?? 0 else {
            throw ValidationError("--opens-before is a number of minutes")
        }
    }

    func run() throws {
        let verifier = TicketVerifier(try readKeys())
        let text = ticket == "-" ? readInput() : Array(ticket.utf8)
        do throws(CheckInRefusal) {
            print(Self.describe(try judge(text, by: verifier)))
        } catch {
            let code = if case .forged(let refusal) = error { refusal.code } else { error.code }
            throw Failure.exit(.failed, "refused: \(code): \(error)")
        }
    }

    /// By what the door itself knows: the keys, its show and the time.
    private func judge(
        _ text: [UInt8],
        by verifier: TicketVerifier
    ) throws(CheckInRefusal) -> SignedTicket {
        let found: SignedTicket
        do throws(TicketRefusal) {
            found = try verifier.verify(text)
        } catch {
            throw .forged(error)
        }
        if let show {
            let door = CheckIn.Door(
                show: ShowID(show),
                opensBefore: opensBefore.map { $0 * 60_000 }
            )
            _ = try CheckIn.judge(found, at: door, SystemClock().wall(), nil)
        }
        return found
    }

    private func readKeys() throws -> [TicketPublicKey] {
        let path = key ?? TicketKeyStore.publicPath(in: data ?? ".")
        do throws(SmallFile.Failure) {
            guard let keys = try TicketKeyStore.read(path) else {
                throw SmallFile.Failure("\(path) is not there", exitCode: 78)
            }
            guard !keys.isEmpty else {
                throw SmallFile.Failure("\(path) has no public key in it", exitCode: 65)
            }
            return keys
        } catch {
            throw Failure.exit(error.exitCode, error.description)
        }
    }

    /// At most a byte more than any ticket has: more is refused without being read.
    private func readInput() -> [UInt8] {
        let read = try? FileHandle.standardInput.read(upToCount: TicketLimits.json + 1)
        return Array(read ?? Data())
    }

    private static func describe(_ ticket: SignedTicket) -> String {
        let payload = ticket.payload
        return """
            valid
            show       \(payload.show)
            booking    bk_\(Crockford.string(payload.booking.bits))
            seats      \(payload.seats.joined(separator: ", "))
            starts_at  \(payload.startsAt.rfc3339)
            issued_at  \(payload.issuedAt.rfc3339)
            epoch      \(payload.epoch)
            key_id     \(ticket.key)
            """
    }
}
