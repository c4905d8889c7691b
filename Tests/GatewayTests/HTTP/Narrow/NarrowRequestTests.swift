import NIOCore
import NIOEmbedded
import NIOHTTP1
import SeatGrid
import Testing

@testable import Gateway

/// The narrow parser against NIO's codec: what it takes, the codec must read alike.
struct NarrowRequestTests {
    private static let limits = NarrowRequest.Limits(GatewayLimits())

    @Test(arguments: NarrowCorpus.plain)
    func `plain requests are taken, with whatever comes after them`(text: String) {
        let size = text.utf8.count
        let bytes = Array((text + "GET /nex").utf8)
        let request = NarrowRequest(bytes.span, limits: Self.limits)
        #expect(request?.end == size)
        #expect(disagreement(bytes) == nil)
    }

    @Test(arguments: NarrowCorpus.others)
    func `whatever is not plain is left to the codec`(text: String) {
        #expect(!isTaken(Array(text.utf8)))
    }

    @Test(arguments: NarrowCorpus.plain)
    func `a request that is not all there is not taken`(text: String) {
        let bytes = Array(text.utf8)
        for count in 0..<bytes.count {
            #expect(!isTaken(Array(bytes.prefix(count))))
        }
    }

    @Test func `longer ones than the limits say are left to the codec`() {
        let bytes = Array(NarrowCorpus.plain[0].utf8)
        var small = GatewayLimits()
        small.bodyBytes = 10
        #expect(!isTaken(bytes, small))
        small = GatewayLimits()
        small.headerCount = 2
        #expect(!isTaken(bytes, small))
        small = GatewayLimits()
        small.headBytes = 64
        #expect(!isTaken(bytes, small))
    }

    @Test func `what it takes of broken requests, the codec reads alike`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let corpus = NarrowCorpus.plain + NarrowCorpus.plain + NarrowCorpus.others
        var taken = 0
        for round in 0..<20_000 {
            var bytes = Array(corpus[round % corpus.count].utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&bytes, &generator) }
            if isTaken(bytes) { taken += 1 }
            if let difference = disagreement(bytes) {
                let text = String(decoding: bytes, as: UTF8.self)
                Issue.record("seed \(seed): \(difference) of \(text.debugDescription)")
                return
            }
        }
        // If nothing were taken, nothing would be tested.
        #expect(taken > 500)
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0 where place < bytes.count: bytes.remove(at: place)
        case 1 where place < bytes.count:
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 2 where place < bytes.count: bytes[place] ^= 0x20
        case 3: bytes.removeLast(bytes.count - place)
        case 4:
            let other = NarrowCorpus.plain.randomElement(using: &generator) ?? ""
            bytes.insert(
                contentsOf: other.utf8.suffix(Int.random(in: 0...40, using: &generator)),
                at: place
            )
        default:
            let piece = NarrowCorpus.pieces.randomElement(using: &generator) ?? ""
            bytes.insert(contentsOf: piece.utf8, at: place)
        }
    }

    private func isTaken(_ bytes: [UInt8], _ limits: GatewayLimits = GatewayLimits()) -> Bool {
        NarrowRequest(bytes.span, limits: NarrowRequest.Limits(limits)) != nil
    }

    private func disagreement(_ bytes: [UInt8]) -> String? {
        NarrowDifference.find(bytes, limits: Self.limits)
    }
}
