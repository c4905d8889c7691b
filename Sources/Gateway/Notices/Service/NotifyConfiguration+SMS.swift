import SeatGrid

extension NotifyConfiguration {
    private static let smsFields = [
        "provider", "concurrency", "base", "account", "token_file", "token_env", "from",
        "key_file", "key_env", "templates", "method", "url", "content_type", "fields", "body",
        "secret_file", "secret_env", "path",
    ]

    static func sms(
        _ value: JSONValue,
        _ secrets: NotifySecrets,
        _ issues: JSONIssues
    ) -> SMS? {
        guard let reader = JSONObjectReader(value, fields: smsFields, issues: issues),
            let name = reader.text("provider", limit: 16)
        else { return nil }
        let provider: SMSProvider?
        switch name {
        case "twilio": provider = twilio(reader, secrets)
        case "msg91": provider = msg91(reader, secrets, issues)
        case "generic": provider = generic(reader, secrets, issues)
        case "file": provider = reader.text("path", limit: 4_096).map(SMSProvider.file)
        default:
            issues.add("must be twilio, msg91, generic or file", at: .name("provider"))
            return nil
        }
        let concurrency = Int(reader.number("concurrency", 1...64, 4))
        return provider.map { SMS(provider: $0, concurrency: concurrency) }
    }

    private static func twilio(
        _ reader: JSONObjectReader,
        _ secrets: NotifySecrets
    ) -> SMSProvider? {
        let base = reader.optional("base") == nil ? "https://api.twilio.com" : reader.url("base")
        guard let base, let account = reader.identifier("account"),
            let token = reader.secret("token", secrets), let from = reader.text("from", limit: 64)
        else { return nil }
        return .twilio(base: base, account: account, token: token, from: from)
    }

    private static func msg91(
        _ reader: JSONObjectReader,
        _ secrets: NotifySecrets,
        _ issues: JSONIssues
    ) -> SMSProvider? {
        let base =
            reader.optional("base") == nil ? "https://control.msg91.com" : reader.url("base")
        guard let base, let key = reader.secret("key", secrets),
            case .object(let object)? = reader.required("templates")
        else { return nil }
        var templates: [String: SMSProvider.MSG91Template] = [:]
        for member in object.members {
            issues.at("templates") {
                issues.at(member.name) {
                    let names = ["id", "variables"]
                    guard
                        let reader = JSONObjectReader(member.value, fields: names, issues: issues),
                        let id = reader.text("id", limit: 64)
                    else { return }
                    templates[member.name] = SMSProvider.MSG91Template(
                        id: id,
                        variables: reader.texts(inObject: "variables")
                    )
                }
            }
        }
        return .msg91(base: base, key: key, templates: templates)
    }

    private static func generic(
        _ reader: JSONObjectReader,
        _ secrets: NotifySecrets,
        _ issues: JSONIssues
    ) -> SMSProvider? {
        let types = ["application/json", "application/x-www-form-urlencoded"]
        guard let url = reader.url("url"), let type = reader.text("content_type", limit: 64),
            let body = reader.text("body", limit: 4_096)
        else { return nil }
        guard types.contains(type) else {
            issues.add("must be \(types.joined(separator: " or "))", at: .name("content_type"))
            return nil
        }
        var fields = reader.texts(inObject: "fields")
        if reader.optional("secret_file") != nil || reader.optional("secret_env") != nil {
            guard let secret = reader.secret("secret", secrets) else { return nil }
            fields = fields.mapValues { $0.replacing("{{secret}}", with: secret) }
        }
        return .generic(
            SMSProvider.GenericSMS(
                method: reader.optionalText("method", limit: 8) ?? "POST",
                url: url,
                contentType: type,
                fields: fields,
                body: body
            )
        )
    }
}
