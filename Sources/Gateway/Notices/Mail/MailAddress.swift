/// An address that may stand in an SMTP command and in a header.
struct MailAddress: Equatable, Sendable {
    let local: String
    let domain: String

    var text: String { "\(local)@\(domain)" }
    /// Whether it can go only to a server with SMTPUTF8 (RFC 6531).
    var needsUTF8: Bool { !text.utf8.allSatisfy { $0 < 0x80 } }

    /// nil unless `text` is a local part and a domain without quotes, spaces, controls, or anything
    /// that could end a command or a header. Stricter than RFC 5321 on purpose.
    init?(_ text: String) {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return nil }
        local = String(text[..<at])
        domain = String(text[text.index(after: at)...])
        guard 1...64 ~= local.utf8.count, !domain.isEmpty,
            local.unicodeScalars.allSatisfy(Self.isLocal),
            !local.hasPrefix("."), !local.hasSuffix("."), !local.contains(".."),
            domain.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isLabel)
        else { return nil }
    }

    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0xa0 { return isText(scalar) }
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z": return true
        default: return "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains(scalar)
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        1...63 ~= label.utf8.count && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "0"..."9", "A"..."Z", "a"..."z", "-": true
                default: scalar.value >= 0xa0 && isText(scalar)
                }
            }
    }

    /// No separators, controls or unassigned.
    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate,
            .privateUse, .unassigned:
            false
        default: true
        }
    }
}
