import SeatGrid
import Synchronization

/// The keys that are valid now. Any thread; replaced as a whole when the file changes.
package final class KeyRing: Sendable {
    private struct Entry {
        let principal: Principal
        let digest: [UInt8]
    }

    private struct State {
        var entries: [Entry] = []
        var generation: UInt64 = 0
    }

    private let state = Mutex(State())
    private let current = Atomic<UInt64>(0)

    package init() {}

    /// Changes with every replacement: what connections remembered under another one is void.
    var generation: UInt64 { current.load(ordering: .acquiring) }

    /// Takes the lines of a key file; all or nothing.
    package func replace(with lines: [KeyLine]) {
        state.withLock { state in
            state.entries = lines.map {
                Entry(
                    principal: Principal(name: $0.name, rights: $0.rights),
                    digest: $0.digest
                )
            }
            state.generation += 1
            current.store(state.generation, ordering: .releasing)
        }
    }

    /// The holder of a key, nil if it is unknown. Looks at every entry in full, so the time it
    /// takes tells nothing about how much of a guess was right.
    func principal(ofKey key: String) -> Principal? {
        let digest = KeyFile.digest(ofKey: key)
        return state.withLock { state in
            var found: Principal?
            for entry in state.entries where Self.equal(entry.digest, digest) {
                found = entry.principal
            }
            return found
        }
    }

    private static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for index in a.indices { difference |= a[index] ^ b[index] }
        return difference == 0
    }

    /// The caller behind an `Authorization` header, or 401.
    func authenticate(_ header: String) throws(Problem) -> Principal {
        let prefix = header.utf8.prefix(7)
        let scheme = String(Substring(prefix))
        if RequestFields.same(scheme, "bearer ") {
            let key = header.dropFirst(7).drop { $0 == " " }
            if !key.isEmpty, let principal = principal(ofKey: String(key)) { return principal }
        }
        throw Problem(
            .unauthorized,
            "This key is not known here: send Authorization: Bearer KEY with a valid key, or leave it out."
        ).with("WWW-Authenticate", "Bearer realm=\"seatgrid\", error=\"invalid_token\"")
    }
}
