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
        switch settings.payment {
        case .off: return nil
        case .sandbox:
            let sandbox = try openSandbox(settings, workers)
            return NodeCheckout(settings, engine, sandbox: sandbox, razorpay: nil, sandbox, logger)
        case .razorpay:
            let provider = try openRazorpay(group)
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
            pollEvery: .seconds(Int64(settings.paymentPollSeconds)),
            logger: logger
        )
    }

    private static func openSandbox(
        _ settings: NodeSettings,
        _ workers: any BlockingWorkers
    ) throws -> SandboxProvider {
        let path = settings.data + "/sandbox.jsonl"
        let (file, lines) = try SandboxFile.open(path, workers: workers)
        guard let sandbox = SandboxProvider(keeping: lines, in: file, clock: SystemClock()) else {
            throw Failure.exit(.corrupt, "\(path) has a line that can't be read")
        }
        return sandbox
    }

    private static func openRazorpay(_ group: any EventLoopGroup) throws -> RazorpayProvider {
        do throws(SecretFile.Failure) {
            let environment = ProcessInfo.processInfo.environment
            guard let settings = try RazorpaySettings.read(environment) else {
                throw SecretFile.Failure("RAZORPAY_KEY_ID is missing; see docs/PAYMENT.md")
            }
            return RazorpayProvider(settings, group: group)
        } catch {
            throw Failure.exit(.configuration, error.description)
        }
    }

    /// After the last request.
    func close() async { await razorpay?.shutDown() }
}
