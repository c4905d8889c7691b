extension WallTime {
    /// Reads RFC 3339: `2026-12-01T13:30:00Z`, fractions and offsets included.
    ///
    /// Digits beyond milliseconds are cut off. A leap second (`:60`) counts as the second after it.
    /// nil if the text is no such time, or its year in UTC is not 0000 to 9999.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20,
            let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
            bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"),
            let hour = Decimal.value(of: bytes[11..<13]), hour < 24,
            let minute = Decimal.value(of: bytes[14..<16]), minute < 60,
            let second = Decimal.value(of: bytes[17..<19]), second <= 60
        else { return nil }
        var position = 19
        guard let fraction = Self.milliseconds(bytes, at: &position),
            let offset = Self.offset(bytes[position...])
        else { return nil }
        let minutes = date.days * 1_440 + hour * 60 + minute - offset
        let value = minutes * 60_000 + second * 1_000 + fraction
        guard Self.representable.contains(value) else { return nil }
        self.init(rawValue: value)
    }

    /// `2026-12-01T13:30:00Z`, with three digits of fraction only where they are not zero.
    ///
    /// Times before year 0 or after 9999, which RFC 3339 can't write, are written as the nearest.
    package var rfc3339: String {
        let value = min(max(rawValue, Self.representable.lowerBound), Self.representable.upperBound)
        let day = CalendarDate(containing: value)
        var rest = value - day.midnightUTC.rawValue
        let date = day.civil
        var text: [UInt8] = []
        text.reserveCapacity(24)
        func put(_ number: Int64, _ width: Int, _ after: Unicode.Scalar) {
            Decimal.append(number, width: width, to: &text)
            text.append(UInt8(ascii: after))
        }
        put(date.year, 4, "-")
        put(date.month, 2, "-")
        put(date.day, 2, "T")
        put(rest / 3_600_000, 2, ":")
        rest %= 3_600_000
        put(rest / 60_000, 2, ":")
        rest %= 60_000
        let fraction = rest % 1_000
        put(rest / 1_000, 2, fraction == 0 ? "Z" : ".")
        if fraction != 0 { put(fraction, 3, "Z") }
        return String(decoding: text, as: UTF8.self)
    }

    /// 0000-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z.
    private static let representable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    private static func milliseconds(_ bytes: [UInt8], at position: inout Int) -> Int64? {
        guard bytes[position] == UInt8(ascii: ".") else { return 0 }
        position += 1
        var value: Int64 = 0
        var scale: Int64 = 100
        let start = position
        while position < bytes.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[position] {
            value += Int64(bytes[position] - UInt8(ascii: "0")) * scale
            scale /= 10
            position += 1
        }
        return position > start ? value : nil
    }

    /// Minutes east of Greenwich.
    private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
        let bytes = Array(text)
        if bytes.count == 1 { return bytes[0] | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
            bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            let hours = Decimal.value(of: bytes[1..<3]), hours < 24,
            let minutes = Decimal.value(of: bytes[4..<6]), minutes < 60
        else { return nil }
        let sum = hours * 60 + minutes
        return bytes[0] == UInt8(ascii: "-") ? -sum : sum
    }
}
