import FoundationEssentials
import Report

/// Finds and reads results.
enum ResultFiles {
    /// One that could not be read.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    /// What `sweep` keeps beside the folders of its runs; no result.
    static let sweep = "sweep.json"

    /// The result in the file `path`; in a directory its `result.json`, or else every result of the
    /// files and directories in it, by name.
    static func read(_ path: String) throws -> [(name: String, result: LoadResult)] {
        let files = try files(path)
        guard !files.isEmpty else { throw Unreadable(description: "\(path): no result in it") }
        return try files.map { file in
            let parts = file.split(separator: "/").map(String.init)
            // A run of a directory of runs needs the directory's name to be told from others.
            let own = path.split(separator: "/").last.map(String.init) ?? path
            let name = name(parts)
            return (files.count == 1 || own == "." ? name : "\(own)/\(name)", try one(file))
        }
    }

    private static func files(_ path: String) throws -> [String] {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw Unreadable(description: "\(path): there is no such file")
        }
        guard isDirectory else { return [path] }
        let own = path + "/result.json"
        if FileManager.default.fileExists(atPath: own) { return [own] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().flatMap { name in
            if name.hasSuffix(".json"), name != sweep { return [path + "/" + name] }
            let inner = "\(path)/\(name)/result.json"
            return FileManager.default.fileExists(atPath: inner) ? [inner] : []
        }
    }

    private static func one(_ path: String) throws -> LoadResult {
        let data: Data
        do { data = try Data(contentsOf: URL(filePath: path)) } catch {
            throw Unreadable(description: "\(path): can't be read")
        }
        do { return try LoadResult(json: data) } catch {
            throw Unreadable(description: "\(path): \(error.description)")
        }
    }

    /// The directory of a `result.json`, else the file's name without its ending.
    private static func name(_ parts: [String]) -> String {
        let last = parts.last ?? ""
        if last == "result.json", parts.count > 1 { return parts[parts.count - 2] }
        return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
    }

    /// Writes `text`, whole or not at all.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch { throw Unreadable(description: "\(path): can't be written") }
    }
}
