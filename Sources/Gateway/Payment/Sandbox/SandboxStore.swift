/// Where the sandbox's facts outlive the process.
package protocol SandboxStore: Sendable {
    /// Takes lines in, without waiting. They are kept in the order of the calls.
    func add(_ lines: [[UInt8]])

    /// Waits until all lines that were added before are on stable storage; false if they can't be.
    func settle() async -> Bool
}

/// Keeps nothing: for demonstrations that end with their process.
package struct SandboxStoreless: SandboxStore {
    package init() {}
    /// Forgets them.
    package func add(_ lines: [[UInt8]]) {}
    /// At once.
    package func settle() async -> Bool { true }
}
