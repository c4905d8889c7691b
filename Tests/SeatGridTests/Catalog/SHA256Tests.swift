import Testing

@testable import SeatGrid

@Suite struct SHA256Tests {
    /// FIPS 180-4's examples, and lengths about a block's end (from `sha256sum`).
    @Test(arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        ("a", 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        ("a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    ])
    func `digests are the known ones`(_ unit: String, _ count: Int, _ expected: String) {
        let digest = SHA256.digest(of: Array(String(repeating: unit, count: count).utf8))
        let hex = digest.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        #expect(hex.joined() == expected)
    }
}
