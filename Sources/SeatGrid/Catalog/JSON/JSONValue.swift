/// One JSON value as a tree (RFC 8259), for bodies off the hot path: imports and operators'
/// requests.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// A number written without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number; always finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// What it is called in a message to the caller.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value that `pointer` (RFC 6901, `/shows/3/id`) leads to, or nil. O(length of the path).
    package subscript(pointer pointer: String) -> JSONValue? {
        var value = self
        for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            switch value {
            case .object(let object):
                guard let member = object[JSONPointer.unescaped(part)] else { return nil }
                value = member
            case .array(let elements):
                guard let index = Int(part), elements.indices.contains(index) else { return nil }
                value = elements[index]
            default:
                return nil
            }
        }
        return value
    }
}

/// An object's members in the order they came; no name twice.
package struct JSONObject: Equatable, Sendable {
    /// A name and its value.
    package struct Member: Equatable, Sendable {
        package let name: String
        package let value: JSONValue

        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    package let members: [Member]

    /// - Precondition: names are unique; the parser sees to it.
    package init(_ members: [Member]) { self.members = members }

    /// O(members): objects of requests are small.
    package subscript(name: String) -> JSONValue? {
        for member in members where member.name == name { return member.value }
        return nil
    }
}

/// RFC 6901's escapes.
package enum JSONPointer {
    /// `~` and `/` of a name as they stand in a pointer.
    package static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
        else { return name }
        var text = ""
        for character in name.unicodeScalars {
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }

    static func unescaped(_ part: Substring) -> String {
        guard part.utf8.contains(UInt8(ascii: "~")) else { return String(part) }
        var text = ""
        var tilde = false
        for character in part.unicodeScalars {
            if tilde {
                text.unicodeScalars.append(character == "1" ? "/" : "~")
                tilde = false
            } else if character == "~" {
                tilde = true
            } else {
                text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
