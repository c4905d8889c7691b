import Foundation

/// A configuration file: one flat JSON object whose keys are the long flags without `--`.
struct SettingsFile {
    private var values: [String: String] = [:]

    static let empty = SettingsFile()
    private init() {}

    /// Reads `path`; every key must be one of `known`, every value a string, number or boolean.
    init(path: String, known: Set<String>) throws(SettingsError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw SettingsError("cannot read the configuration file \(path): \(error)")
        }
        let parsed = try? JSONSerialization.jsonObject(with: data)
        guard let object = parsed as? [String: Any] else {
            throw SettingsError(
                "\(path) is not a JSON object, like {\"listen\": \"127.0.0.1:8080\"}"
            )
        }
        for (key, value) in object {
            guard known.contains(key) else {
                let names = known.sorted().joined(separator: ", ")
                throw SettingsError("\(path): unknown setting \"\(key)\"; known are \(names)")
            }
            guard let text = Self.text(value) else {
                throw SettingsError("\(path): \"\(key)\" must be a string, a number or a boolean")
            }
            values[key] = text
        }
    }

    subscript(key: String) -> String? { values[key] }

    private static func text(_ value: Any) -> String? {
        if let text = value as? String { return text }
        if let number = value as? NSNumber { return number.stringValue }
        return nil
    }
}

/// A setting that can't be used, with what to do; the process ends with 78 (configuration).
struct SettingsError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
