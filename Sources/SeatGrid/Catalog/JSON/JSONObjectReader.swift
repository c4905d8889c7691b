/// Reads the fields of one object of a body and notes everything that is wrong with it.
///
/// A method that gives nil for a field that had to be there has noted why; so a reader goes on to
/// the next field, and the caller learns of all faults at once.
package struct JSONObjectReader {
    package let object: JSONObject
    package let issues: JSONIssues

    /// nil (and noted) if `value` is no object. Fields that are not in `fields` are noted.
    package init?(_ value: JSONValue, fields: [String], issues: JSONIssues) {
        guard case .object(let object) = value else {
            issues.add("must be an object, not \(value.kind)")
            return nil
        }
        self.object = object
        self.issues = issues
        for member in object.members where !fields.contains(member.name) {
            issues.add("unknown field", at: .name(member.name))
        }
    }

    /// The field's value; nil if it is missing or null.
    package func optional(_ name: String) -> JSONValue? {
        guard let value = object[name], value != .null else { return nil }
        return value
    }

    /// The field's value; missing or null is noted.
    package func required(_ name: String) -> JSONValue? {
        guard let value = object[name] else {
            issues.add("missing field", at: .name(name))
            return nil
        }
        return value
    }

    /// A string of 1 to `limit` bytes without control characters.
    package func text(_ name: String, limit: Int) -> String? {
        guard let value = required(name) else { return nil }
        return issues.at(name) { Self.text(value, limit: limit, issues: issues) }
    }

    /// As `text`, but may be missing or null.
    package func optionalText(_ name: String, limit: Int) -> String? {
        guard let value = optional(name) else { return nil }
        return issues.at(name) { Self.text(value, limit: limit, issues: issues) }
    }

    /// An id: `[A-Za-z0-9_-]{1,64}`.
    package func identifier(_ name: String) -> String? {
        guard let value = required(name) else { return nil }
        return issues.at(name) { Self.identifier(value, issues: issues) }
    }

    /// A whole number within `range`, written without fraction or exponent.
    package func integer(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let value = required(name) else { return nil }
        return issues.at(name) { Self.integer(value, in: range, issues: issues) }
    }

    /// A whole number in `range`, nil if the field is missing or null.
    package func optionalInteger(_ name: String, in range: ClosedRange<Int64>) -> Int64? {
        guard let value = optional(name) else { return nil }
        return issues.at(name) { Self.integer(value, in: range, issues: issues) }
    }

    /// A number from `-limit` to `limit`; never minus zero.
    package func coordinate(_ name: String, limit: Double) -> Double? {
        guard let value = required(name) else { return nil }
        let number: Double
        switch value {
        case .integer(let integer): number = Double(integer)
        case .number(let double): number = double
        default:
            issues.add("must be a number, not \(value.kind)", at: .name(name))
            return nil
        }
        guard number.magnitude <= limit else {
            issues.add("must be from -\(Int(limit)) to \(Int(limit))", at: .name(name))
            return nil
        }
        return number == 0 ? 0 : number
    }

    /// Runs `read` on each element of a list, at its place; nil elements are left out.
    ///
    /// - Parameter isOptional: a missing list is an empty one.
    package func list<Element>(
        _ name: String,
        limit: Int,
        isOptional: Bool = false,
        _ read: (JSONValue, Int) -> Element?
    ) -> [Element] {
        guard let value = isOptional ? optional(name) : required(name) else { return [] }
        return issues.at(name) {
            guard case .array(let elements) = value else {
                issues.add("must be an array, not \(value.kind)")
                return []
            }
            guard elements.count <= limit else {
                issues.add("at most \(limit) entries, not \(elements.count)")
                return []
            }
            var list: [Element] = []
            list.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                if issues.isFull { break }
                if let element = issues.at(index, { read(element, index) }) { list.append(element) }
            }
            return list
        }
    }

    /// A list of texts, none twice.
    package func texts(_ name: String, count: Int, limit: Int, isOptional: Bool = false) -> [String]
    {
        var seen: Set<String> = []
        return list(name, limit: count, isOptional: isOptional) { value, _ in
            guard let text = Self.text(value, limit: limit, issues: issues) else { return nil }
            guard seen.insert(text).inserted else {
                issues.add("is in the list twice")
                return nil
            }
            return text
        }
    }
}

extension JSONObjectReader {
    static func text(_ value: JSONValue, limit: Int, issues: JSONIssues) -> String? {
        guard case .string(let text) = value else {
            issues.add("must be a string, not \(value.kind)")
            return nil
        }
        guard !text.isEmpty else {
            issues.add("must not be empty")
            return nil
        }
        guard text.utf8.count <= limit else {
            issues.add("at most \(limit) bytes, not \(text.utf8.count)")
            return nil
        }
        // A line break may stand in a synopsis; nothing else below a space belongs in a text.
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a }) else {
            issues.add("has a control character")
            return nil
        }
        return text
    }

    static func identifier(_ value: JSONValue, issues: JSONIssues) -> String? {
        guard case .string(let text) = value else {
            issues.add("must be a string, not \(value.kind)")
            return nil
        }
        guard CatalogLimits.isIdentifier(text) else {
            issues.add("must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -")
            return nil
        }
        return text
    }

    static func integer(
        _ value: JSONValue,
        in range: ClosedRange<Int64>,
        issues: JSONIssues
    ) -> Int64? {
        guard case .integer(let integer) = value else {
            issues.add("must be a whole number, not \(value.kind)")
            return nil
        }
        guard range.contains(integer) else {
            issues.add("must be from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return integer
    }
}
