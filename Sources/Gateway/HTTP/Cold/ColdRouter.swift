import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import SeatGrid

/// Hummingbird's router with all routes that are not hot.
struct ColdRouter: ColdResponder {
    private let responder: RouterResponder<ColdContext>
    private let table: RouteTable
    private let logger: Logger
    private let web: WebRoutes

    init(_ services: ColdServices) {
        let routes = RouteCollector(router: Router(context: ColdContext.self))
        BrowseRoutes(services: services).add(to: routes)
        if let tickets = services.tickets {
            TicketRoutes(services: services, tickets: tickets).add(to: routes)
            DoorRoutes(services: services, tickets: tickets).add(to: routes)
        }
        BookingRoutes(services: services).add(to: routes)
        EraseRoutes(services: services).add(to: routes)
        if let notices = services.notices {
            NoticeRoutes(notices: notices).add(to: routes)
        }
        MyBookingRoutes(services: services).add(to: routes)
        CatalogRoutes(services: services).add(to: routes)
        OperateRoutes(services: services).add(to: routes)
        HistoryRoutes(services: services).add(to: routes)
        if let checkout = services.checkout {
            CheckoutRoutes(services: services, checkout: checkout).add(to: routes)
            if let sandbox = services.sandbox {
                let pages = SandboxRoutes(sandbox: sandbox) { await checkout.tell($0) }
                pages.add(to: routes)
            }
        }
        CancelRoutes(services: services).add(to: routes)
        HealthRoutes(services: services).add(to: routes)
        PageRoutes(asyncAPI: services.asyncAPI).add(to: routes)
        web = WebRoutes(
            app: .embedded,
            contentSecurityPolicy: WebSecurity.contentSecurityPolicy(
                takesRazorpay: services.checkout?.provider.kind == .razorpay
            )
        )
        web.add(to: routes)
        table = routes.table
        logger = services.logger
        responder = routes.router.buildResponder()
    }

    func answer(_ request: ColdRequest) async -> ColdAnswer {
        let path = String(request.uri.prefix { $0 != "?" })
        guard path.hasPrefix("/"), request.surface.serves(path: path) else {
            return ColdAnswer(problem: Problem(.notFound, "There is nothing at this address."))
        }
        let allowed = table.methods(of: path)
        let method = request.method == .HEAD ? HTTPMethod.GET : request.method
        guard allowed.contains(method.rawValue) else {
            if allowed.isEmpty, WebRoutes.isLost(request, path: path) {
                return web.answerPage(to: request, status: 404)
            }
            return Self.refusal(request, allowed)
        }
        do {
            if request.body.readableBytes > 0 || method == .PUT {
                try HotLane.checkJSON(
                    request.fields,
                    isEmpty: request.body.readableBytes == 0
                )
            }
            return try await route(request, method, path)
        } catch let problem as Problem {
            return ColdAnswer(problem: problem)
        } catch {
            logger.error(
                "request failed",
                metadata: ["id": "\(request.requestID)", "error": "\(type(of: error))"]
            )
            return ColdAnswer(
                problem: Problem(.internalError, "Repeat later, or report the request id.")
            )
        }
    }

    private func route(
        _ request: ColdRequest,
        _ method: HTTPMethod,
        _ path: String
    ) async throws -> ColdAnswer {
        let head = HTTPRequest(
            method: HTTPRequest.Method(method.rawValue) ?? .get,
            scheme: nil,
            authority: nil,
            path: path
        )
        let context = ColdContext(source: ColdSource(request: request, logger: logger))
        let response = try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: request.body)),
            context: context
        )
        // Every problem of ours is thrown: this is Hummingbird's own.
        if response.status.code >= 400,
            response.headers[.contentType] == nil
                || response.status.code == 404
        {
            throw Problem(.notFound, "There is nothing at this address.")
        }
        return try await ColdAnswer(collecting: response)
    }

    private static func refusal(_ request: ColdRequest, _ allowed: [String]) -> ColdAnswer {
        if allowed.isEmpty {
            return ColdAnswer(problem: Problem(.notFound, "There is nothing at this address."))
        }
        let problem = Problem(
            .methodNotAllowed,
            "\(request.method.rawValue) is not for this address; Allow names what is."
        )
        return ColdAnswer(problem: problem.with("Allow", allowed.joined(separator: ", ")))
    }
}

/// What the routes work with.
struct ColdServices: Sendable {
    let engine: Engine
    let clock: any EngineClock
    let limits: GatewayLimits
    let logger: Logger
    let loops: LoopRegistry
    /// Whether the log takes new holds.
    let logHasRoom: @Sendable () -> Bool
    /// The text of `/asyncapi.json`.
    let asyncAPI: String
    let limiter: RateLimiter?
    /// Of phone numbers without a country, as `+91`; nil: they are refused.
    let phoneCountry: String?
    /// nil: no money is taken here.
    let checkout: CheckoutService?
    /// Its pages are served, too.
    let sandbox: SandboxProvider?
    /// nil: no tickets are given out here.
    let tickets: TicketOffice?
    /// The spool of notices; nil: nobody is told of anything here.
    let notices: SpoolFeed?
}

extension Surface {
    /// Admin and health routes are on their own port if there is one.
    fileprivate func serves(path: String) -> Bool {
        let isAdmin =
            path.hasPrefix("/v1/admin/") || path == "/readyz" || path == "/metrics"
        switch self {
        case .all: return true
        case .open: return !isAdmin
        case .admin:
            return isAdmin || path.hasPrefix("/problems/") || path == "/docs"
                || path == "/openapi.json"
        }
    }
}
