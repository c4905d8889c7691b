import FoundationEssentials
public import Report

/// The folder that a run is kept in.
public struct OutFolder {
    private let path: String

    /// A folder at `path`, which need not be there yet.
    public init(_ path: String) {
        self.path = path
    }

    /// Where the evidence of a run is kept while it is checked.
    ///
    /// Throws when the folder can't be made or written to.
    public func evidence() throws -> EvidenceWriter {
        try make()
        return try EvidenceWriter(folder: path)
    }

    /// Writes `result.json` and HdrHistogram's files of it (`HdrFiles`).
    ///
    /// Throws when the folder can't be made or written to.
    public func keep(_ result: LoadResult) throws {
        try make()
        try write(result.json() + Data("\n".utf8), as: "result.json")
        for (name, text) in try HdrFiles.files(of: result) {
            try write(Data(text.utf8), as: name)
        }
    }

    private func make() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
    }

    private func write(_ bytes: Data, as name: String) throws {
        try bytes.write(to: URL(filePath: "\(path)/\(name)"))
    }
}
