/// A phone number as it is stored and as short messages go to it: E.164, `+919812345678`.
struct PhoneNumber: Equatable, Sendable {
    let text: String

    /// nil unless `written`, without blanks, hyphens and parentheses, is a plus and 7 to 15
    /// digits; or, where there is a `country` (`+91`), the ten digits that follow it.
    init?(_ written: String, country: String? = nil) {
        let plain = String(written.filter { !" -()".contains($0) })
        let isLocal = plain.utf8.count == 10 && plain.utf8.allSatisfy { 0x30...0x39 ~= $0 }
        let whole = isLocal ? (country ?? "") + plain : plain
        guard SMSSender.isNumber(whole) else { return nil }
        text = whole
    }
}

/// What a country's phone numbers begin with.
package enum CountryCode {
    /// A plus and one to three digits.
    package static func isValid(_ text: String) -> Bool {
        text.hasPrefix("+") && 1...3 ~= text.utf8.count - 1
            && text.utf8.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
    }
}
