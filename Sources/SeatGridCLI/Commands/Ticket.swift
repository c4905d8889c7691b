import ArgumentParser

struct Ticket: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify tickets without a network, and look after the keys that sign them.",
        discussion: """
            A ticket is what its QR code carries (SG1.…), or ticket.json. Both are signed with
            Ed25519; who has the public key can tell a ticket from a forgery anywhere.

            Examples:
              seatgrid ticket key --data data > door.pem
              seatgrid ticket verify --key door.pem SG1.AF7…
              seatgrid ticket draw SG1.AF7… --out ticket.png
              zbarimg --raw -q ticket.png | seatgrid ticket verify --key door.pem -
            """,
        subcommands: [TicketVerify.self, TicketDraw.self, TicketKey.self]
    )
}
