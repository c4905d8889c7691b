package import Logging
import NIOCore
package import SeatGrid

/// What all loops of a server share; immutable, or safe on any thread by itself.
final class GatewayShared: Sendable {
    let limits: GatewayLimits
    let clock: any EngineClock
    let keys: KeyRing
    let limiter: RateLimiter?
    let trustedProxies: TrustedProxies
    let live: (any LiveRoute)?
    let admission: Admission
    let logger: Logger
    /// Whether every answer gets a line in the log.
    let logsRequests: Bool
    private let cold: any ColdResponder

    init(configuration: GatewayConfiguration, live: (any LiveRoute)?, cold: any ColdResponder) {
        limits = configuration.limits
        clock = configuration.clock
        keys = configuration.keys
        limiter = configuration.writesPerSecond.map {
            RateLimiter(rate: $0, addresses: configuration.limits.limitedAddresses)
        }
        trustedProxies = configuration.trustedProxies
        admission = Admission(limits: configuration.limits)
        logger = configuration.logger
        logsRequests = configuration.logger.logLevel <= .debug
        self.live = live
        self.cold = cold
    }

    /// The router's answer.
    func answerCold(_ request: ColdRequest) async -> ColdAnswer { await cold.answer(request) }
}

/// How a server is set up.
package struct GatewayConfiguration: Sendable {
    package var limits = GatewayLimits()
    package var clock: any EngineClock
    package var keys = KeyRing()
    /// Writes a second from one address without a key; nil: not limited.
    package var writesPerSecond: Int? = 20
    package var trustedProxies = TrustedProxies()
    package var logger: Logger
    /// Whether the log takes new holds, for `/readyz`.
    package var logHasRoom: @Sendable () -> Bool = { true }
    /// What `/asyncapi.json` answers.
    package var asyncAPI = AsyncAPIDocument.json

    package init(clock: any EngineClock, logger: Logger) {
        self.clock = clock
        self.logger = logger
    }
}
