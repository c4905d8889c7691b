import Foundation
import Gateway
import Logging
import NIOCore
import SeatGrid

/// A node's checkout: the payment provider that was chosen, and the watchdog over it.
struct NodeCheckout: Sendable {
    let service: CheckoutService
    let sandbox: SandboxProvider?
    private let razorpay: RazorpayProvider?

    /// nil if there is to be none.
    ///
    /// - Throws: an exit code, with what is missing or wrong.
    static func open(
        _ settings: NodeSettings,
        _ engine: Engine,
        _ group: any EventLoopGroup,
        _ workers: any BlockingWorkers,
        _ logger: Logger
    ) throws -> NodeCheckout? {
        let choice = settings.payment.choice
        logger.notice("payments", metadata: ["provider": "\(choice.rawValue)"])
        switch choice {
        case .off: return nil
        case .sandbox:
            let sandbox = try openSandbox(settings, workers)
            return NodeCheckout(settings, engine, sandbox: sandbox, razorpay: nil, sandbox, logger)
        case .razorpay:
            let provider = try openRazorpay(settings, group)
            return NodeCheckout(
                settings,
                engine,
                sandbox: nil,
                razorpay: provider,
                provider,
                logger
            )
        }
    }

    private init(
        _ settings: NodeSettings,
        _ engine: Engine,
        sandbox: SandboxProvider?,
        razorpay: RazorpayProvider?,
        _ provider: any PaymentProvider,
        _ logger: Logger
    ) {
        self.sandbox = sandbox
        self.razorpay = razorpay
        service = CheckoutService(
            engine: engine,
            provider: provider,
            policy: settings.payment.late,
            pollEvery: .seconds(Int64(settings.payment.pollSeconds)),
            logger: logger
        )
    }

    private static func openSandbox(
        _ settings: NodeSettings,
        _ workers: any BlockingWorkers
    ) throws -> SandboxProvider {
        let path = settings.data + "/sandbox.jsonl"
        let (file, lines) = try SandboxFile.open(path, workers: workers)
        var limits = SandboxLimits()
        limits.captureWithin = Int64(settings.payment.captureMinutes) * 60_000
        guard
            let sandbox = SandboxProvider(
                keeping: lines,
                in: file,
                clock: SystemClock(),
                limits: limits
            )
        else {
            throw Failure.exit(.corrupt, "\(path) has a line that can't be read")
        }
        return sandbox
    }

    private static func openRazorpay(
        _ settings: NodeSettings,
        _ group: any EventLoopGroup
    ) throws -> RazorpayProvider {
        var limits = PaymentLimits()
        limits.captureMinutes = settings.payment.captureMinutes
        do throws(SecretFile.Failure) {
            let environment = ProcessInfo.processInfo.environment
            guard let account = try RazorpaySettings.read(environment) else {
                throw SecretFile.Failure("RAZORPAY_KEY_ID is missing; see docs/PAYMENT.md")
            }
            return RazorpayProvider(account, group: group, limits: limits)
        } catch {
            throw Failure.exit(.configuration, error.description)
        }
    }

    /// After the last request.
    func close() async { await razorpay?.shutDown() }
}
