import NIOCore
import SeatGrid

/// CONTRACT §7: changes of the catalogue, by import or one entry at a time.
struct CatalogRoutes: Sendable {
    let services: ColdServices

    func add(to routes: RouteCollector) {
        routes.post("/v1/admin/import") { context in
            try context.need(.operate, for: "Importing")
            return try await change(context) { bytes, catalog throws(CatalogErrors) in
                try CatalogImport.parse(bytes, against: catalog)
            }
        }
        for kind in CatalogKind.allCases {
            routes.put("/v1/admin/\(kind.rawValue)/:id") { context in
                try context.need(.operate, for: "Changing the catalogue")
                let id = try context.part("id")
                return try await change(context) { bytes, catalog throws(CatalogErrors) in
                    try CatalogImport.parse(bytes, kind: kind, id: id, against: catalog)
                }
            }
        }
    }

    private func change(
        _ context: ColdContext,
        _ parse: ([UInt8], Catalog) throws(CatalogErrors) -> CatalogChange
    ) async throws -> ColdAnswer {
        let mark = try context.mark()
        let bytes = Array(context.request.body.readableBytesView)
        let change: CatalogChange
        do {
            change = try parse(bytes, services.engine.catalog())
        } catch {
            throw Self.problem(with: error.issues)
        }
        switch await services.engine.change(change, mark: mark) {
        case .done(let answer, let replayed): return Self.answer(answer, replayed)
        case .invalid(let issues): throw Self.problem(with: issues)
        case .conflict(let shows):
            let names = shows.prefix(20).map(\.rawValue).joined(separator: ", ")
            throw Problem(
                .illegalState,
                "The new layout lacks seats that are held, booked or blocked in: \(names). Nothing was changed."
            )
        case .keyReused: throw Problem.keyReused
        case .tooLarge(let limit):
            throw Problem(
                .payloadTooLarge,
                "One change may have \(limit) bytes in the log: import in parts."
            )
        case .unavailable(let why): throw Problem(why)
        }
    }

    private static func answer(_ answer: CatalogAnswer, _ replayed: Bool) -> ColdAnswer {
        var body = ByteWriter()
        body.writeStaticString("{\"revision\":")
        body.writeDecimal(answer.revision)
        for (kind, count) in zip(CatalogKind.allCases, answer.counts) {
            body.writeString(",\"\(kind.rawValue)\":\(count)")
        }
        body.writeStaticString("}")
        let headers = replayed ? [(name: "Idempotency-Replayed", value: "true")] : []
        return ColdAnswer(body: body.buffer, headers: headers)
    }

    private static func problem(with issues: [CatalogIssue]) -> Problem {
        let first = issues.first.map { "\($0.message) (at \($0.pointer))" } ?? "it can't be read"
        let more = issues.count > 1 ? " and \(issues.count - 1) more; see errors" : ""
        var problem = Problem(.invalidRequest, "The catalogue was not changed: \(first)\(more).")
        problem.errors = issues.map {
            Problem.FieldError(pointer: $0.pointer, message: $0.message)
        }
        return problem
    }
}
