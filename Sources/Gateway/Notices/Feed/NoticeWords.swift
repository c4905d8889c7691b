import SeatGrid

/// Times and amounts as people read them.
enum NoticeWords {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let hindiDays = ["रवि", "सोम", "मंगल", "बुध", "गुरु", "शुक्र", "शनि"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let hindiMonths = [
        "जन", "फ़र", "मार्च", "अप्रैल", "मई", "जून", "जुल", "अग", "सित", "अक्तू", "नव", "दिस",
    ]

    /// `Tue 1 Dec 2026, 19:00`, by the clocks of the venue's zone.
    static func time(_ time: WallTime, zone: String, _ locale: NoticeLocale) -> String {
        let rule = ZoneTable.rule(for: zone)
        let date = rule.date(at: time)
        let local = time.rawValue + rule.offset(at: time) * 1_000
        let minutes = (local / 60_000) % 1_440
        let (year, month, day) = date.civil
        let isHindi = locale == .hindi
        let dayName = (isHindi ? hindiDays : days)[Int(date.weekday)]
        let monthName = (isHindi ? hindiMonths : months)[Int(month) - 1]
        let clock = "\(two(minutes / 60)):\(two(minutes % 60))"
        return "\(dayName) \(day) \(monthName) \(year), \(clock)"
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// `₹1,25,000.00`, or `USD 12.00`.
    static func amount(_ minor: Int64, _ currency: String) -> String {
        let whole = "\(minor / 100)"
        let rest = two(minor % 100)
        guard currency == "INR" else { return "\(currency) \(whole).\(rest)" }
        return "₹\(indian(whole)).\(rest)"
    }

    /// Why something came to nothing; nil: the buyer knows best.
    static func reason(_ reason: OrderReason, _ locale: NoticeLocale) -> String? {
        let isHindi = locale == .hindi
        switch reason {
        case .showCancelled: return isHindi ? "शो रद्द हो गया" : "the show was cancelled"
        case .operatorCancelled:
            return isHindi ? "सिनेमा ने बुकिंग रद्द की" : "the cinema cancelled the booking"
        case .lateNothingFree:
            return isHindi
                ? "भुगतान आने तक सीटें जा चुकी थीं" : "the payment came after the seats were gone"
        case .offerLapsed:
            return isHindi
                ? "दूसरी सीटों के लिए समय पर उत्तर नहीं आया"
                : "the other seats were not taken in time"
        case .captureRefused:
            return isHindi ? "बैंक ने भुगतान रोक दिया" : "the bank stopped the payment"
        case .wrongAmount:
            return isHindi ? "राशि ऑर्डर की राशि से अलग थी" : "it was another sum than the order's"
        default: return nil
        }
    }

    /// Groups of two before the last three: lakhs and crores.
    private static func indian(_ digits: String) -> String {
        guard digits.count > 3 else { return digits }
        var head = digits.dropLast(3)
        var groups = [String(digits.suffix(3))]
        while !head.isEmpty {
            groups.insert(String(head.suffix(2)), at: 0)
            head = head.dropLast(2)
        }
        return groups.joined(separator: ",")
    }
}
