import Glibc

/// A server that the driver starts and kills itself.
///
/// Its output goes to a log file, so that a crash can be looked into.
public final class ServerProcess {
    private let command: String
    private let log: String
    /// The process, or 0 when none runs.
    public private(set) var pid: Int32 = 0

    /// The number that `{run}` stands for in a start that nothing is to befall: the highest that
    /// strace takes.
    public static let untroubled = 65_535

    /// A server started by the shell command `command`; `{run}` in it is replaced by a number of
    /// the start.
    public init(command: String, log: String) {
        self.command = command
        self.log = log
    }

    deinit {
        kill()
    }

    /// Starts it as one process: `exec` keeps the shell from standing in between. `ServerProcess`
    /// sees it die.
    public func start(run: Int) throws(Client.Failed) {
        let line = command.split(separator: "{run}", omittingEmptySubsequences: false)
            .joined(separator: String(run))
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        unsafe posix_spawn_file_actions_addopen(&actions, 1, log, flags, 0o644)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let words = ["sh", "-c", "exec \(line)"]
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        defer { unsafe arguments.forEach { unsafe free($0) } }
        guard unsafe posix_spawn(&pid, "/bin/sh", &actions, nil, arguments, environ) == 0 else {
            pid = 0
            throw Client.Failed(description: "can't start: \(line)")
        }
    }

    /// Kills it and all its descendants at once, as a power cut would, and waits till they are
    /// gone.
    public func kill() {
        guard pid > 0 else { return }
        let all = [Int(pid)] + ProcessStats.family(Int(pid)).filter { $0 != Int(pid) }
        for each in all { _ = Glibc.kill(Int32(each), SIGKILL) }
        reap()
        for each in all {
            // A child of a child is not ours to reap: its new parent does that.
            while ProcessStats.isRunning(each) { usleep(2000) }
        }
    }

    /// Asks it to end and waits.
    public func stop() {
        guard pid > 0 else { return }
        _ = Glibc.kill(pid, SIGTERM)
        reap()
    }

    /// True when it has ended by itself; takes note of that.
    public func hasEnded() -> Bool {
        guard pid > 0 else { return true }
        guard waitpid(pid, nil, WNOHANG) != 0 else { return false }
        pid = 0
        return true
    }

    private func reap() {
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        pid = 0
    }
}
