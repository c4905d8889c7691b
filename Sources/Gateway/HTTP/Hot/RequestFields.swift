import NIOHTTP1

/// The header fields that this server looks at, picked in one pass over all of them.
struct RequestFields {
    var contentType: String?
    var contentLength: Int?
    var authorization: String?
    var requestID: String?
    var idempotencyKey: String?
    var ifNoneMatch: String?
    var forwardedFor: String?
    var accept: String?
    var hasContentEncoding = false
    var expectsContinue = false
    var hasUpgrade = false
    /// How often `Host` came.
    var hosts = 0
    /// A field that may come once came twice: which one.
    var repeated: String?

    /// None of them.
    init() {}

    init(_ headers: HTTPHeaders) {
        for (name, value) in headers { pick(name, value) }
    }

    /// By length first: almost every field is out after one comparison.
    private mutating func pick(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4:
            if Self.same(name, "host") { hosts += 1 }
        case 6:
            if Self.same(name, "expect") { expectsContinue = Self.same(value, "100-continue") }
            if Self.same(name, "accept") { accept = value }
        case 7:
            if Self.same(name, "upgrade") { hasUpgrade = true }
        case 12:
            if Self.same(name, "content-type") { contentType = once(contentType, name, value) }
            if Self.same(name, "x-request-id") { requestID = value }
        case 13:
            if Self.same(name, "authorization") { authorization = once(authorization, name, value) }
            if Self.same(name, "if-none-match") { ifNoneMatch = value }
        case 14:
            if Self.same(name, "content-length") { contentLength = Int(value) }
        case 15:
            if Self.same(name, "idempotency-key") {
                idempotencyKey = once(idempotencyKey, name, value)
            }
            if Self.same(name, "x-forwarded-for") { forwardedFor = value }
        case 16:
            if Self.same(name, "content-encoding") { hasContentEncoding = true }
        default: break
        }
    }

    private mutating func once(_ earlier: String?, _ name: String, _ value: String) -> String {
        if earlier != nil { repeated = name }
        return value
    }

    /// Whether two ASCII strings of equal length are the same but for case; `lower` is lower case.
    @inline(__always)
    static func same(_ text: String, _ lower: StaticString) -> Bool {
        var index = 0
        let count = lower.utf8CodeUnitCount
        guard text.utf8.count == count else { return false }
        for byte in text.utf8 {
            let folded = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
            if unsafe folded != lower.utf8Start[index] { return false }
            index += 1
        }
        return true
    }

    /// Whether the body is declared as JSON (`application/json`, parameters allowed).
    var isJSON: Bool {
        guard let contentType else { return false }
        if contentType == "application/json" { return true }
        let essence = contentType.prefix { $0 != ";" && $0 != " " && $0 != "\t" }
        return Self.same(String(essence), "application/json")
    }
}
