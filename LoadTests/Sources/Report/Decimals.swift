/// Numbers as a person reads them, always with a point and with commas between thousands.
enum Decimals {
    /// `value` with `places` digits after the point.
    static func fixed(_ value: Double, _ places: Int) -> String {
        guard value.isFinite else { return "–" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 1e18 else { return "\(value)" }
        let whole = Int64(scaled) / Int64(scale)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let fraction = String(Int64(scaled) % Int64(scale))
        return "\(sign)\(whole)."
            + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// `value` as a whole number: 48,210.
    static func whole(_ value: Double) -> String {
        let digits = fixed(value.rounded(), 0)
        let sign = digits.hasPrefix("-") ? "-" : ""
        var text = ""
        for (place, digit) in digits.dropFirst(sign.count).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return sign + String(text.reversed())
    }

    /// As `whole`.
    static func whole(_ value: some BinaryInteger) -> String { whole(Double(value)) }

    /// How often: `once`, `2 times`.
    static func times(_ count: UInt64) -> String { count == 1 ? "once" : "\(whole(count)) times" }

    /// Three digits that say something: 0.0123, 1.23, 12.3, 123, 1,234.
    static func short(_ value: Double) -> String {
        let size = abs(value)
        if size >= 100 { return whole(value) }
        if size >= 10 { return fixed(value, 1) }
        if size >= 1 || value == 0 { return value == 0 ? "0" : fixed(value, 2) }
        return fixed(value, size >= 0.1 ? 3 : 4)
    }

    /// `short` without zeros at its end, for axes.
    static func tick(_ value: Double) -> String {
        var text = value >= 100 ? whole(value) : fixed(value, 4)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }

    /// Milliseconds with their unit: `1.23 ms`, from a second on `1.23 s`.
    static func milliseconds(_ value: Double) -> String {
        value >= 1000 ? "\(short(value / 1000))\u{a0}s" : "\(short(value))\u{a0}ms"
    }

    /// Bytes with the unit that fits.
    static func bytes(_ value: UInt64) -> String {
        var left = Double(value)
        for unit in ["B", "KiB", "MiB"] {
            if left < 1024 { return "\(short(left))\u{a0}\(unit)" }
            left /= 1024
        }
        return "\(short(left))\u{a0}GiB"
    }

    /// A share of 1 as percent: `0.12 %`.
    static func percent(_ share: Double) -> String { "\(short(share * 100))\u{a0}%" }
}
