import ArgumentParser
import Testing

@testable import SeatGridCLI

@Suite struct LoadCommandTests {
    @Test func `the binary has the load harness under one word`() throws {
        let listed = SeatGridCommand.helpMessage(columns: 200)
        #expect(listed.contains("\n  load "))
        let taught = SeatGridCommand.helpMessage(for: Load.self, columns: 200)
        for word in ["run", "sweep", "replay", "report", "compare"] {
            #expect(taught.contains("\n  \(word) "), "\(word)")
        }
        #expect(throws: Never.self) {
            _ = try SeatGridCommand.parseAsRoot(["load", "run", "flash", "--rate", "200"])
        }
    }
}
