/// A phone number as it is stored and as short messages go to it: E.164, `+919812345678`.
struct PhoneNumber: Equatable, Sendable {
    let text: String

    /// nil unless `written`, without blanks, hyphens and parentheses, is a plus and 7 to 15
    /// digits; or, where there is a `country` (`+91`), the ten digits that follow it, with or
    /// without its digits or a 0 before them.
    init?(_ written: String, country: String? = nil) {
        let plain = String(written.filter { !" -()".contains($0) })
        let whole = country.flatMap { Self.local(plain, country: $0) } ?? plain
        guard SMSSender.isNumber(whole) else { return nil }
        text = whole
    }

    /// nil: it is not written as people of the country write theirs.
    private static func local(_ plain: String, country: String) -> String? {
        guard plain.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        let digits = country.dropFirst()
        switch plain.utf8.count {
        case 10: return country + plain
        case 11 where plain.hasPrefix("0"): return country + plain.dropFirst()
        case 10 + digits.utf8.count where plain.hasPrefix(digits): return "+" + plain
        default: return nil
        }
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
