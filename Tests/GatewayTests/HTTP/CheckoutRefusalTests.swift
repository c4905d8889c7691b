import SeatGrid
import Testing

@testable import Gateway

/// What the rules of checkout say no to, in the contract's words.
@Suite struct CheckoutRefusalTests {
    private let plan = SeatPlan(rows: [], categories: [], sections: [], focalX: 0, focalY: 0)

    @Test func `what there is not is a bad request that names its field`() {
        let cases: [(InvalidReason, String)] = [
            (.unknownPromotion, "/promo_code"), (.unknownTicketType, "/ticket_types"),
        ]
        for (reason, pointer) in cases {
            let problem = Problem(.invalid(reason), plan: plan)
            #expect(problem.code == .invalidRequest && problem.code.status == 400)
            #expect(problem.errors.map(\.pointer) == [pointer])
        }
    }

    @Test func `a promotion's conditions are rules, each with its own word and sentence`() {
        var sentences: Set<String> = []
        for rule in SaleRule.allCases {
            let problem = Problem(.ruleViolation(rule, suggestion: nil), plan: plan)
            #expect(problem.code == .ruleViolation && problem.code.status == 422)
            #expect(problem.rule == rule.rawValue)
            sentences.insert(problem.detail)
            #expect(OpenAPI.schemas.contains("\"\(rule.rawValue)\""), "openapi.json has the word")
        }
        #expect(sentences.count == SaleRule.allCases.count)
    }
}
