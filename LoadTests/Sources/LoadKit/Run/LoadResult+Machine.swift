import FoundationEssentials
import Glibc
public import Report

extension LoadResult.Machine {
    /// This machine now. `server` is a process of the server, when it is known; `isRemote` when it
    /// is on another machine.
    public static func here(server: Int?, isRemote: Bool = false) -> LoadResult.Machine {
        let info = (Files.read("/proc/cpuinfo") ?? "").split(separator: "\n")
        let model = info.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let memory = (Files.read("/proc/meminfo") ?? "").split(separator: "\n").first?
            .split(separator: " ").compactMap { UInt64($0) }.first
        let kernel = ["ostype", "osrelease"].compactMap {
            Files.read("/proc/sys/kernel/\($0)")?.split(whereSeparator: \.isNewline).first
        }
        let loads = (Files.read("/proc/loadavg") ?? "").split(separator: " ").prefix(3)
        return LoadResult.Machine(
            cores: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            cpu: String((model ?? "unknown").drop { $0 == " " || $0 == "\t" }),
            kernel: kernel.joined(separator: " "),
            memoryBytes: (memory ?? 0) * 1024,
            loadAverage: loads.compactMap { Double($0) },
            sharesCores: !isRemote && sharesCores(with: server)
        )
    }

    /// True unless the kernel keeps this process and the server on different cores.
    private static func sharesCores(with server: Int?) -> Bool {
        guard let server, let own = allowed("self"), let others = allowed(String(server)) else {
            return true
        }
        return !own.isDisjoint(with: others)
    }

    /// The cores that a process may run on.
    private static func allowed(_ process: String) -> Set<Int>? {
        let status = Files.read("/proc/\(process)/status") ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
        guard let list = line?.split(whereSeparator: { $0 == ":" || $0 == "\t" }).last else {
            return nil
        }
        return cores(String(list))
    }

    /// The cores of a list such as `0-3,8`.
    static func cores(_ list: String) -> Set<Int> {
        var found: Set<Int> = []
        for part in list.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, last >= first else { continue }
            found.formUnion(first...last)
        }
        return found
    }
}

extension ProcessStats {
    /// The process that listens on TCP `port` of this machine; nil when it can't be seen.
    public static func listener(port: UInt16) -> Int? {
        let end = ":" + String(UInt32(port) + 0x10000, radix: 16, uppercase: true).dropFirst()
        let lines = (Files.read("/proc/net/tcp") ?? "").split(separator: "\n")
        let sockets = lines.compactMap { line -> String? in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[1].hasSuffix(end), fields[3] == "0A" else { return nil }
            return "socket:[\(fields[9])]"
        }
        guard !sockets.isEmpty else { return nil }
        let files = FileManager.default
        for pid in processes() {
            let folder = "/proc/\(pid)/fd"
            for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
                if let link = try? files.destinationOfSymbolicLink(atPath: "\(folder)/\(name)"),
                    sockets.contains(link)
                {
                    return pid
                }
            }
        }
        return nil
    }
}
