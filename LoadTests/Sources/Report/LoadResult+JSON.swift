public import FoundationEssentials

extension LoadResult {
    /// Why a text is no result.
    public struct Unreadable: Error, CustomStringConvertible {
        /// In one sentence.
        public let description: String
    }

    /// Reads what `json` made. Unknown fields are passed over.
    ///
    /// Throws when a field is missing or of another kind, or the schema is not this one.
    public init(json: Data) throws(Unreadable) {
        do {
            // A newer one may lack fields of this one: it is to be called newer, not damaged.
            let schema = try JSONDecoder().decode(Head.self, from: json).schema
            guard schema == Self.schema else {
                throw Unreadable(
                    description: "schema is '\(schema)', this tool reads '\(Self.schema)'"
                )
            }
            self = try JSONDecoder().decode(LoadResult.self, from: json)
        } catch let error as Unreadable {
            throw error
        } catch let error as DecodingError {
            throw Unreadable(description: Self.sentence(of: error))
        } catch {
            throw Unreadable(description: "no JSON: \(error)")
        }
    }

    private struct Head: Decodable { var schema: String }

    /// One JSON object on one line, keys sorted. Fails for figures that are not finite.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    private static func sentence(of error: DecodingError) -> String {
        func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
            (context.codingPath + (key.map { [$0] } ?? []))
                .map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
                .joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context): return "'\(place(context, key))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "'\(place(context))' is of the wrong kind"
        case .dataCorrupted(let context):
            let at = place(context)
            return at.isEmpty ? "no JSON" : "'\(at)' can't be read"
        @unknown default: return "can't be read"
        }
    }
}
