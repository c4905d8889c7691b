import NIOCore
import Testing

@testable import Gateway

/// When what failed is tried again, and what is remembered of it.
@Suite struct AttemptsTests {
    @Test func `a look takes nothing, and tells just what would be taken`() {
        let attempts = Attempts()
        #expect(attempts.isDue("p1"))
        #expect(attempts.count == 0)
        #expect(attempts.begin("p1"))
        #expect(!attempts.isDue("p1"))
        attempts.end("p1", after: .hours(1))
        #expect(!attempts.isDue("p1"))
        attempts.end("p1", after: .zero)
        #expect(attempts.isDue("p1"))
    }

    @Test func `what a look leaves out keeps its pause, until nobody wants it for long`() {
        let attempts = Attempts()
        for key in ["soon", "later", "running"] { _ = attempts.begin(key) }
        attempts.end("soon", after: .zero)
        attempts.end("later", after: .hours(2))
        attempts.forgetOld()
        #expect(attempts.count == 3)
        attempts.forgetOld(at: .now() + CheckoutLimits.memory * 2)
        #expect(attempts.count == 2)
        #expect(attempts.failures(of: "later").count == 1)
    }
}
