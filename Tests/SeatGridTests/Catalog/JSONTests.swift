import Foundation
import Testing

@testable import SeatGrid

/// Cases in the manner of Seriot's JSONTestSuite; where RFC 8259 leaves a choice, ours is no.
@Suite struct JSONTests {
    static let accepted = [
        "[]", " [ ] ", "{}", "null", "true", "false", "0", "-0", "-0.0", "1e5", "1E+2", "0e1",
        "123.456e-2", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "\"\"",
        "\"\\u0041\\n\\\"\\\\\\/\\b\\f\\r\\t\"", "\"\\ud83d\\ude00\"", "\"é\u{1F600}\"",
        "[[[[[]]]]]",
        "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "[1,\t2\r\n, 3]", "\"\u{7f}\"", "\"\\u0000\"",
        "{\"\":0}", "[1.7976931348623157e308]", "[5e-324]", "[1e-400]",
    ]

    static let refused = [
        "", " ", "[", "]", "{", "}", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "{a:1}", "{'a':1}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
        "01",
        "-", "-01", "+1", ".5", "1.", "1.e1", "1e", "1e+", "0x1", "NaN", "Infinity", "-Infinity",
        "1e400", "nul", "True", "\"", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"",
        "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\ud800x\"", "\"a\nb\"", "\"\t\"", "[] []", "[]x",
        "\u{feff}[]", "// c\n[]", "[1]/* */", "\u{a0}[]", "[\u{c}]",
    ]

    @Test(arguments: accepted) func `well-formed text is read`(_ text: String) throws {
        _ = try JSONParser.parse(Array(text.utf8))
    }

    @Test(arguments: refused) func `anything else is refused`(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        let faulty: [[UInt8]] = [
            [0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
            [0x22, 0xe2, 0x82, 0x22], [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], [0xff],
        ]
        for bytes in faulty {
            #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
        }
    }

    @Test func `nesting beyond the bound is refused, not a crash`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8
            )
        }
        _ = try JSONParser.parse(nested(64))
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(65)) }
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(100_000)) }
    }

    @Test func `a fault names its byte`() {
        #expect(throws: JSONSyntaxError(offset: 4, reason: "unexpected character")) {
            try JSONParser.parse(Array("[1, x]".utf8))
        }
    }

    @Test func `values are what the text says`() throws {
        let text = #"{"a":[1,-2.5,"x\u00e9\ud83d\ude00",true,null],"b/c~d":{"e":9007199254740993}}"#
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(value[pointer: "/a/0"] == .integer(1))
        #expect(value[pointer: "/a/1"] == .number(-2.5))
        #expect(value[pointer: "/a/2"] == .string("xé😀"))
        #expect(value[pointer: "/a/4"] == .null)
        #expect(value[pointer: "/b~1c~0d/e"] == .integer(9_007_199_254_740_993))
        #expect(value[pointer: "/a/5"] == nil)
        #expect(value[pointer: ""] == value)
    }

    @Test(arguments: accepted + refused)
    func `nothing is read that Foundation refuses`(_ text: String) {
        // Foundation skips a byte-order mark and takes a name twice; we are the stricter.
        let ours = try? JSONParser.parse(Array(text.utf8))
        let theirs = try? JSONSerialization.jsonObject(
            with: Data(text.utf8),
            options: [.fragmentsAllowed]
        )
        if ours != nil { #expect(theirs != nil, "\(text)") }
    }

    @Test func `mangled text never traps, and what is read can be written and read again`() throws {
        let seed: UInt64 = 7
        var random = SplitMix(seed: seed)
        let original = Array(CatalogSamples.json.utf8)
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                if Bool.random(using: &random) {
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                } else {
                    bytes.remove(at: place)
                }
            }
            guard let value = try? JSONParser.parse(bytes) else { continue }
            var writer = JSONWriter()
            writer.value(value)
            #expect(try JSONParser.parse(writer.bytes) == value, "seed \(seed)")
        }
    }

    @Test func `the writer escapes what must be and nothing else`() throws {
        var json = JSONWriter()
        json.object { json in
            json.field("a\"\\", "é\u{1}\n\t\r\u{7f}/")
            json.array("list") { json in
                json.number(-3.5)
                json.number(4)
                json.number(.infinity)
                json.integer(Int64.min)
                json.object { _ in }
                json.array { _ in }
            }
            json.field("t", true)
        }
        let expected =
            #"{"a\"\\":"é\u0001\n\t\r\u007f/","#
            + #""list":[-3.5,4,null,-9223372036854775808,{},[]],"t":true}"#
        #expect(text(json.bytes) == expected)
    }
}
