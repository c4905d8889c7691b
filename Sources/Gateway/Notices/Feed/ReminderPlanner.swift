package import Logging
package import SeatGrid

/// Puts a reminder into the spool for each booking of a show that begins soon.
///
/// It keeps nothing on disk: see `ReminderPlan`. The operator's systems hear nothing of it, for
/// nothing has happened.
package struct ReminderPlanner: Sendable {
    private static let pause = Duration.seconds(30)
    private static let page = 128

    private let writer: NoticeWriter
    private let spool: SpoolFeed
    private let lead: Int64
    private let clock: @Sendable () -> WallTime
    private let logger: Logger

    /// - Parameter lead: how long before the start, milliseconds.
    package init(
        writer: NoticeWriter,
        spool: SpoolFeed,
        lead: Int64,
        clock: @escaping @Sendable () -> WallTime,
        logger: Logger
    ) {
        self.writer = writer
        self.spool = spool
        self.lead = lead
        self.clock = clock
        self.logger = logger
    }

    /// Plans until cancelled.
    package func run() async {
        var plan = ReminderPlan(lead: lead)
        while !Task.isCancelled {
            await round(&plan)
            try? await Task.sleep(for: Self.pause)
        }
    }

    /// Looks once at all shows. One that can't be planned now is planned in a later round.
    func round(_ plan: inout ReminderPlan) async {
        let due = plan.due(writer.engine.catalog().shows.values, at: clock())
        for show in due where !Task.isCancelled {
            do {
                try await remind(show, plan)
                plan.finish(show, at: clock())
            } catch {
                logger.error(
                    "reminders can't be put; trying again",
                    metadata: ["show": "\(show.show)", "error": "\(type(of: error))"]
                )
            }
        }
    }

    private func remind(_ due: ReminderPlan.Due, _ plan: ReminderPlan) async throws {
        var from: Int? = 0
        while let first = from {
            let query = ShowQuery.checkout(.bookings(from: first, limit: Self.page))
            guard
                case .checkout(.bookings(let page, let next))? = try await writer.ask(
                    query,
                    of: due.show
                )
            else { return }
            let notices = page.filter { plan.includes($0, of: due) }.flatMap { booking in
                reminders(booking, plan.stamp(booking, of: due))
            }
            if !notices.isEmpty { try await spool.put(notices) }
            from = next
        }
    }

    private func reminders(_ booking: BookingOnFile, _ stamp: NoticeStamp) -> [Notice] {
        guard
            let subject = writer.subject(of: booking.view, locale: booking.locale, stamp.show)
        else { return [] }
        var content = subject.content(booking.ticket.seats)
        if let link = writer.link(booking.view.id, stamp.show) { content.say("link", link) }
        let attachments = subject.attachments(booking.ticket, by: writer.tickets)
        return subject.notices(.reminder, stamp, content, attachments)
    }
}
