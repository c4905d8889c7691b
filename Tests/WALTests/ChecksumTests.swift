import CGridSystem
import SimulationKit
import Testing

@Suite struct ChecksumTests {
    @Test func `the checksum is the one of RFC 3720`() {
        let digits = Array("123456789".utf8)
        #expect(unsafe sg_crc32c(0, digits, 9) == 0xe306_9283)
        #expect(unsafe sg_crc32c_software(0, digits, 9) == 0xe306_9283)
        let zeros = [UInt8](repeating: 0, count: 32)
        #expect(unsafe sg_crc32c(0, zeros, 32) == 0x8a91_36aa)
    }

    @Test func `instruction and table agree on any bytes, cut anywhere`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0..<300, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let cut = Int.random(in: 0...count, using: &random)
            let whole = unsafe sg_crc32c_software(0, bytes, count)
            let parts = unsafe bytes.withUnsafeBytes { raw in
                guard let base = raw.baseAddress else {
                    return unsafe sg_crc32c(0, raw.baseAddress, 0)
                }
                return unsafe sg_crc32c(sg_crc32c(0, base, cut), base + cut, count - cut)
            }
            #expect(whole == parts)
        }
    }

    @Test func `a prefix of zeros is counted to the byte`() {
        for place in 0..<200 {
            var bytes = [UInt8](repeating: 0, count: 200)
            bytes[place] = 1
            #expect(unsafe sg_zero_prefix(bytes, 200) == place)
        }
    }
}
