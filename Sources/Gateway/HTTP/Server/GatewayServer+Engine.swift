package import NIOCore
package import SeatGrid

extension GatewayServer {
    /// A server over `engine`, not listening yet: call `listen` once or, with an admin port, twice.
    ///
    /// The group's `i`-th loop must be that of `engine.loops[i]`'s scheduler.
    package static func make(
        engine: Engine,
        group: any EventLoopGroup,
        configuration: GatewayConfiguration,
        live: (any LiveRoute)?,
        checkout: CheckoutService? = nil,
        sandbox: SandboxProvider? = nil,
        tickets: TicketOffice? = nil,
        notices: SpoolFeed? = nil
    ) -> GatewayServer {
        let registry = LoopRegistry()
        let limiter = configuration.limiter()
        let services = ColdServices(
            engine: engine,
            clock: configuration.clock,
            limits: configuration.limits,
            logger: configuration.logger,
            loops: registry,
            logHasRoom: configuration.logHasRoom,
            asyncAPI: configuration.asyncAPI,
            limiter: limiter,
            phoneCountry: configuration.phoneCountry,
            checkout: checkout,
            sandbox: sandbox,
            tickets: tickets,
            notices: notices
        )
        let shared = GatewayShared(
            configuration: configuration,
            limiter: limiter,
            live: live,
            people: engine.people,
            cold: ColdRouter(services)
        )
        let server = GatewayServer(group: group, ports: engine.loops, shared: shared)
        registry.set(server.loops)
        return server
    }
}
