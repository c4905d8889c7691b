import Foundation
import Testing

@testable import SeatGrid

/// Tickets: what is issued verifies, and nothing else does.
@Suite struct TicketTests {
    private let key: TicketSigningKey
    private let verifier: TicketVerifier

    init() throws {
        key = try TicketSamples.key()
        verifier = TicketVerifier([key.publicKey])
    }

    private func refusal(_ text: String, by verifier: TicketVerifier? = nil) -> TicketRefusal? {
        refusal(Array(text.utf8), by: verifier)
    }

    private func refusal(
        _ bytes: [UInt8],
        by verifier: TicketVerifier? = nil
    ) -> TicketRefusal? {
        do throws(TicketRefusal) {
            _ = try (verifier ?? self.verifier).verify(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a ticket comes back from either form`() throws {
        for seed in 0..<200 {
            var dice = SplitMix(seed: UInt64(seed))
            let ticket = key.sign(TicketSamples.random(&dice))
            #expect(
                try verifier.verify(Array("  \(ticket.text)\r\n".utf8)) == ticket,
                "seed \(seed)"
            )
            #expect(try verifier.verify(ticket.json) == ticket, "seed \(seed)")
        }
    }

    @Test func `the bytes of version 1 do not change`() throws {
        let ticket = key.sign(TicketSamples.payload)
        #expect(ticket.text == Self.golden)
        #expect(key.publicKey.id.description == "56475aa7")
    }

    @Test func `a change of any one character is refused`() throws {
        let text = Array(key.sign(TicketSamples.payload).text)
        for place in text.indices {
            for other in "A7Z.a" where other != text[place] {
                var changed = text
                changed[place] = other
                #expect(refusal(String(changed)) != nil, "place \(place)")
            }
        }
    }

    @Test func `any bit of its bytes changed is refused, as forged if it still reads`() throws {
        let ticket = key.sign(TicketSamples.payload)
        let bytes = ticket.payload.bytes(key: ticket.key)
        var kinds: Set<String> = []
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let text = "SG1." + TicketText.base32(changed + ticket.signature)
            kinds.insert(try #require(refusal(text)).code)
        }
        #expect(kinds == ["malformed", "unknown_version", "unknown_key", "forged"])
    }

    @Test func `every cut is refused, and everything after the end`() throws {
        let text = key.sign(TicketSamples.payload).text
        for count in 0..<text.count { #expect(refusal(String(text.prefix(count))) != nil) }
        #expect(refusal(text + "A") != nil)
        #expect(refusal(text + text) != nil)
        #expect(refusal(String(text.prefix(60))) == .malformed(.truncated))
    }

    @Test func `what is no ticket is refused with its reason`() throws {
        #expect(refusal("") == .malformed(.notATicket))
        #expect(refusal("https://example.com/") == .malformed(.notATicket))
        #expect(refusal("SG2.AAAA") == .unknownVersion(2))
        #expect(refusal("SGX") == .malformed(.notATicket))
        #expect(refusal("SG1.aaaa") == .malformed(.notCanonical))
        #expect(refusal("SG1." + String(repeating: "A", count: 5_000)) == .malformed(.tooLong))
        #expect(refusal([UInt8](repeating: 0x7b, count: 100_000)) == .malformed(.tooLong))
        #expect(refusal([0xff, 0xfe]) == .malformed(.notATicket))
        #expect(refusal("{}") == .malformed(.notATicket))
        #expect(refusal("{\"format\":\"seatgrid-ticket/2\"}") == .unknownVersion(2))
    }

    @Test func `a ticket of a key that is not known is refused; several may be known`() throws {
        let other = try TicketSamples.key([UInt8](repeating: 7, count: 32))
        let ticket = other.sign(TicketSamples.payload)
        #expect(refusal(ticket.text) == .unknownKey(other.publicKey.id))
        let both = TicketVerifier([key.publicKey, other.publicKey])
        #expect(refusal(ticket.text, by: both) == nil)
        #expect(refusal(key.sign(TicketSamples.payload).text, by: both) == nil)
        #expect(refusal(ticket.text, by: TicketVerifier([])) != nil)
    }

    @Test func `a signature of another key under this key's id is forged`() throws {
        let other = try TicketSamples.key([UInt8](repeating: 7, count: 32))
        let theirs = other.sign(TicketSamples.payload)
        let bytes = TicketSamples.payload.bytes(key: key.publicKey.id)
        let text = "SG1." + TicketText.base32(bytes + theirs.signature)
        #expect(refusal(text) == .forged)
    }

    @Test func `each field of ticket json counts`() throws {
        let ticket = key.sign(TicketSamples.payload)
        let json = String(decoding: ticket.json, as: UTF8.self)
        for (old, new) in [
            ("\"show\":\"sh1\"", "\"show\":\"sh2\""), ("\"epoch\":1", "\"epoch\":2"),
            ("Balcony-C-12", "Balcony-C-11"), ("2026-12-01", "2026-12-02"),
            ("56475aa7", "56475aa8"),
            ("bk_0", "bk_1"), ("\"ticket\":\"SG1.A", "\"ticket\":\"SG1.B"),
        ] {
            let changed = json.replacing(old, with: new)
            #expect(changed != json, "\(old)")
            #expect(refusal(changed) == .forged, "\(old)")
        }
        #expect(refusal(json.replacing("\"epoch\":1,", with: "")) == .malformed(.notCanonical))
        #expect(refusal(String(json.dropLast()) + ",\"x\":1}") == .malformed(.notCanonical))
    }

    @Test func `ten thousand random changes verify nothing and stop nothing`() throws {
        var dice = SplitMix(seed: 4)
        let text = Array(key.sign(TicketSamples.payload).text.utf8)
        let json = key.sign(TicketSamples.payload).json
        for round in 0..<10_000 {
            var bytes = round % 2 == 0 ? text : json
            for _ in 0...Int.random(in: 0..<3, using: &dice) {
                let place = Int.random(in: 0..<bytes.count, using: &dice)
                switch Int.random(in: 0..<3, using: &dice) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 32...126, using: &dice), at: place)
                }
            }
            // A change may land in the white space that is passed over, or in JSON's own.
            if let read = try? verifier.verify(bytes) {
                #expect(read.payload == TicketSamples.payload, "round \(round)")
            }
        }
    }

    @Test func `public keys come back from PEM with comments between`() throws {
        let other = try TicketSamples.key([UInt8](repeating: 7, count: 32)).publicKey
        let text = "# one\n\(key.publicKey.pem)\n# two\r\n\(other.pem)"
        #expect(TicketPublicKey.keys(pem: text) == [key.publicKey, other])
        #expect(TicketPublicKey.keys(pem: "") == [])
        #expect(TicketPublicKey.keys(pem: "-----BEGIN PUBLIC KEY-----\nAAAA\n") == nil)
        let rsa = "-----BEGIN PUBLIC KEY-----\nMIGf\n-----END PUBLIC KEY-----\n"
        #expect(TicketPublicKey.keys(pem: rsa) == nil)
    }

    @Test func `seats of one row take few bytes`() throws {
        var payload = TicketSamples.payload
        payload.seats = (1...100).map { "Balcony-C-\($0)" }
        let code = try key.sign(payload).code()
        #expect(code.version <= QRVersion(20))
    }

    private static let golden =
        "SG1.AFLEOWVHAERUKZ4JVPG677W4XKMHMVBSCAA4BB5RR2RTJ6543HZJ4NADONUDCAYABRBGC3DDN5XHSLKDFUYT"
        + "ECYBGMAASTDPM5SS3Q47FUY2WK4BTBBJT6EPTFP66I6EM2SRFI6KS5HBBLTPLBAFBQCED6D7CBS3K7SGT5JRQR"
        + "EITYRRKEKIMLCFVWVSBV4NUXFRAF5TRP3NDJZ3BA"
}
