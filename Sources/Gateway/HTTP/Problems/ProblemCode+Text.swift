extension ProblemCode {
    /// The few words of `title`; the same for every problem of this code.
    var title: String { text.title }

    /// What leads to this answer, for the page `/problems/<code>`.
    var cause: String { text.cause }

    /// What a client does about it.
    var remedy: String { text.remedy }

    // swift-format-ignore
    private var text: (title: String, cause: String, remedy: String) {
        switch self {
        case .invalidRequest: ("Invalid request", "The request is not well formed: malformed JSON, an unknown or missing field, a wrong type, a value out of range, or a list of seats that is empty, too long or names a seat twice.", "Read detail and errors: each names the place by a JSON pointer. Correct the request; a repeat as it is will fail again.")
        case .unauthorized: ("Unauthorized", "This needs an API key, or the key that was sent is not known.", "Send Authorization: Bearer KEY with a key that the operator has made with seatgrid key create.")
        case .forbidden: ("Forbidden", "The key is good but lacks the right for this request.", "Use a key with the right that detail names, or ask the operator for one.")
        case .notFound: ("Not found", "There is nothing at this address: a wrong path, or a show, movie, city or layout that does not exist.", "Check the path and the id; ids come from the browse routes.")
        case .seatNotFound: ("Seat not found", "A label is not one of the show's layout.", "Take labels from GET /v1/layouts/{layout} of the show.")
        case .holdNotFound: ("Hold not found", "There is no hold with this id in this show. A hold that ended long ago is forgotten too.", "Check the id; if the seats are still wanted, make a new hold.")
        case .bookingNotFound: ("Booking not found", "There is no booking with this id in this show.", "Check the id and the show.")
        case .methodNotAllowed: ("Method not allowed", "The address exists, but not for this method.", "Use one of the methods that the Allow header names.")
        case .requestTimeout: ("Request timeout", "The request's head or body came too slowly.", "Send the request again, in one piece, on a new connection.")
        case .seatsUnavailable: ("Seats unavailable", "At least one seat is held, booked or blocked. conflicts names every seat in the way. Nothing was changed.", "Offer the seats of suggestion if there is one, or refresh the map and let the person choose again.")
        case .notEnoughTogether: ("Not enough seats together", "There are enough free seats, but not side by side.", "Ask for fewer, for another category, or without together.")
        case .soldOut: ("Sold out", "There are not as many free seats of this kind.", "Ask for fewer seats or another category; holds that run out bring seats back.")
        case .holdExpired: ("Hold expired", "The hold ran out or was given up; its seats may belong to somebody else by now.", "Hold the seats again and go on with the new hold.")
        case .cannotExtend: ("Cannot extend", "A hold may not run longer than the show allows, counted from its first acquisition.", "Book or release it. There is no way to extend it further.")
        case .illegalState: ("Illegal state", "This can't be done to the thing as it stands, for example releasing a hold that is booked.", "Read its state and decide anew.")
        case .paymentMismatch: ("Payment mismatch", "The payment does not belong to this order.", "Start the payment again from the order.")
        case .idempotencyInProgress: ("Still running", "The first request with this Idempotency-Key has no answer yet.", "Wait and repeat with the same key.")
        case .showClosed: ("Show closed", "The sale has not begun, is closed, or the show is cancelled.", "Read the show's state and sale window.")
        case .payloadTooLarge: ("Payload too large", "The body is larger than this address takes.", "Send less at a time.")
        case .unsupportedMediaType: ("Unsupported media type", "The body is not declared as application/json, or is compressed.", "Send Content-Type: application/json and an uncompressed body.")
        case .ruleViolation: ("Rule violation", "The selection breaks a rule of the show; rule names it.", "Take the legal selection of suggestion, or choose other seats.")
        case .idempotencyKeyReused: ("Idempotency key reused", "The same Idempotency-Key came before with another request.", "Use a fresh key for every new request, and the same one for repeats only.")
        case .waitingRoom: ("Waiting room", "The show needs admission before seats can be held.", "Follow the ticket's address and come back when admitted.")
        case .upgradeRequired: ("Upgrade required", "This address speaks WebSocket or server-sent events only.", "Connect with a WebSocket client, or send Accept: text/event-stream.")
        case .rateLimited: ("Too many requests", "This address sent more writes than it may.", "Wait as long as Retry-After says. Backends use a key with the right book.")
        case .holdLimit: ("Too many seats held", "One person would have more seats of this show than allowed.", "Release other holds of the same person first.")
        case .headersTooLarge: ("Header too large", "The request line or the header fields are too long or too many.", "Send fewer and shorter header fields; drop cookies.")
        case .internalError: ("Internal error", "The server met a case it does not know.", "Repeat later; if it stays, report the request id.")
        case .unavailable: ("Unavailable", "The node is starting or stopping, or the show is being changed. Nothing is known to have been done.", "Repeat after Retry-After with the same Idempotency-Key: the answer tells.")
        case .notOwner: ("Not the owner", "Another node owns this show now.", "Repeat after Retry-After; the proxy will have learnt the new owner.")
        case .readOnly: ("Read only", "The log's disk is nearly full. Booking and releasing go on, new holds do not.", "Repeat after Retry-After; tell the operator to make room.")
        }
    }
}
