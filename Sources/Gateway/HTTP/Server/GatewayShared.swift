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
    /// What seals people's data before it comes near the log; without it none is taken.
    let people: KeyVault?
    let admission: Admission
    let logger: Logger
    /// Whether every answer gets a line in the log.
    let logsRequests: Bool
    private let cold: any ColdResponder

    init(
        configuration: GatewayConfiguration,
        limiter: RateLimiter?,
        live: (any LiveRoute)?,
        people: KeyVault? = nil,
        cold: any ColdResponder
    ) {
        limits = configuration.limits
        clock = configuration.clock
        keys = configuration.keys
        self.limiter = limiter
        trustedProxies = configuration.trustedProxies
        admission = Admission(limits: configuration.limits)
        logger = configuration.logger
        logsRequests = configuration.logger.logLevel <= .debug
        self.live = live
        self.people = people
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
    /// The country of buyers' phone numbers that name none, as `+91`; nil: such are refused.
    package var phoneCountry: String?
    /// What `/asyncapi.json` answers.
    package var asyncAPI = AsyncAPIDocument.json

    package init(clock: any EngineClock, logger: Logger) {
        self.clock = clock
        self.logger = logger
    }

    /// What counts the writes of callers without a key; nil: they are not limited.
    func limiter() -> RateLimiter? {
        writesPerSecond.map { RateLimiter(rate: $0, addresses: limits.limitedAddresses) }
    }
}
