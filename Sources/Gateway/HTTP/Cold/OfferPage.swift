import SeatGrid

/// What a buyer sees who follows the link of an offer's mail: the seats and two buttons, or what
/// has become of the order.
struct OfferPage {
    let order: OrderView
    /// `en` or `hi`; as the order's.
    let locale: String
    /// The movie's.
    let title: String
    /// Labels.
    let seats: [String]
    /// Where the page is.
    let path: String

    private var words: OfferWords { locale == "hi" ? .hindi : .english }

    var html: ColdAnswer {
        PlainPage.html(
            language: locale == "hi" ? "hi" : "en",
            title: title,
            body: "<p>\(PlainPage.escaped(message))</p>\n" + seatList + actions
        )
    }

    private var message: String {
        switch order.state {
        case .authorized: words.offer
        case .capturing: words.capturing
        case .paid: words.paid
        case .created, .failed: words.unpaid
        case .expired, .refunding, .refunded: words.gone
        case .stuck: words.stuck
        }
    }

    private var seatList: String {
        guard [.authorized, .capturing, .paid].contains(order.state) else { return "" }
        let list = PlainPage.escaped(seats.joined(separator: ", "))
        return "<p>\(words.seats): <strong>\(list)</strong></p>\n"
    }

    private var actions: String {
        switch order.state {
        case .authorized:
            let minutes = (order.expiresIn + 59_999) / 60_000
            return "<p>\(words.timeLeft): \(minutes)</p>\n"
                + PlainPage.button(words.accept, to: path + "/accept") + "\n"
                + PlainPage.button(words.decline, to: path + "/decline")
        case .capturing:
            return "<p><a href=\"\(PlainPage.escaped(path))\">\(words.lookAgain)</a></p>"
        case .created, .failed, .paid, .expired, .refunding, .refunded, .stuck: return ""
        }
    }
}

/// The page's words in one language.
struct OfferWords {
    let offer: String
    let seats: String
    let timeLeft: String
    let accept: String
    let decline: String
    let capturing: String
    let lookAgain: String
    let paid: String
    let unpaid: String
    let gone: String
    let stuck: String

    static let english = OfferWords(
        offer: "Your payment came after your seats were gone. We keep these for you.",
        seats: "Seats",
        timeLeft: "Minutes left to answer",
        accept: "Take these seats",
        decline: "No, give me my money back",
        capturing: "You have taken the seats. The payment is being completed.",
        lookAgain: "Look again",
        paid: "The seats are yours.",
        unpaid: "Nothing has been paid for this order yet.",
        gone: "There are no seats for this order any more. What was paid goes back.",
        stuck: "Somebody is looking after this order. You will hear from us."
    )

    static let hindi = OfferWords(
        offer: "आपका भुगतान आपकी सीटें चले जाने के बाद आया। ये सीटें हमने आपके लिए रखी हैं।",
        seats: "सीटें",
        timeLeft: "जवाब देने के लिए बचे मिनट",
        accept: "ये सीटें लें",
        decline: "नहीं, मेरे पैसे लौटाएँ",
        capturing: "आपने सीटें ले ली हैं। भुगतान पूरा किया जा रहा है।",
        lookAgain: "फिर देखें",
        paid: "सीटें आपकी हैं।",
        unpaid: "इस ऑर्डर के लिए अभी तक कोई भुगतान नहीं हुआ है।",
        gone: "इस ऑर्डर के लिए अब कोई सीट नहीं है। जो भुगतान हुआ, वह लौटाया जाता है।",
        stuck: "हमारे लोग इस ऑर्डर को देख रहे हैं। हम आपको बताएँगे।"
    )
}
