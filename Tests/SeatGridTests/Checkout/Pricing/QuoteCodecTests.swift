import Testing

@testable import SeatGrid

/// The bytes of quotes and terms.
@Suite struct QuoteCodecTests {
    private func encoded(_ quote: Quote) -> [UInt8] {
        var sink = ArraySink()
        sink.put(quote)
        return sink.bytes
    }

    private func encoded(_ terms: CheckoutTerms) -> [UInt8] {
        var sink = ArraySink()
        sink.put(terms)
        return sink.bytes
    }

    private func quote(of bytes: [UInt8]) throws -> Quote {
        try unsafe bytes.withUnsafeBytes { buffer in
            var reader = unsafe ByteReader(buffer)
            let quote = try unsafe reader.quote()
            try unsafe reader.end()
            return quote
        }
    }

    private func terms(of bytes: [UInt8]) throws -> CheckoutTerms {
        try unsafe bytes.withUnsafeBytes { buffer in
            var reader = unsafe ByteReader(buffer)
            let terms = try unsafe reader.checkoutTerms()
            try unsafe reader.end()
            return terms
        }
    }

    @Test(arguments: UInt64(1)...50) func `quotes and terms come back`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let (table, seats, use) = PricingSamples.random(&random)
        let bill = try table.quote(seats, promotion: use)
        #expect(try quote(of: encoded(bill)) == bill)
        let checkout = try #require(table.checkout)
        #expect(try terms(of: encoded(checkout)) == checkout)
        #expect(try terms(of: encoded(PricingSamples.full)) == PricingSamples.full)
        #expect(encoded(bill).count < 200 + 13 * bill.lines.count)
    }

    @Test func `a quote has one text of bytes, and no other is believed`() throws {
        let bill = try PricingSamples.table(PricingSamples.full).quote(
            PricingSamples.seats(0, 0),
            promotion: PricingSamples.use(1)
        )
        let bytes = encoded(bill)
        #expect(try Golden.bytes("quote-1.bin", now: bytes) == bytes)
        for length in bytes.indices {
            #expect(throws: CodecError.self) { try quote(of: Array(bytes[..<length])) }
        }
        var random = SplitMix(seed: 5)
        for _ in 0..<20_000 {
            var wrong = bytes
            let place = Int.random(in: wrong.indices, using: &random)
            wrong[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            if let found = try? quote(of: wrong) { #expect(encoded(found) == wrong) }
        }
    }

    @Test func `lines of seats that are gone come back as such`() throws {
        var bill = try PricingSamples.table(PricingSamples.full).quote(PricingSamples.seats(0, 0))
        bill.moveSeats { $0 == SeatIndex(0) ? nil : $0 }
        #expect(Set(bill.lines.map(\.isOfGoneSeat)) == [true, false])
        #expect(bill.seats.count == 1)
        #expect(try quote(of: encoded(bill)) == bill)
        bill.moveSeats { $0 }
        #expect(Set(bill.lines.map(\.isOfGoneSeat)) == [true, false])
    }

    @Test func `terms that are not sound are not believed`() throws {
        let bytes = encoded(PricingSamples.full)
        for length in bytes.indices {
            #expect(throws: CodecError.self) { try terms(of: Array(bytes[..<length])) }
        }
        var random = SplitMix(seed: 6)
        for _ in 0..<20_000 {
            var wrong = bytes
            let place = Int.random(in: wrong.indices, using: &random)
            wrong[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            guard let found = try? terms(of: wrong) else { continue }
            #expect(found.isSound && encoded(found) == wrong)
        }
        let twice = PricingSamples.terms(ticketTypes: [PricingSamples.adult, PricingSamples.adult])
        let stray = PricingSamples.terms(taxes: [PricingSamples.gst])
        let late = PricingSamples.terms(
            refunds: RefundPolicy(tiers: PricingSamples.policy.tiers.reversed(), refundsFees: true)
        )
        for unsound in [twice, stray, late] {
            #expect(!unsound.isSound)
            #expect(throws: CodecError.malformed("checkout")) { try terms(of: encoded(unsound)) }
        }
    }
}
