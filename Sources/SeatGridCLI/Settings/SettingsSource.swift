/// Where a setting's value comes from: a flag, else `SEATGRID_NAME`, else the configuration file,
/// else its default.
struct SettingsSource {
    private let environment: [String: String]
    private let file: SettingsFile

    init(environment: [String: String], file: SettingsFile) {
        self.environment = environment
        self.file = file
    }

    func text(_ name: String, flag: String?) -> String? {
        flag ?? environment[Self.variable(name)] ?? file[name]
    }

    func value<Value>(
        _ name: String,
        flag: String?,
        default fallback: Value,
        expecting: String,
        parse: (String) -> Value?
    ) throws(SettingsError) -> Value {
        guard let text = text(name, flag: flag) else { return fallback }
        guard let value = parse(text) else {
            throw SettingsError(
                "--\(name) (or \(Self.variable(name))) is \"\(text)\", "
                    + "but must be \(expecting)"
            )
        }
        return value
    }

    func number(
        _ name: String,
        _ flag: String?,
        _ fallback: Int,
        _ range: ClosedRange<Int>
    ) throws(SettingsError) -> Int {
        try value(
            name,
            flag: flag,
            default: fallback,
            expecting: "a whole number from \(range.lowerBound) to \(range.upperBound)"
        ) { Int($0).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// `rate-limit` → `SEATGRID_RATE_LIMIT`.
    static func variable(_ name: String) -> String {
        "SEATGRID_" + name.uppercased().replacing("-", with: "_")
    }
}
