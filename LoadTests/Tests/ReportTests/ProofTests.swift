import Checker
import Testing

@testable import Report

@Suite struct ProofTests {
    @Test func `each promise is kept, broken or said not to have been put to the test`() throws {
        func states(_ change: (inout LoadResult) -> Void) -> [String: Proof.State] {
            let run = Run("a", PageTests.result(change))
            return Dictionary(uniqueKeysWithValues: Proof.all(of: run).map { ($0.words, $0.state) })
        }
        let (owners, live) = (
            Proof.promises[0].words, "No live stream had a gap or told a wrong seat"
        )
        #expect(states { _ in }[owners] == .kept)
        #expect(states { $0.invariants?.broken = ["twoOwners": 2] }[owners] == .broken(2))
        #expect(states { _ in }[live] == .untried)
        #expect(
            states { $0.steps.append(.init(name: "live", count: 3, perSecond: 1)) }[live] == .kept
        )
        #expect(states { $0.deltas = .init(count: 9) }[live] == .kept)
        #expect(states { $0.invariants?.checked = false } == [:])
        #expect(states { $0.target.dialect = "peer" } == [:])
        let html = PageTests.page(PageTests.result { $0.invariants?.broken = ["twoOwners": 2] })
        #expect(html.contains("\(owners): broken 2 times"))
        #expect(html.contains("\(live): not put to the test"))
    }

    @Test func `every kind that the checker knows belongs to one promise`() {
        #expect(
            Proof.promises.flatMap(\.kinds).sorted()
                == Finding.Kind.allCases.map(\.rawValue).sorted()
        )
    }

    @Test func `no chart has more lines than can be told apart`() {
        let few = ["map", "hold", "book"]
        #expect(StepGroup.of(few).map(\.steps) == [few])
        let journey = [
            "cities", "movies", "programme", "show", "layout", "map", "live", "hold", "extend",
            "swap", "release", "book", "again",
        ]
        #expect(
            StepGroup.of(journey).map(\.steps) == [
                ["hold", "extend", "swap", "release", "book", "again"], ["map", "live"],
                ["cities", "movies", "programme", "show", "layout"],
            ]
        )
        let many = (0..<14).map { "s\($0)" }
        #expect(StepGroup.of(many).map(\.steps.count) == [6, 6, 2])
        #expect(StepGroup.of(many).flatMap(\.steps) == many)
    }
}
