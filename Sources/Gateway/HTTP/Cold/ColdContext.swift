import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import SeatGrid

/// What a route's handler gets beside Hummingbird's own request.
struct ColdContext: RequestContext {
    typealias Source = ColdSource

    var coreContext: CoreRequestContextStorage
    let request: ColdRequest

    init(source: ColdSource) {
        coreContext = CoreRequestContextStorage(source: source)
        request = source.request
    }

    /// A part of the path, decoded; routes that name it always have it.
    func part(_ name: String) throws(Problem) -> String {
        guard let raw = parameters.get(name), let text = PercentCoding.decode(raw[...]) else {
            throw Problem(.notFound, "There is nothing at this address.")
        }
        return text
    }

    /// The query, decoded.
    func query() throws(Problem) -> Query {
        let text = request.uri.utf8.firstIndex(of: 0x3f).map { mark in
            request.uri[request.uri.utf8.index(after: mark)...]
        }
        guard let query = Query(text ?? "") else {
            throw .invalid("", "the query is not percent-encoded well")
        }
        return query
    }

    /// `?limit=` and `?after=` of a list.
    func page() throws(Problem) -> PageRequest {
        let query = try query()
        guard let page = PageRequest(limitText: query["limit"], after: query["after"]) else {
            throw .invalid("", "limit must be 1 to \(PageRequest.largestLimit)")
        }
        return page
    }

    /// `?date=`, nil if it is left out.
    func date() throws(Problem) -> CalendarDate? {
        guard let text = try query()["date"] else { return nil }
        guard let date = CalendarDate(text) else {
            throw .invalid("", "date must be of the form 2026-12-01")
        }
        return date
    }

    /// The body's mark if the request has an `Idempotency-Key`.
    func mark() throws(Problem) -> IdempotencyMark? {
        guard let header = request.fields.idempotencyKey else { return nil }
        return IdempotencyKey.mark(
            key: try IdempotencyKey.parse(header),
            principal: request.principal.name,
            method: request.method.rawValue,
            path: String(request.uri.prefix { $0 != "?" }),
            body: request.body.readableBytesUInt8Span
        )
    }

    /// Refuses callers without `right`.
    func need(_ right: Rights, for what: String) throws(Problem) {
        if let problem = request.principal.lacks(right, for: what) { throw problem }
    }
}

/// Where a context comes from.
struct ColdSource: RequestContextSource {
    let request: ColdRequest
    let logger: Logger
}
