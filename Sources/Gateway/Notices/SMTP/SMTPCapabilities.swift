/// What a server said it can, in its answer to EHLO.
struct SMTPCapabilities: Equatable, Sendable {
    private(set) var hasPipelining = false
    private(set) var hasStartTLS = false
    private(set) var hasUTF8 = false
    private(set) var isEightBit = false
    /// The largest mail it takes, bytes; nil: it did not say, or there is no limit.
    private(set) var sizeLimit: Int?
    private(set) var hasSize = false
    private(set) var mechanisms: Set<String> = []

    /// None, as after HELO.
    init() {}

    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            let words = line.uppercased().split(separator: " ").map(String.init)
            switch words.first {
            case "PIPELINING": hasPipelining = true
            case "STARTTLS": hasStartTLS = true
            case "SMTPUTF8": hasUTF8 = true
            case "8BITMIME": isEightBit = true
            case "SIZE":
                hasSize = true
                sizeLimit = words.dropFirst().first.flatMap { Int($0) }.flatMap {
                    $0 > 0 ? $0 : nil
                }
            case "AUTH": mechanisms.formUnion(words.dropFirst())
            default: break
            }
        }
    }
}
