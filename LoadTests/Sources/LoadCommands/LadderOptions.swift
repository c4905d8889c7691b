import ArgumentParser
import Report

/// The loads of a sweep.
struct LadderOptions: ParsableArguments {
    @Option(help: "People a second, rising, between commas; the open model.")
    var rates: String?

    @Option(help: "People at a time, rising, between commas; the closed model.")
    var users: String?

    @Option(help: "The lowest rate of --steps.")
    var from: Double?

    @Option(help: "The highest rate of --steps.")
    var to: Double?

    @Option(help: "Rates from --from to --to, each as many times the one before.")
    var steps: Int?

    @Flag(help: "Search for the highest load that meets all, between the loads given.")
    var findMax = false

    @Option(help: "The load that has to meet all; else exit code 3.")
    var atLeast: Double?

    /// What rises.
    var kind: Sweep.Kind { users == nil ? .rate : .users }

    /// The loads, rising. Throws for a list that isn't one, and unless there is exactly one.
    func levels() throws -> [Double] {
        let hasRange = from != nil || to != nil || steps != nil
        guard [rates != nil, users != nil, hasRange].count(where: { $0 }) == 1 else {
            throw ValidationError("give --rates 500,1000, or --users 8,16, or --from --to --steps")
        }
        guard hasRange else { return try Self.list(rates ?? users ?? "", kind) }
        guard let from, let to, from > 0, to > from, to.isFinite else {
            throw ValidationError("--from is greater than 0 and less than --to; both are needed")
        }
        guard case 2...50 = steps ?? 6 else { throw ValidationError("--steps is 2 to 50") }
        return Sweep.levels(.rate, from: from, to: to, steps: steps ?? 6)
    }

    private static func list(_ text: String, _ kind: Sweep.Kind) throws -> [Double] {
        let flag = kind == .rate ? "--rates" : "--users"
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }
        guard numbers.count == parts.count, numbers.count <= 50,
            numbers.allSatisfy({ $0.isFinite && $0 > 0 && $0 < 1e9 }),
            zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }),
            kind == .rate || numbers.allSatisfy({ $0 == $0.rounded() })
        else {
            throw ValidationError("\(flag) '\(text)': write rising numbers, at most 50: 500,1000")
        }
        return numbers
    }

    /// One of the loads.
    func load(_ level: Double) -> LoadLevel {
        kind == .rate ? LoadLevel(rate: level) : LoadLevel(users: Int(level))
    }

    /// Every flag that was given, as text.
    var given: [String: String] {
        var flags: [String: String] = [:]
        flags["rates"] = rates
        flags["users"] = users
        flags["from"] = from.map { "\($0)" }
        flags["to"] = to.map { "\($0)" }
        flags["steps"] = steps.map { "\($0)" }
        flags["at-least"] = atLeast.map { "\($0)" }
        if findMax { flags["find-max"] = "true" }
        return flags
    }
}
