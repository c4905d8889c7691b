extension Notice {
    /// The version of the form that is written; docs/NOTICES.md has it.
    package static let version: Int64 = 1

    /// The notice as one line of JSON, without the line's end.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.field("v", Self.version)
            json.field("name", name.description)
            json.field("kind", kind.rawValue)
            json.field("locale", locale.rawValue)
            json.field("to", recipient)
            json.field("created_at", createdAt.rfc3339)
            if let notAfter { json.field("not_after", notAfter.rfc3339) }
            json.key("data")
            json.value(.object(data))
            if !attachments.isEmpty {
                json.array("attachments") { json in
                    for attachment in attachments { json.object(attachment.write) }
                }
            }
        }
        return writer.bytes
    }

    /// Reads one line of JSON of version 1; unknown fields are refused, as is a later version.
    package init(json: [UInt8]) throws(NoticeError) {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONParser.parse(json)
        } catch {
            throw NoticeError("not JSON: \(error.message)")
        }
        guard case .integer(let version)? = value[pointer: "/v"] else {
            throw NoticeError("no version")
        }
        guard version == Self.version else {
            throw NoticeError("version \(version); this build reads \(Self.version)")
        }
        let issues = JSONIssues()
        guard let notice = Self.read(value, issues), issues.isEmpty else {
            let first = issues.all.first
            throw NoticeError("\(first?.pointer ?? ""): \(first?.message ?? "unreadable")")
        }
        self = notice
    }

    private static let fields = [
        "v", "name", "kind", "locale", "to", "created_at", "not_after", "data", "attachments",
    ]

    private static func read(_ value: JSONValue, _ issues: JSONIssues) -> Notice? {
        guard let reader = JSONObjectReader(value, fields: fields, issues: issues) else {
            return nil
        }
        let name = reader.parsed("name", NoticeLimits.name, "a notice's name") { NoticeName($0) }
        let kind = reader.parsed("kind", NoticeLimits.kind, "a kind") { NoticeKind($0) }
        let locale = reader.parsed("locale", 8, "en or hi") { NoticeLocale(rawValue: $0) }
        let recipient = reader.text("to", limit: NoticeLimits.recipient)
        let created = reader.parsed("created_at", 64, "a time") { WallTime(rfc3339: $0) }
        var notAfter: WallTime?
        if reader.optional("not_after") != nil {
            notAfter = reader.parsed("not_after", 64, "a time") { WallTime(rfc3339: $0) }
        }
        var data = JSONObject([])
        switch reader.required("data") {
        case .object(let object)?: data = object
        case nil: break
        default: issues.add("must be an object", at: .name("data"))
        }
        let attachments = reader.list(
            "attachments",
            limit: NoticeLimits.attachments,
            isOptional: true
        ) { value, _ in NoticeAttachment(value, issues) }
        guard let name, let kind, let locale, let recipient, let created else { return nil }
        return Notice(
            name: name,
            kind: kind,
            locale: locale,
            recipient: recipient,
            data: data,
            createdAt: created,
            notAfter: notAfter,
            attachments: attachments
        )
    }
}

extension NoticeAttachment {
    fileprivate func write(_ json: inout JSONWriter) {
        json.field("file", file)
        json.field("type", type)
        if let inlineID { json.field("id", inlineID) }
        json.field("base64", Base64Text.encode(bytes))
    }

    fileprivate init?(_ value: JSONValue, _ issues: JSONIssues) {
        guard
            let reader = JSONObjectReader(
                value,
                fields: ["file", "type", "id", "base64"],
                issues: issues
            )
        else { return nil }
        let file = reader.parsed("file", 64, "a file's name") { Self.isFileName($0) ? $0 : nil }
        let type = reader.parsed("type", 64, "a media type") { Self.isMediaType($0) ? $0 : nil }
        var inlineID: String?
        if reader.optional("id") != nil { inlineID = reader.identifier("id") }
        let bytes = reader.parsed("base64", NoticeLimits.file, "base64") { Base64Text.decode($0) }
        guard let file, let type, let bytes else { return nil }
        self.init(file: file, type: type, inlineID: inlineID, bytes: bytes)
    }

    /// Whether `text` may stand in a header as a file's name as it is.
    package static func isFileName(_ text: String) -> Bool {
        1...64 ~= text.utf8.count && !text.hasPrefix(".")
            && text.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") }
    }

    /// Whether `text` is a media type without parameters.
    package static func isMediaType(_ text: String) -> Bool {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        return halves.count == 2 && text.utf8.count <= 64
            && halves.allSatisfy { half in
                !half.isEmpty
                    && half.utf8.allSatisfy {
                        isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+")
                    }
            }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension JSONObjectReader {
    /// A required text that `parse` understands; if it doesn't, "must be `what`" is noted.
    fileprivate func parsed<Value>(
        _ name: String,
        _ limit: Int,
        _ what: String,
        _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = text(name, limit: limit) else { return nil }
        guard let value = parse(text) else {
            issues.add("must be \(what)", at: .name(name))
            return nil
        }
        return value
    }
}
