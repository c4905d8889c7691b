/// One line that tells somebody at a terminal how a run goes.
public enum ProgressLine {
    /// The line, without an end; rewritten in place.
    public static func text(_ progress: Runner.Progress) -> String {
        let done = min(progress.elapsed / max(progress.total, 1e-9), 1)
        let full = Int(done * 20)
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: 20 - full)
        let left = Int(max(progress.total - progress.elapsed, 0).rounded(.up))
        let parts = [
            "[\(bar)]", "\(progress.answers)/s", "p50 \(time(progress.p50))",
            "p99 \(time(progress.p99))", "errors \(progress.errors)",
            "sold \(progress.sold)/\(progress.capacity)", "ETA \(left) s",
        ]
        return parts.joined(separator: "  ")
    }

    private static func time(_ milliseconds: Double?) -> String {
        guard let milliseconds else { return "-" }
        return "\((milliseconds * 100).rounded() / 100) ms"
    }
}
