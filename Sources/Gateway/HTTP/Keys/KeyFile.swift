import Crypto
import Glibc
import SeatGrid

/// One line of a key file: `NAME RIGHTS sha256:HEX`.
package struct KeyLine: Sendable, Equatable {
    package let name: String
    package let rights: Rights
    package let digest: [UInt8]
}

/// The file of keys: readable by its owner alone, one key a line, `#` begins a comment.
package enum KeyFile {
    private static let maximumBytes = 1 << 20

    /// Why a key file can't be used; the texts are for people.
    package struct Failure: Error, CustomStringConvertible, Equatable {
        package let description: String
        /// sysexits: 77 not allowed, 78 configuration, 71 for the system's own failures.
        package let exitCode: Int32
    }

    /// Reads a file of mode 0600 (or stricter).
    package static func read(_ path: String) throws(Failure) -> [KeyLine] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw system("cannot open", path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw system("cannot examine", path) }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(
                description: "\(path): others may read or write it; run chmod 600 \(path)",
                exitCode: 77
            )
        }
        var bytes = [UInt8](repeating: 0, count: Int(min(status.st_size, maximumBytes)))
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        }
        guard count >= 0 else { throw system("cannot read", path) }
        bytes.removeLast(bytes.count - count)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(description: "\(path): not UTF-8", exitCode: 78)
        }
        return try parse(text, path: path)
    }

    /// Parses the file's text.
    package static func parse(_ text: String, path: String = "keys") throws(Failure) -> [KeyLine] {
        var lines: [KeyLine] = []
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
            if words.isEmpty || words[0].hasPrefix("#") { continue }
            guard words.count == 3, isName(words[0]), let rights = Rights.parse(words[1]),
                let digest = digest(words[2])
            else {
                throw Failure(
                    description: "\(path):\(number): not of the form NAME RIGHTS sha256:HEX",
                    exitCode: 78
                )
            }
            lines.append(KeyLine(name: String(words[0]), rights: rights, digest: digest))
        }
        return lines
    }

    /// Makes a key of 256 random bits, appends its digest to the file (made with mode 0600 if it
    /// is not there) and returns the key: the only time it can be seen.
    package static func create(
        path: String,
        name: String,
        rights: Rights
    ) throws(Failure) -> String {
        guard isName(name[...]), !rights.isEmpty else {
            throw Failure(
                description: "a key's name has 1 to 64 of A-Z a-z 0-9 . _ - and at least one right",
                exitCode: 64
            )
        }
        let bytes = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Array($0) }
        let key = "sgk_" + hex(bytes)
        let line = "\(name) \(rights.text) sha256:\(hex(digest(ofKey: key)))\n"
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw system("cannot open", path) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw system("cannot protect", path) }
        let data = Array(line.utf8)
        let written = unsafe data.withUnsafeBytes {
            unsafe write(descriptor, $0.baseAddress, $0.count)
        }
        guard written == data.count, fsync(descriptor) == 0 else {
            throw system("cannot write", path)
        }
        return key
    }

    /// SHA-256 of a key's text.
    static func digest(ofKey key: String) -> [UInt8] {
        Array(SHA256.hash(data: Array(key.utf8)))
    }

    private static func isName(_ name: Substring) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }

    private static func digest(_ word: Substring) -> [UInt8]? {
        guard word.hasPrefix("sha256:") else { return nil }
        let digits = Array(word.utf8.dropFirst(7))
        guard digits.count == 64 else { return nil }
        var out: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[index...index + 1], as: UTF8.self),
                    radix: 16
                )
            else { return nil }
            out.append(byte)
        }
        return out
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func system(_ what: String, _ path: String) -> Failure {
        let number = errno
        return Failure(
            description: "\(what) \(path): \(unsafe String(cString: strerror(number)))",
            exitCode: number == EACCES || number == EPERM ? 77 : 78
        )
    }
}
