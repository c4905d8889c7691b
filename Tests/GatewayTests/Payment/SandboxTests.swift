import Foundation
import SeatGrid
import Synchronization
import Testing

@testable import Gateway

/// A clock that stands still unless it is moved, and ids that are counted.
final class StillClock: EngineClock {
    private let state = Mutex((time: Int64(1_700_000_000_000), ids: UInt64(0)))

    func monotonic() -> Int64 { wall().rawValue }
    func wall() -> WallTime { WallTime(rawValue: state.withLock { $0.time }) }
    func move(_ milliseconds: Int64) { state.withLock { $0.time += milliseconds } }
    func randomBits() -> Bits128 {
        state.withLock { state in
            state.ids += 1
            return Bits128(high: 0, low: state.ids)
        }
    }
}

/// Keeps lines in memory, and loses all that were not settled when asked for `kept`.
final class MemoryStore: SandboxStore {
    private let state = Mutex((kept: [[UInt8]](), waiting: [[UInt8]](), isBroken: false))

    var kept: [[UInt8]] { state.withLock { $0.kept } }
    func fail() { state.withLock { $0.isBroken = true } }
    func add(_ lines: [[UInt8]]) { state.withLock { $0.waiting += lines } }
    func settle() async -> Bool {
        state.withLock { state in
            if state.isBroken { return false }
            state.kept += state.waiting
            state.waiting = []
            return true
        }
    }
}

@Suite struct SandboxTests {
    let clock = StillClock()
    let store = MemoryStore()

    func sandbox(limits: SandboxLimits = SandboxLimits()) throws -> SandboxProvider {
        try #require(
            SandboxProvider(keeping: store.kept, in: store, clock: clock, limits: limits)
        )
    }

    func order(_ sandbox: SandboxProvider, amount: Int64 = 25_000) async throws -> String {
        try await sandbox.createOrder(
            ProviderOrderRequest(
                amount: amount,
                currency: "INR",
                receipt: "or_1",
                notes: ["show": "sh1"]
            )
        ).id
    }

    func statuses(_ sandbox: SandboxProvider, _ order: String) async throws
        -> [PaymentReport.Status]
    {
        try await sandbox.payments(ofOrder: order).map(\.status)
    }

    @Test func `pay now: authorised, captured, refunded in parts`() async throws {
        let sandbox = try sandbox()
        let order = try await order(sandbox)
        let paid = try #require(try await sandbox.pay(order, .now, after: nil).first)
        #expect(paid.status == .authorized)
        let captured = try await sandbox.capture(paid.payment, amount: 25_000, currency: "INR")
        #expect(captured.status == .captured)
        let again = try await sandbox.capture(paid.payment, amount: 25_000, currency: "INR")
        #expect(again == captured)
        #expect(try await sandbox.order(order).status == .paid)
        let ask = { (amount: Int64, intent: String) in
            ProviderRefundRequest(payment: paid.payment, amount: amount, intent: intent)
        }
        let first = try await sandbox.refund(ask(10_000, "rf_0000000001"))
        #expect(first.status == .pending)
        clock.move(2_000)
        let repeated = try await sandbox.refund(ask(10_000, "rf_0000000001"))
        #expect(repeated.refund == first.refund && repeated.status == .processed)
        #expect(
            try await sandbox.refund(first.refund, ofPayment: paid.payment).status == .processed
        )
        for wrong in [ask(9_000, "rf_0000000001"), ask(15_001, "rf_0000000002")] {
            let found = await RazorpayProviderTests.error { () async throws(PaymentError) in
                try await sandbox.refund(wrong)
            }
            #expect(found?.isUnknown == false)
        }
        #expect(try await sandbox.payment(paid.payment).amountRefunded == 10_000)
        _ = try await sandbox.refund(ask(15_000, "rf_0000000003"))
        #expect(try await sandbox.payment(paid.payment).status == .refunded)
        #expect(try await sandbox.refunds(ofPayment: paid.payment).count == 2)
    }

    @Test func `pay later, too late, never: the bank's time decides`() async throws {
        let sandbox = try sandbox()
        let (later, late, never) = (
            try await order(sandbox), try await order(sandbox), try await order(sandbox)
        )
        _ = try await sandbox.pay(later, .later, after: nil)
        _ = try await sandbox.pay(late, .late, after: nil)
        _ = try await sandbox.pay(never, .never, after: nil)
        #expect(try await statuses(sandbox, later) == [.created])
        clock.move(20_000)
        #expect(try await statuses(sandbox, later) == [.authorized])
        clock.move(600_000 - 20_000)
        #expect(try await statuses(sandbox, late) == [.failed])
        #expect(try await statuses(sandbox, never) == [.failed])
        clock.move(60_000)
        #expect(try await statuses(sandbox, late) == [.authorized])
        clock.move(1_800_000)
        #expect(try await statuses(sandbox, late) == [.refunded])
        #expect(try await statuses(sandbox, never) == [.failed])
        let payment = try await sandbox.payments(ofOrder: late)[0].payment
        let found = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.capture(payment, amount: 25_000, currency: "INR")
        }
        #expect(found?.isUnknown == false, "money that went back can't be captured")
    }

    @Test func `pay twice: one is captured, the other goes back`() async throws {
        let sandbox = try sandbox()
        let order = try await order(sandbox)
        let paid = try await sandbox.pay(order, .twice, after: nil)
        #expect(paid.map(\.status) == [.authorized, .authorized])
        _ = try await sandbox.capture(paid[1].payment, amount: 25_000, currency: "INR")
        let second = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.capture(paid[0].payment, amount: 25_000, currency: "INR")
        }
        #expect(second?.isUnknown == false)
        let third = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.pay(order, .now, after: nil)
        }
        #expect(third?.isUnknown == false, "a paid order takes no more payments")
        clock.move(1_800_000)
        #expect(try await statuses(sandbox, order) == [.refunded, .captured])
    }

    @Test func `the callback is signed as Razorpay signs it`() async throws {
        let sandbox = try sandbox()
        let order = try await order(sandbox)
        let paid = try #require(try await sandbox.pay(order, .now, after: nil).first)
        let answer = sandbox.answer(for: paid)
        #expect(sandbox.isGenuine(answer, forOrder: order))
        #expect(!sandbox.isGenuine(answer, forOrder: order + "0"))
        let forged = CheckoutSignature(payment: paid.payment + "0", signature: answer.signature)
        #expect(!sandbox.isGenuine(forged, forOrder: order))
        #expect(!sandbox.isGenuine(webhook: [], signature: ""))
    }

    @Test func `everything survives a crash, in as few lines as there are things`() async throws {
        let first = try sandbox()
        let order = try await order(first)
        let paid = try #require(try await first.pay(order, .now, after: nil).first)
        _ = try await first.pay(order, .declined, after: nil)
        _ = try await first.capture(paid.payment, amount: 25_000, currency: "INR")
        let refund = try await first.refund(
            ProviderRefundRequest(payment: paid.payment, amount: 100, intent: "rf_0000000001")
        )
        let answer = first.answer(for: paid)
        for lines in [store.kept, try #require(SandboxProvider.compacted(store.kept))] {
            let second = try #require(SandboxProvider(keeping: lines, clock: clock))
            #expect(try await second.order(order) == first.order(order))
            #expect(
                try await second.payments(ofOrder: order) == first.payments(ofOrder: order)
            )
            #expect(try await second.refunds(ofPayment: paid.payment) == [refund])
            #expect(second.isGenuine(answer, forOrder: order))
        }
        #expect(SandboxProvider.compacted(store.kept)?.count == 5)
        #expect(SandboxProvider.compacted([Array("{}".utf8)]) == nil)
    }

    @Test func `an answer that can't be kept is not given`() async throws {
        let sandbox = try sandbox()
        let order = try await order(sandbox)
        store.fail()
        let found = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.pay(order, .now, after: nil)
        }
        #expect(found?.isUnknown == true)
        let read = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.payments(ofOrder: order)
        }
        #expect(read?.isUnknown == true, "what a crash could undo is not told")
    }

    @Test func `the sandbox forgets unpaid orders at last, and money never`() async throws {
        var limits = SandboxLimits()
        limits.orders = 3
        let sandbox = try sandbox(limits: limits)
        let first = try await order(sandbox)
        for _ in 0..<2 { _ = try await order(sandbox) }
        let full = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.createOrder(
                ProviderOrderRequest(amount: 100, currency: "INR", receipt: "or_4")
            )
        }
        #expect(full?.isUnknown == false)
        clock.move(3_600_001)
        let fourth = try await order(sandbox)
        #expect(try await sandbox.order(fourth).id == fourth)
        let gone = await RazorpayProviderTests.error { () async throws(PaymentError) in
            try await sandbox.order(first)
        }
        #expect(gone == SandboxLedger.noSuchID)
    }
}
