/// What a seat costs in the demo, in paise, before city and house count.
enum DemoPrices {
    static func film(
        _ format: String,
        minute: Int,
        isWeekend: Bool
    ) -> [(category: String, amount: Int)] {
        let base = [
            ("silver", 16_000), ("gold", 23_000), ("platinum", 34_000), ("recliner", 58_000),
        ]
        let time = minute < 12 * 60 ? 75 : minute >= 18 * 60 ? 115 : 100
        let formats = ["3D": 120, "IMAX": 165, "4DX": 180]
        let percent = time * (isWeekend ? 120 : 100) * (formats[format] ?? 100)
        return base.map { ($0.0, $0.1 * percent / 1_000_000) }
    }

    /// The categories that a hall of the data has.
    static func categories(of hall: String) -> [String] {
        switch hall {
        case "arena-20000": ["floor", "lower", "upper"]
        case "recliner-60": ["recliner"]
        case "boutique-96": ["gold", "recliner"]
        case "grand-350": ["silver", "gold", "platinum", "recliner"]
        default: ["silver", "gold", "platinum"]
        }
    }
}
