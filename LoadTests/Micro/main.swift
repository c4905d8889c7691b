import Glibc

// What the parts of a request cost in process, one group a file.
// `swift run -c release MicroBench [GROUP...]`, pinned to a core by `taskset -c 0`;
// `MicroBench --scenario instructions` is for LoadTests/bench/instructions.sh.

let groups: [(name: String, measure: () -> Void)] = [
    ("turn", measureTurns), ("codec", measureCodec), ("append", measureAppends),
    ("search", measureSearches), ("state", measureStates),
]
let wanted = Array(CommandLine.arguments.dropFirst())

if wanted == ["--scenario", "instructions"] {
    instructionScenario()
} else if let unknown = wanted.first(where: { name in !groups.contains { $0.name == name } }) {
    print(
        "MicroBench: no group '\(unknown)'; there are \(groups.map(\.name).joined(separator: ", "))"
    )
    exit(64)
} else {
    for group in groups where wanted.isEmpty || wanted.contains(group.name) { group.measure() }
}
