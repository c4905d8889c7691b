/// What an id of the provider may look like: `order_…`, `pay_…` or `rfnd_…`, then 14 letters and
/// digits.
enum RazorpayID {
    /// 1 to 64 of `[A-Za-z0-9_]`: fit for a path, a log and a signature's message.
    static func isPlausible(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
