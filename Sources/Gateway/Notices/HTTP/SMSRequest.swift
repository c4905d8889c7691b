import SeatGrid

/// The request that hands a short message to a provider.
enum SMSRequest {
    /// nil for a provider that isn't asked by HTTP.
    ///
    /// - Throws: `NoticeError` if the provider has no template for the notice.
    static func make(
        _ provider: SMSProvider,
        _ notice: Notice,
        text: String
    ) throws(NoticeError) -> NoticeHTTP.Request? {
        switch provider {
        case .twilio(let base, let account, let token, let from):
            return twilio(base, account, token, from, notice.recipient, text)
        case .msg91(let base, let key, let templates):
            return try msg91(base, key, templates, notice)
        case .generic(let service):
            return generic(service, notice.recipient, text)
        case .file: return nil
        }
    }

    private static func twilio(
        _ base: String,
        _ account: String,
        _ token: String,
        _ from: String,
        _ recipient: String,
        _ text: String
    ) -> NoticeHTTP.Request {
        let sender = from.hasPrefix("MG") ? "MessagingServiceSid" : "From"
        let form = [("To", recipient), (sender, from), ("Body", text)]
        let basic = Base64Text.encode(Array("\(account):\(token)".utf8))
        return NoticeHTTP.Request(
            url: "\(base)/2010-04-01/Accounts/\(account)/Messages.json",
            fields: [
                ("content-type", "application/x-www-form-urlencoded"),
                ("authorization", "Basic \(basic)"),
            ],
            body: Array(form.map { "\($0)=\(formEscaped($1))" }.joined(separator: "&").utf8)
        )
    }

    private static func msg91(
        _ base: String,
        _ key: String,
        _ templates: [String: SMSProvider.MSG91Template],
        _ notice: Notice
    ) throws(NoticeError) -> NoticeHTTP.Request {
        let names = [
            "\(notice.kind.rawValue).\(notice.locale.rawValue)",
            "\(notice.kind.rawValue).\(NoticeLocale.english.rawValue)",
        ]
        guard let template = names.lazy.compactMap({ templates[$0] }).first else {
            throw NoticeError("no template \(names[0]) at msg91")
        }
        var writer = JSONWriter()
        writer.object { json in
            json.field("template_id", template.id)
            json.field("short_url", "0")
            json.array("recipients") { json in
                json.object { json in
                    // Numbers without a plus.
                    json.field("mobiles", String(notice.recipient.drop { $0 == "+" }))
                    for (variable, datum) in template.variables.sorted(by: { $0.key < $1.key }) {
                        json.field(variable, TemplateData.text(notice.data[datum]))
                    }
                }
            }
        }
        return NoticeHTTP.Request(
            url: "\(base)/api/v5/flow",
            fields: [("content-type", "application/json"), ("authkey", key)],
            body: writer.bytes
        )
    }

    private static func generic(
        _ service: SMSProvider.GenericSMS,
        _ recipient: String,
        _ text: String
    ) -> NoticeHTTP.Request {
        let isJSON = service.contentType == "application/json"
        let escape = isJSON ? jsonEscaped : formEscaped
        var body = ""
        var rest = service.body[...]
        // One pass: a text that says {{to}} stays as it is.
        while let start = rest.firstRange(of: "{{"),
            let end = rest[start.upperBound...].firstRange(of: "}}")
        {
            body += rest[..<start.lowerBound]
            switch rest[start.upperBound..<end.lowerBound] {
            case "to": body += escape(recipient)
            case "text": body += escape(text)
            default: body += rest[start.lowerBound..<end.upperBound]
            }
            rest = rest[end.upperBound...]
        }
        body += rest
        return NoticeHTTP.Request(
            method: service.method,
            url: service.url,
            fields: [("content-type", service.contentType)]
                + service.fields.sorted { $0.key < $1.key },
            body: Array(body.utf8)
        )
    }

    /// As inside a JSON string.
    private static func jsonEscaped(_ text: String) -> String {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.string(text)
        return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    /// `application/x-www-form-urlencoded`: everything but RFC 3986's unreserved is escaped.
    static func formEscaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                out.append(byte)
            default: out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
