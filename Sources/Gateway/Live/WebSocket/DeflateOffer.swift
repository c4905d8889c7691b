/// A client's offer of permessage-deflate that can be taken, RFC 7692 §7.1.
///
/// Both sides are always asked to forget between messages: the server because one deflated message
/// serves every viewer, the client so that no socket needs an inflater (40 KB) of its own.
struct DeflateOffer: Equatable {
    /// The largest window the client can inflate with. If it is smaller than ours the client gets
    /// its messages uncompressed, which is always allowed.
    private(set) var windowBits = 15
    private var namesWindow = false

    /// The parameters agreed, for the answer.
    var answer: String {
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
            + (namesWindow ? "; server_max_window_bits=\(windowBits)" : "")
    }

    /// The first offer of all that can be taken, nil if there is none.
    static func first(in headers: [String]) -> DeflateOffer? {
        headers.lazy.flatMap { $0.split(separator: ",") }.compactMap { DeflateOffer($0) }.first
    }

    /// Nil if it is another extension, or has a parameter that is unknown, wrong or there twice.
    private init?(_ text: Substring) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trim)
        guard parts[0] == "permessage-deflate" else { return nil }
        var seen: Set<String> = []
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map(Self.trim)
            guard let name = pair.first, seen.insert(name).inserted else { return nil }
            let value = pair.count == 2 ? Self.unquoted(pair[1]) : nil
            guard take(name, value) else { return nil }
        }
    }

    private mutating func take(_ name: String, _ value: String?) -> Bool {
        switch name {
        case "server_no_context_takeover", "client_no_context_takeover":
            return value == nil
        case "server_max_window_bits":
            guard let bits = value.flatMap(Self.bits) else { return false }
            windowBits = bits
            namesWindow = true
            return true
        case "client_max_window_bits":
            return value == nil || value.flatMap(Self.bits) != nil
        default:
            return false
        }
    }

    private static func bits(_ text: String) -> Int? {
        guard text.first != "0", text.allSatisfy(\.isNumber), let bits = Int(text) else {
            return nil
        }
        return (8...15).contains(bits) ? bits : nil
    }

    private static func unquoted(_ text: String) -> String {
        text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
            ? String(text.dropFirst().dropLast()) : text
    }

    private static func trim(_ text: Substring) -> String {
        String(
            text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }
                .reversed()
        )
    }
}
