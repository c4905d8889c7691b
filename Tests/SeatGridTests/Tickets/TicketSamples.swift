@testable import SeatGrid

enum TicketSamples {
    static let seed = [UInt8](0..<32)

    static func key(_ seed: [UInt8] = seed) throws -> TicketSigningKey {
        guard let key = TicketSigningKey(seed: seed) else { throw CodecError.truncated }
        return key
    }

    static let payload = TicketPayload(
        show: ShowID("sh1"),
        booking: BookingID(Bits128(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)),
        seats: ["Balcony-C-12", "Balcony-C-13", "Loge-ß-1"],
        startsAt: WallTime(rawValue: 1_796_131_800_000),
        epoch: 1,
        issuedAt: WallTime(rawValue: 1_795_000_000_123)
    )

    static func random(_ dice: inout SplitMix) -> TicketPayload {
        let letters = Array("ABCabc019-_äß€")
        let text = { (length: Int, dice: inout SplitMix) in
            String(
                (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &dice)] }
            )
        }
        let id = Array("ABCabc019-_")
        return TicketPayload(
            show: ShowID(
                String(
                    (0...Int.random(in: 0..<64, using: &dice)).map { _ in
                        id[Int.random(in: 0..<id.count, using: &dice)]
                    }
                )
            ),
            booking: BookingID(Bits128(high: dice.next(), low: dice.next())),
            seats: (0...Int.random(in: 0..<12, using: &dice)).map { _ in
                text(Int.random(in: 1...16, using: &dice), &dice)
            },
            startsAt: WallTime(rawValue: Int64.random(in: 0...4_000_000_000_000, using: &dice)),
            epoch: UInt32.random(in: 1...9, using: &dice),
            issuedAt: WallTime(rawValue: Int64.random(in: 0...4_000_000_000_000, using: &dice))
        )
    }
}
