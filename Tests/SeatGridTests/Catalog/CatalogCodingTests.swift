import Foundation
import Testing

@testable import SeatGrid

@Suite struct CatalogCodingTests {
    private func change() throws -> CatalogChange {
        try CatalogImport.parse(Array(CatalogSamples.json.utf8), against: Catalog())
    }

    @Test func `a change comes back from its bytes`() throws {
        let bytes = try change().encoded()
        let back = try CatalogChange.decode(bytes)
        #expect(back.encoded() == bytes)
        #expect(back.cities == (try change().cities))
        #expect(back.shows == (try change().shows))
        #expect(back.layouts[0].layout.content == (try change().layouts[0].layout.content))
    }

    @Test func `a catalogue comes back from its bytes with its revisions`() throws {
        let catalog = try CatalogSamples.catalog().with(CatalogSamples.edited("25000", "26000"))
        let back = try Catalog.decode(catalog.encoded())
        #expect(back.revision == 2)
        #expect(back.shows["sh1"]?.revision == 2)
        #expect(back.terms(of: ShowID("sh1")) == catalog.terms(of: ShowID("sh1")))
        #expect(back.encoded() == catalog.encoded())
    }

    @Test func `version 1 of both is read for ever`() throws {
        let change = try Golden.bytes("catalog-change-1.bin", now: change().encoded())
        #expect(try CatalogChange.decode(change).encoded() == change)
        #expect(try self.change().encoded() == change)
        let snapshot = try Golden.bytes(
            "catalog-snapshot-1.bin",
            now: CatalogSamples.catalog().encoded()
        )
        #expect(try Catalog.decode(snapshot).encoded() == snapshot)
        #expect(try CatalogSamples.catalog().encoded() == snapshot)
        #expect(
            try Catalog.decode(snapshot).layouts["hall-a"]?.id
                == "ly_0EK66ENREG926DZMNE7XTTZG4A"
        )
    }

    @Test func `version 2 of both has checkout terms`() throws {
        let change = try CatalogImport.parse(Array(CheckoutSamples.json.utf8), against: Catalog())
        let bytes = try Golden.bytes("catalog-change-2.bin", now: change.encoded())
        #expect(bytes[0] == 2)
        #expect(try CatalogChange.decode(bytes).shows == change.shows)
        #expect(change.encoded() == bytes)
        let catalog = try Catalog().applying(change).catalog
        let snapshot = try Golden.bytes("catalog-snapshot-2.bin", now: catalog.encoded())
        let back = try Catalog.decode(snapshot)
        #expect(catalog.encoded() == snapshot && back.encoded() == snapshot)
        for id in ["sh1", "sh2", "sh3"] {
            #expect(back.terms(of: ShowID(id)) == catalog.terms(of: ShowID(id)))
        }
        let known = ["sh1", "sh2"].map { back.shows[$0]?.checkout }
        #expect(known[0] != nil && known[0] === known[1], "alike, and so one object")
        #expect(back.shows["sh3"]?.checkout == nil)
    }

    @Test func `bytes cut short anywhere are refused`() throws {
        let bytes = try Catalog().with(CheckoutSamples.json).encoded()
        for length in 0..<bytes.count {
            #expect(throws: CatalogDecodingError.self) {
                try Catalog.decode(Array(bytes[..<length]))
            }
        }
    }

    @Test func `bytes with any one wrong are refused or are some catalogue, never a trap`() throws {
        let bytes = try Catalog().with(CheckoutSamples.json).encoded()
        for index in bytes.indices {
            for flip in [1, 0x40, 0x80, 0xff] as [UInt8] {
                var wrong = bytes
                wrong[index] ^= flip
                guard let catalog = try? Catalog.decode(wrong) else { continue }
                for show in catalog.shows.values {
                    _ = show.terms
                    _ = show.layout.plan
                }
            }
        }
    }

    @Test func `rubbish is refused`() {
        let seed: UInt64 = 3
        var random = SplitMix(seed: seed)
        for _ in 0..<3_000 {
            var bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if !bytes.isEmpty { bytes[0] = UInt8.random(in: 1...2, using: &random) }
            _ = try? CatalogChange.decode(bytes)
            _ = try? Catalog.decode(bytes)
        }
    }
}

/// Bytes of former versions, kept beside the tests.
enum Golden {
    /// The file's bytes. With `SEATGRID_RECORD_GOLDEN` in the environment a missing file is made.
    static func bytes(_ name: String, now: [UInt8]) throws -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden").appending(path: name)
        let mayRecord = ProcessInfo.processInfo.environment["SEATGRID_RECORD_GOLDEN"] != nil
        if mayRecord && !FileManager.default.fileExists(atPath: file.path) {
            try Data(now).write(to: file)
        }
        return Array(try Data(contentsOf: file))
    }
}
