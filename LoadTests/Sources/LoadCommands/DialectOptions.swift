public import ArgumentParser
public import LoadKit

/// What kind of server a scenario is run against.
struct DialectOptions: ParsableArguments {
    @Option(help: "seatgrid, or peer: the HTTP of the stacks that LoadTests/peers starts.")
    var dialect = ServerKind.seatgrid

    @Option(help: "What to call the server in tables (the dialect's name).")
    var name: String?

    /// Throws when such a server can't do `scenario`, and says what it lacks.
    func check(_ scenario: Scenario) throws {
        guard let refusal = dialect.refusal(of: scenario, name: name ?? dialect.rawValue) else {
            return
        }
        throw ValidationError(refusal)
    }

    /// What was given, as text.
    var given: [String: String] {
        var flags: [String: String] = [:]
        if dialect != .seatgrid { flags["dialect"] = dialect.rawValue }
        flags["name"] = name
        return flags
    }

    /// A runner of `plan` on the show called `show` or on those of the scenario; SeatGrid's come
    /// from `imported`.
    func runner(
        _ plan: RunPlan,
        _ client: Client,
        _ server: ServerProcess?,
        show: String?,
        imported: () throws -> [ShowAPI]
    ) throws -> Runner {
        switch dialect {
        case .seatgrid:
            return try Runner(plan, shows: try imported(), client: client, server: server)
        case .peer:
            let shows =
                show.map { [PeerShow($0, client: client)] }
                ?? PeerShow.first(plan.scenario.shows, client: client)
            return try Runner(plan, shows: shows, client: client, server: server)
        }
    }
}

extension ServerKind: ExpressibleByArgument {}
