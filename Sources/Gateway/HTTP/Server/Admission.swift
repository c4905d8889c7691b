import Synchronization

/// How many connections there are, in all and by address. Any thread.
final class Admission: Sendable {
    private struct State {
        var total = 0
        var byAddress: [String: Int] = [:]
    }

    private let state = Mutex(State())
    private let limits: GatewayLimits

    init(limits: GatewayLimits) { self.limits = limits }

    /// Counts a connection in, or refuses it. Exempt addresses are not limited by themselves.
    func enter(_ address: String, isExempt: Bool) -> Bool {
        state.withLock { state in
            guard state.total < limits.connections else { return false }
            let count = state.byAddress[address, default: 0]
            guard isExempt || count < limits.connectionsPerAddress else { return false }
            state.total += 1
            state.byAddress[address] = count + 1
            return true
        }
    }

    /// Counts a connection out.
    func leave(_ address: String) {
        state.withLock { state in
            state.total -= 1
            if let count = state.byAddress[address] {
                state.byAddress[address] = count > 1 ? count - 1 : nil
            }
        }
    }

    var total: Int { state.withLock { $0.total } }
}
