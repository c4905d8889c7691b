import Foundation
import Testing

@Suite struct ImportTests {
    /// What a module may import; no entry means anything that `forbidden` does not name.
    static let allowed: [String: Set<String>] = [
        "WAL": ["CGridSystem", "Synchronization", "Glibc"],
        "SeatGrid": ["WAL", "Synchronization", "FoundationEssentials", "Crypto"],
    ]
    static let forbidden: [String: Set<String>] = [
        "Gateway": ["WAL", "LoadCommands", "LoadKit", "Checker", "Report"],
        // `seatgrid load` is the commands as they are, and no part of them.
        "SeatGridCLI": ["LoadKit", "Checker", "Report"],
        "LoadTests": ["SeatGrid", "WAL", "Gateway", "SeatGridCLI", "CGridSystem"],
    ]

    static func imports(in source: SwiftSource) -> [(line: Int, module: String)] {
        source.code.enumerated().compactMap { index, line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count else {
                return nil
            }
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "actor"]
            let named = kinds.contains(words[at + 1]) && at + 2 < words.count ? at + 2 : at + 1
            return (index + 1, String(words[named].prefix { $0 != "." }))
        }
    }

    /// Why an import is not allowed there, or nil.
    static func complaint(_ module: String, in source: SwiftSource) -> String? {
        if let allowed = allowed[source.module], !allowed.contains(module) {
            return "\(source.module) may not import \(module)"
        }
        let isMeasuringInProcess = source.path.hasPrefix("LoadTests/Micro/")
        if forbidden[source.module]?.contains(module) == true, !isMeasuringInProcess {
            return "\(source.module) may not import \(module)"
        }
        if source.module == "SeatGrid", module == "FoundationEssentials",
            !source.path.hasPrefix("Sources/SeatGrid/Catalog/")
        {
            return "Foundation stays in the catalogue"
        }
        return nil
    }

    @Test func `every module imports only what lies below it`() {
        for source in Tree.swift {
            for found in Self.imports(in: source) {
                if let complaint = Self.complaint(found.module, in: source) {
                    expectNone("\(source.path):\(found.line): \(complaint)")
                }
            }
        }
    }

    @Test func `the load harness and the server meet in the binary alone`() {
        func complaint(_ path: String, _ module: String) -> String? {
            Self.complaint(module, in: SwiftSource(path: path, text: ""))
        }
        #expect(complaint("Sources/SeatGridCLI/X.swift", "LoadCommands") == nil)
        for module in ["WAL", "SeatGrid", "Gateway"] {
            #expect(complaint("Sources/\(module)/X.swift", "LoadCommands") != nil)
            #expect(complaint("LoadTests/Sources/LoadKit/X.swift", module) != nil)
        }
        #expect(complaint("Sources/SeatGridCLI/X.swift", "LoadKit") != nil)
    }

    @Test func `imports of every form are seen`() {
        let text = "import A\npackage import B\n@testable import C\nimport struct D.E\nx = 1\n"
        let source = SwiftSource(path: "Sources/WAL/X.swift", text: text)
        #expect(Self.imports(in: source).map(\.module) == ["A", "B", "C", "D"])
        #expect(Self.complaint("A", in: source) != nil)
        #expect(Self.complaint("Glibc", in: source) == nil)
    }
}
