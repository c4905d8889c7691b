import Glibc

// What the parts of a request cost in process, one group a file.
// `swift run -c release MicroBench [GROUP...]`, pinned to a core by `taskset -c 0`;
// `MicroBench --scenario sales|searches|codec|narrow` is for LoadTests/bench/instructions.sh.

let groups: [(name: String, measure: () -> Void)] = [
    ("turn", measureTurns), ("codec", measureCodec), ("append", measureAppends),
    ("search", measureSearches), ("state", measureStates), ("gateway", measureGateway),
    ("checkout", measureCheckouts), ("people", measurePeople),
]
let wanted = Array(CommandLine.arguments.dropFirst())

if wanted.first == "--scenario" {
    guard wanted.count == 2, let part = InstructionScenario.Part(rawValue: wanted[1]) else {
        print("MicroBench: --scenario takes one of sales, searches, codec, narrow")
        exit(64)
    }
    var scenario = InstructionScenario(part)
    scenario.run()
    print("work: \(scenario.work)")
} else if let unknown = wanted.first(where: { name in !groups.contains { $0.name == name } }) {
    print(
        "MicroBench: no group '\(unknown)'; there are \(groups.map(\.name).joined(separator: ", "))"
    )
    exit(64)
} else {
    for group in groups where wanted.isEmpty || wanted.contains(group.name) { group.measure() }
}
