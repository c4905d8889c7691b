import SeatGrid

/// What an answer of Razorpay's means: a value, so that it is tested without a socket.
enum RazorpayAnswer {
    /// The entity in an answer of success; else what went wrong.
    ///
    /// Only an answer that Razorpay itself wrote to say no is a refusal. Whatever a proxy or a
    /// dying server may have sent leaves it open what happened.
    static func entity(
        status: Int,
        body: [UInt8],
        retryAfter: String?,
        limits: PaymentLimits
    ) throws(PaymentError) -> RazorpayEntity {
        let json = try? JSONParser.parse(body, maxDepth: limits.nesting)
        switch status {
        case 200..<300:
            guard let entity = RazorpayEntity(json) else {
                throw .unknown(detail: "an answer \(status) that is no JSON object")
            }
            return entity
        case 401: throw .unauthorized
        case 429:
            throw .rateLimited(retryAfterMilliseconds: wait(retryAfter, limits))
        // The same request is still being worked on; its outcome is not known yet.
        case 408, 409, 425:
            throw .unknown(detail: "status \(status)")
        case 400..<500:
            guard case .object(let error) = json?[pointer: "/error"] else {
                throw .unknown(detail: "status \(status) that is not the provider's own")
            }
            throw refusal(error)
        default: throw .unknown(detail: "status \(status)")
        }
    }

    /// `reason` tells more than `code`, where there is one.
    private static func refusal(_ error: JSONObject) -> PaymentError {
        var code = "BAD_REQUEST_ERROR"
        for name in ["code", "reason"] {
            if case .string(let text) = error[name], text != "NA",
                (1...64).contains(text.utf8.count),
                text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
            {
                code = text
            }
        }
        var detail = ""
        if case .string(let text) = error["description"] {
            let visible = text.unicodeScalars.filter { $0.value >= 0x20 }.prefix(200)
            detail = String(String.UnicodeScalarView(visible))
        }
        return .refused(code: code, detail: detail)
    }

    /// `Retry-After` in seconds, within reason.
    private static func wait(_ header: String?, _ limits: PaymentLimits) -> Int64 {
        guard let header, let seconds = Int64(header), seconds > 0 else {
            return limits.usualRetryAfter
        }
        let (wait, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        return overflow ? limits.longestRetryAfter : min(wait, limits.longestRetryAfter)
    }
}
