import Glibc

/// Reads secrets from where an operator puts them: a variable, or a file that a variable names.
package enum SecretFile {
    private static let maximumBytes = 64 * 1_024

    /// Why there is no secret. The text names the variable or the file, never what is in it.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let description: String
        /// sysexits: 77 not allowed, 78 configuration.
        package let exitCode: Int32

        package init(_ description: String, exitCode: Int32 = 78) {
            self.description = description
            self.exitCode = exitCode
        }
    }

    /// The lines of `NAME`, or of the file that `NAME_FILE` names; nil if neither is set. Blank
    /// lines and blanks at the ends of lines don't count.
    package static func secrets(
        _ name: String,
        in environment: [String: String]
    ) throws(Failure) -> [Secret]? {
        let text: String
        switch (environment[name], environment[name + "_FILE"]) {
        case (nil, nil): return nil
        case (let value?, nil): text = value
        case (nil, let path?): text = try read(path)
        default: throw Failure("\(name) and \(name)_FILE are both set: leave one out")
        }
        var secrets: [Secret] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
            let trimmed = line.drop(while: blank).reversed().drop(while: blank).reversed()
            guard !trimmed.isEmpty else { continue }
            guard let secret = Secret(String(trimmed).utf8) else {
                throw Failure("\(name) has a line that is too long for a secret")
            }
            secrets.append(secret)
        }
        guard !secrets.isEmpty else { throw Failure("\(name) is empty") }
        return secrets
    }

    /// A file that only its owner may read.
    static func read(_ path: String) throws(Failure) -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure("cannot open \(path)") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw Failure("cannot examine \(path)")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(
                "\(path): others may read or write it; run chmod 600 \(path)",
                exitCode: 77
            )
        }
        var bytes = [UInt8](repeating: 0, count: maximumBytes)
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
        guard count >= 0 else { throw Failure("cannot read \(path)") }
        guard count < maximumBytes else { throw Failure("\(path): too large for a secret") }
        bytes.removeLast(bytes.count - count)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure("\(path): not UTF-8")
        }
        return text
    }
}
