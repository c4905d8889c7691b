import SeatGrid

/// Where secrets come from: a file or a variable of the environment, never the configuration
/// itself, which people copy around.
struct NotifySecrets {
    let environment: [String: String]
    let disk: any SpoolDisk

    /// The file's text without the line's end after it; nil if there is none.
    func file(_ path: String) -> String? {
        guard let bytes = try? disk.read(path, from: 0), bytes.count <= 65_536 else { return nil }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        return text.isEmpty ? nil : text
    }
}

extension JSONObjectReader {
    /// The secret that `NAME_file` or `NAME_env` leads to; none is noted.
    func secret(_ name: String, _ secrets: NotifySecrets) -> String? {
        if let path = optionalText(name + "_file", limit: 4_096) {
            guard let secret = secrets.file(path) else {
                issues.add("nothing to be read in \(path)", at: .name(name + "_file"))
                return nil
            }
            return secret
        }
        if let variable = optionalText(name + "_env", limit: 256) {
            guard let secret = secrets.environment[variable], !secret.isEmpty else {
                issues.add("\(variable) is not set", at: .name(name + "_env"))
                return nil
            }
            return secret
        }
        issues.add("\(name)_file or \(name)_env is missing")
        return nil
    }

    /// A number of a range, or the usual one.
    func number(_ name: String, _ range: ClosedRange<Int64>, _ usual: Int64) -> Int64 {
        optional(name) == nil ? usual : integer(name, in: range) ?? usual
    }

    /// An address that mails can go to.
    func address(_ name: String) -> MailAddress? {
        guard let text = text(name, limit: 254) else { return nil }
        guard let address = MailAddress(text) else {
            issues.add("must be an address, like tickets@cinema.example", at: .name(name))
            return nil
        }
        return address
    }

    /// An http or https URL without what could end a line; no slash at its end.
    func url(_ name: String) -> String? {
        guard var text = text(name, limit: 2_000) else { return nil }
        guard text.hasPrefix("https://") || text.hasPrefix("http://"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else {
            issues.add("must be an http or https URL", at: .name(name))
            return nil
        }
        if text.hasSuffix("/") { text.removeLast() }
        return text
    }

    /// The texts of an object; none if it is missing.
    func texts(inObject name: String) -> [String: String] {
        guard let value = optional(name) else { return [:] }
        guard case .object(let object) = value else {
            issues.add("must be an object", at: .name(name))
            return [:]
        }
        var all: [String: String] = [:]
        for member in object.members {
            if case .string(let text) = member.value {
                all[member.name] = text
            } else {
                issues.add("must be a string", at: .name(name), .name(member.name))
            }
        }
        return all
    }
}
