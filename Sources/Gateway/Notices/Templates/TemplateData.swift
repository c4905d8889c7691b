import Mustache
import SeatGrid

/// A notice's data as templates see it.
enum TemplateData {
    /// The form that Mustache looks into: dictionaries, arrays, strings, numbers, booleans.
    static func context(of notice: Notice) -> [String: Any] {
        var context = dictionary(notice.data)
        context["notice"] = [
            "id": notice.name.description, "kind": notice.kind.rawValue,
            "locale": notice.locale.rawValue,
        ]
        return context
    }

    private static func dictionary(_ object: JSONObject) -> [String: Any] {
        var all: [String: Any] = [:]
        for member in object.members {
            if let value = plain(member.value) { all[member.name] = value }
        }
        return all
    }

    private static func plain(_ value: JSONValue) -> Any? {
        switch value {
        case .null: nil
        case .bool(let flag): flag
        case .integer(let number): number
        case .number(let number): number
        case .string(let text): text
        case .array(let elements): elements.compactMap(plain)
        case .object(let object): dictionary(object)
        }
    }

    /// One datum as text; empty if there is none, or it isn't a plain value.
    static func text(_ value: JSONValue?) -> String {
        switch value {
        case .string(let text)?: text
        case .integer(let number)?: "\(number)"
        case .number(let number)?: "\(number)"
        case .bool(let flag)?: "\(flag)"
        default: ""
        }
    }
}

/// Escapes for HTML text and quoted attributes, scalar by scalar.
///
/// The library's own goes by characters, and a quote with a combining mark is another character
/// than a quote: it would end an attribute.
struct SafeHTML: MustacheContentType {
    /// The name for the pragma at a template's head.
    static let name = "SAFEHTML"
    /// Makes the name known; once a process.
    static let isRegistered: Bool = {
        MustacheContentTypes.register(SafeHTML(), named: name)
        return true
    }()

    func escapeText(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
