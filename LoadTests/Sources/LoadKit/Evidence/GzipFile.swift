import CZlib

/// Lines in a gzip file, through the system's zlib.
///
/// The handle is this object's alone, and gone when it is closed.
@safe final class GzipFile {
    /// A file that can't be read or written.
    struct Failed: Error {
        /// In a few words.
        let why: String
    }

    /// What a line may have.
    static let longest = 64 << 20

    private var file: gzFile?
    private var pending: [UInt8] = []
    private var at = 0

    /// A file at `path`: made anew, or to be read.
    init(_ path: String, isNew: Bool) throws(Failed) {
        unsafe file = gzopen(path, isNew ? "wb6" : "rb")
        guard unsafe file != nil else {
            throw Failed(why: isNew ? "can't be written" : "can't be read")
        }
        unsafe gzbuffer(file, 1 << 17)
    }

    deinit {
        if let file = unsafe file { unsafe gzclose(file) }
    }

    /// Appends `line` and a line end.
    func write(_ line: some Sequence<UInt8>) throws(Failed) {
        pending.append(contentsOf: line)
        pending.append(UInt8(ascii: "\n"))
        if pending.count > 1 << 16 { try flush() }
    }

    private func flush() throws(Failed) {
        guard !pending.isEmpty else { return }
        let written = unsafe gzwrite(file, pending, UInt32(pending.count))
        guard Int(written) == pending.count else { throw Failed(why: "can't be written") }
        pending = []
    }

    /// Writes what is left; throws when not all of it went to the file.
    func close() throws(Failed) {
        try flush()
        let code = unsafe gzclose(file)
        unsafe file = nil
        guard code == Z_OK else { throw Failed(why: "can't be written") }
    }

    /// The next line without its end; nil after the last.
    func line() throws(Failed) -> [UInt8]? {
        var scanned = at
        while true {
            if let end = pending[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { at = end + 1 }
                return Array(pending[at..<end])
            }
            scanned = pending.count - at
            pending.removeFirst(at)
            at = 0
            guard pending.count <= Self.longest else { throw Failed(why: "a line has no end") }
            guard try fill() else {
                guard pending.isEmpty else { throw Failed(why: "it ends within a line") }
                return nil
            }
        }
    }

    private func fill() throws(Failed) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe gzread(file, &buffer, UInt32(buffer.count))
        if count <= 0 {
            var code: Int32 = 0
            _ = unsafe gzerror(file, &code)
            // A stream that is cut off ends without an error of `gzread`.
            guard count == 0, code == Z_OK else { throw Failed(why: "it is damaged or cut off") }
            return false
        }
        pending.append(contentsOf: buffer.prefix(Int(count)))
        return true
    }
}
