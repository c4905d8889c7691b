import Glibc
import WAL

/// Directories on the real disk, for a test each. Under the package, for `/tmp` may be in memory.
enum TemporaryDirectory {
    struct Failure: Error { let code: Int32 }

    static func make() throws -> String {
        let base =
            unsafe getenv("SEATGRID_TEST_DIR").map { unsafe String(cString: $0) } ?? "/var/tmp"
        var template = Array((base + "/seatgrid-XXXXXX").utf8CString)
        guard let path = unsafe mkdtemp(&template) else { throw Failure(code: errno) }
        return unsafe String(cString: path)
    }

    /// Removes the directory with the files and directories in it.
    static func remove(_ path: String) {
        let disk = RealDisk()
        for name in (try? disk.list(path)) ?? [] {
            let child = path + "/" + name
            if unsafe unlink(child) != 0 { remove(child) }
        }
        _ = unsafe rmdir(path)
    }
}
