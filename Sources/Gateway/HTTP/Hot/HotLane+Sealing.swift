import NIOCore
import SeatGrid

/// A booking whose customer's data has to be sealed before the show may see it.
struct SealingJob {
    var book: BookRequest
    let customer: [UInt8]
    let request: ShowRequest
    let plan: SeatPlan
    let entry: ShowEntry
    let token: UInt64

    /// nil if there is nothing to seal.
    init?(_ request: ShowRequest, to entry: ShowEntry, token: UInt64) {
        guard case .command(.book(let book), let plan) = request.kind,
            let customer = book.customer
        else { return nil }
        self.book = book
        self.customer = customer
        self.request = request
        self.plan = plan
        self.entry = entry
        self.token = token
    }

    /// The request with the sealed bytes in the customer's place.
    func sealed(_ bytes: [UInt8]) -> ShowRequest {
        var sealed = request
        var book = book
        book.customer = bytes
        sealed.kind = .command(.book(book), plan: plan)
        return sealed
    }
}

/// What a customer sends is sealed on its way to the show: log, snapshots and memory of the show
/// have sealed bytes only.
extension HotLane {
    func seal(_ job: SealingJob) {
        guard let people = loop.shared.people else { return go(on: job, with: .failure(.failed)) }
        isSealing = true
        let lane = NIOLoopBound(self, eventLoop: loop.eventLoop)
        let sealing = NIOLoopBound(job, eventLoop: loop.eventLoop)
        let eventLoop = loop.eventLoop
        let context = PersonContext(show: job.entry.id, subject: .booking(job.book.id))
        people.seal(job.customer, for: context) { result in
            eventLoop.execute { lane.value.go(on: sealing.value, with: result) }
        }
    }

    private func go(on job: SealingJob, with result: Result<[UInt8], PeopleFailure>) {
        guard phase != .gone else { return }
        isSealing = false
        switch result {
        case .success(let bytes):
            loop.port.submit(job.sealed(bytes), to: job.entry, sink: self, token: job.token)
        case .failure(let failure):
            answer(job.token) { pending, out in
                loop.render(Problem(failure), for: pending, to: &out)
            }
        }
        settle()
    }
}

extension Problem {
    /// A person's data can't be kept safe now, so it is not kept at all.
    init(_ failure: PeopleFailure) {
        switch failure {
        case .full:
            self.init(
                .readOnly,
                "The node's disk has no room for the key of a customer's data; nothing was booked. "
                    + "Book without customer, or repeat later."
            )
        case .busy, .failed:
            self.init(
                .unavailable,
                "This node can't keep a customer's data just now; repeat later."
            )
        }
    }
}
