import FoundationEssentials
import Glibc

/// What the kernel counts of a process and all its children.
public struct ProcessStats: Sendable {
    /// CPU seconds used so far, user and system.
    public var cpu: Double
    /// Resident memory now, in bytes.
    public var resident: Int

    /// Reads `/proc` for `pid` and its descendants; zero for a process that is gone.
    public static func of(_ pid: Int) -> ProcessStats {
        var sum = ProcessStats(cpu: 0, resident: 0)
        for each in family(pid) {
            guard let fields = stat(each), fields.count > 21 else { continue }
            let ticks = [11, 12].compactMap { Double(fields[$0]) }.reduce(0, +)
            sum.cpu += ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
            sum.resident += (Int(fields[21]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
        }
        return sum
    }

    /// CPU seconds that this process has used.
    public static func own() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Bytes of memory of `pids` and their descendants, a page that several of them share counted
    /// once; nil when the kernel tells nothing.
    static func proportional(_ pids: [Int]) -> Int? {
        var sum: Int?
        for each in Set(pids.flatMap(family)) {
            let lines = Files.read("/proc/\(each)/smaps_rollup")?.split(separator: "\n") ?? []
            guard let line = lines.first(where: { $0.hasPrefix("Pss:") }),
                let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first
            else { continue }
            sum = (sum ?? 0) + kilobytes * 1024
        }
        return sum
    }

    /// True while `pid` runs: one that has ended and that nobody has asked about does not.
    static func isRunning(_ pid: Int) -> Bool {
        stat(pid).map { $0.first != "Z" } ?? false
    }

    /// `root` and all its descendants. O(processes of the machine).
    static func family(_ root: Int) -> [Int] {
        var parents: [Int: Int] = [:]
        for pid in processes() {
            guard let fields = stat(pid), fields.count > 1 else { continue }
            parents[pid] = Int(fields[1])
        }
        return parents.keys.filter { pid in
            var each = pid
            for _ in 0..<32 where each != root { each = parents[each] ?? -1 }
            return each == root
        }
    }

    /// The numbers in `/proc`. O(processes of the machine).
    static func processes() -> [Int] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc")
        return (names ?? []).compactMap { Int($0) }
    }

    /// The fields of `/proc/PID/stat` after the name: state first, parent second.
    private static func stat(_ pid: Int) -> [Substring]? {
        guard let text = Files.read("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else {
            return nil
        }
        return text[text.index(after: name)...].split(separator: " ")
    }
}

/// Small files, read whole.
public enum Files {
    /// The text of a small file; nil when it can't be read.
    public static func read(_ path: String) -> String? {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let got = unsafe Glibc.read(file, &part, part.count)
            guard got > 0 else { break }
            bytes.append(contentsOf: part[..<got])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The key in `path`, without the line's end.
    public static func key(_ path: String?) throws(Target.Refused) -> String? {
        guard let path else { return nil }
        guard let text = read(path) else {
            throw Target.Refused(description: "\(path): can't be read (it holds the key)")
        }
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }
}
