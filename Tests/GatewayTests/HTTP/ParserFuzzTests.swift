import Foundation
import SeatGrid
import Testing

@testable import Gateway

/// The hand-written parser against Foundation's, on bodies that were broken at random.
struct ParserFuzzTests {
    static let seeds = [
        #"{"seats":["A-1","A-2"],"ttl_ms":600000,"holder":"h\u00e9\n","replaces":null}"#,
        #"{"best_available":{"count":3,"category":"gold","accessible":0,"together":false}}"#,
        #"{"reference":"r","customer":{"a":[1,-2.5e+3,true,null,"\ud83d\ude00"],"b":{"c":""}}}"#,
    ]

    private func ours(_ bytes: [UInt8]) -> Problem? {
        var scanner = JSONScanner(maximumDepth: 64)
        do {
            try scanner.skip(bytes.span)
            try scanner.end(bytes.span)
            return nil
        } catch { return error }
    }

    private func foundation(_ bytes: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])) != nil
    }

    private func mutate(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let alphabet = Array("{}[]\",:\\u0123456789-+.eEtrufalsn \n\tAz/\u{e9}".utf8)
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = alphabet.randomElement(using: &generator) ?? 0
            case 2: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
            default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            if bytes.isEmpty { return [0x30] }
        }
        return bytes
    }

    @Test func `what this parser takes, Foundation takes, and the other way round`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        // Foundation takes names twice, broken surrogates and a comma at an end; this parser must
        // not.
        let stricter = ["twice", "\\u", "UTF-8"]
        for round in 0..<6_000 {
            let base = Self.seeds[round % Self.seeds.count]
            let bytes = mutate(Array(base.utf8), &generator)
            let problem = ours(bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            if let problem {
                let dense = text.filter { !$0.isWhitespace }
                let excused =
                    stricter.contains { problem.detail.contains($0) }
                    || dense.contains(",}") || dense.contains(",]")
                #expect(
                    excused || !foundation(bytes) || bytes.contains(0),
                    "seed \(seed) round \(round): \(text): \(problem.detail)"
                )
            } else {
                // Foundation also refuses numbers beyond a Double's range.
                let isHuge = text.contains(/[eE][+-]?[0-9]{3,}/)
                #expect(isHuge || foundation(bytes), "seed \(seed) round \(round): \(text)")
            }
        }
    }

    @Test func `no bytes make the body parsers trap`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let plan = smallPlan()
        let limits = GatewayLimits()
        for round in 0..<6_000 {
            let bytes = mutate(Array(Self.seeds[round % 3].utf8), &generator)
            _ = try? HoldBody.parse(bytes.span, plan: plan, limits: limits)
            _ = try? BookBody.parse(bytes.span, limits: limits)
            _ = try? SwapBody.parse(bytes.span, plan: plan, limits: limits)
            _ = try? ExtendBody.parse(bytes.span, limits: limits)
        }
    }

    private struct Decoded: Decodable {
        var seats: [String]
        var ttl_ms: Int64?
        var holder: String?
    }

    @Test func `values are those that JSONDecoder reads`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let plan = smallPlan()
        for round in 0..<500 {
            var seats = Array(0..<plan.seatCount).shuffled(using: &generator)
            seats = Array(seats.prefix(Int.random(in: 1...8, using: &generator)))
            let ttl = Int64.random(in: 1_000...9_000_000, using: &generator)
            let holder = ["a", "é\n\"", "日本\u{1F600}", "\\/"].randomElement(using: &generator)!
            let object: [String: Any] = [
                "seats": seats.map { plan.label(of: SeatIndex($0)) }, "ttl_ms": ttl,
                "holder": holder,
            ]
            let data = try JSONSerialization.data(withJSONObject: object)
            let decoded = try JSONDecoder().decode(Decoded.self, from: data)
            let body = try HoldBody.parse(Array(data).span, plan: plan, limits: GatewayLimits())
            #expect(body.holder == decoded.holder, "seed \(seed) round \(round)")
            #expect(body.ttl == decoded.ttl_ms)
            let indices = decoded.seats.compactMap { plan.index(ofLabel: $0) }
            #expect(body.selection == .seats(SeatList(indices)))
        }
    }
}
