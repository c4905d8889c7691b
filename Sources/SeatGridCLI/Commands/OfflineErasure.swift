import Gateway
import NIOCore
import NIOPosix
import SeatGrid

/// Erases a person in a data directory that no node has open.
struct OfflineErasure {
    let data: String
    /// nil: the one in the data directory, if there is one.
    let spool: String?
    let show: ShowID
    let subject: ErasureSubject

    /// Returns how many notices were deleted; nil: there is no spool.
    ///
    /// - Parameter repeating: is given what searches the spool and returns how many notices
    ///   workers have in hand.
    func run(_ repeating: (() async throws -> Int) async throws -> Void) async throws -> Int? {
        let found = try await withEngine { engine in
            let found = try await find(in: engine)
            // From the spool's mark on nothing more is put in for this person.
            let first = try openSpool().map { spool in
                try SpoolOption.using(spool) { spool throws(SpoolError) in
                    try forget(found.booking, in: spool)
                }
            }
            try await eraseKey(of: found.customer, in: engine)
            return (booking: found.booking, first: first)
        }
        guard let first = found.first, let spool = try openSpool() else { return nil }
        var erased = first.erased
        if first.beingSent > 0 {
            try await repeating {
                let more = try SpoolOption.using(spool) { spool throws(SpoolError) in
                    try forget(found.booking, in: spool)
                }
                erased += more.erased
                return more.beingSent
            }
        }
        return erased
    }

    private func openSpool() throws -> Spool? {
        let disk = RealSpoolDisk()
        let usual = data + "/spool"
        return try SpoolOption.using(Spool(root: spool ?? usual, disk: disk)) {
            spool throws(SpoolError) in
            if self.spool == nil, try disk.list(usual) == nil { return nil }
            return spool
        }
    }

    private func forget(_ booking: BookingID, in spool: Spool) throws(SpoolError) -> SpoolErasure {
        defer { spool.close() }
        return try spool.forget(show, booking: booking.text, now: SystemClock().wall())
    }

    private func withEngine<Result>(
        _ body: (Engine) async throws -> Result
    ) async throws -> Result {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let workers = DiskWorkers(threads: 1)
        let engine = try OfflineEngine.start(data, group, workers)
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(engine))
        } catch {
            result = .failure(error)
        }
        engine.close()
        await workers.stop()
        try await group.shutdownGracefully()
        return try result.get()
    }

    /// The booking, or what the order's would be called, and the sealed person.
    private func find(
        in engine: Engine
    ) async throws -> (booking: BookingID, customer: [UInt8]?) {
        let query: ShowQuery =
            switch subject {
            case .booking(let id): .booking(id)
            case .order(let id): .checkout(.orderRecord(id))
            }
        let request = ShowRequest(kind: .read(query), mark: nil, caller: .system)
        switch await engine.ask(request, of: show) {
        case .booking(let found, _): return (found.id, found.customer)
        case .checkout(.orderRecord(let order)): return (order.booking, order.customer)
        case .unavailable: throw Failure.exit(.tryAgain, "not now; nothing changed")
        default: throw Failure.exit(.failed, "there is no such booking or order")
        }
    }

    private func eraseKey(of customer: [UInt8]?, in engine: Engine) async throws {
        var erasure = Erasure.notSealed
        if let customer {
            do throws(PeopleFailure) {
                erasure = try await engine.people.erase(customer)
            } catch {
                throw Failure.exit(.tryAgain, "not now; repeat it")
            }
        }
        switch erasure {
        case .erased: return
        case .noKey: throw Failure.exit(.failed, "there is no such key")
        case .notSealed:
            throw Failure.exit(
                .failed,
                "this booking has no sealed data: no customer, or one of a version that kept them "
                    + "in the clear"
            )
        }
    }
}
