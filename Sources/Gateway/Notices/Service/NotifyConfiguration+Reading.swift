package import SeatGrid

extension NotifyConfiguration {
    private static let maximumBytes = 1 << 20

    /// Reads the file at `path`, and the secrets that it names.
    package static func read(
        _ path: String,
        environment: [String: String],
        disk: any SpoolDisk = RealSpoolDisk()
    ) throws(NoticeError) -> NotifyConfiguration {
        let bytes: [UInt8]?
        do throws(SpoolError) {
            bytes = try disk.read(path, from: 0)
        } catch {
            throw NoticeError(error.description)
        }
        guard let bytes, bytes.count <= maximumBytes else {
            throw NoticeError("no configuration file \(path)")
        }
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw NoticeError("\(path): \(error.message)")
        }
        let issues = JSONIssues()
        let secrets = NotifySecrets(environment: environment, disk: disk)
        let configuration = parse(value, secrets, issues)
        guard let configuration, issues.isEmpty else {
            let list = issues.all.map { "\($0.pointer): \($0.message)" }
            throw NoticeError("\(path): \(list.joined(separator: "; "))")
        }
        return configuration
    }

    private static let fields = [
        "email", "sms", "webhooks", "templates", "retry", "breaker", "poll_ms", "http_timeout_ms",
        "stop_ms",
    ]

    static func parse(
        _ value: JSONValue,
        _ secrets: NotifySecrets,
        _ issues: JSONIssues
    ) -> NotifyConfiguration? {
        guard let reader = JSONObjectReader(value, fields: fields, issues: issues) else {
            return nil
        }
        var all = NotifyConfiguration()
        if let value = reader.optional("email") {
            all.email = issues.at("email") { email(value, secrets, issues) }
        }
        if let value = reader.optional("sms") {
            all.sms = issues.at("sms") { sms(value, secrets, issues) }
        }
        if let value = reader.optional("webhooks") {
            issues.at("webhooks") { webhooks(value, secrets, issues, &all) }
        }
        all.templates = reader.optionalText("templates", limit: 4_096)
        if let value = reader.optional("retry") {
            issues.at("retry") { retries(value, issues, &all) }
        }
        if let value = reader.optional("breaker") {
            issues.at("breaker") {
                let names = ["first_pause_ms", "longest_pause_ms"]
                guard let reader = JSONObjectReader(value, fields: names, issues: issues) else {
                    return
                }
                all.firstPause = reader.number(names[0], 1...86_400_000, all.firstPause)
                all.longestPause = reader.number(names[1], 1...86_400_000, all.longestPause)
            }
        }
        all.poll = reader.number("poll_ms", 10...60_000, all.poll)
        all.httpTimeout = reader.number("http_timeout_ms", 10...600_000, all.httpTimeout)
        all.stop = reader.number("stop_ms", 0...600_000, all.stop)
        return all
    }

    private static let emailFields = [
        "host", "port", "tls", "ca_file", "user", "password_file", "password_env", "from",
        "from_name", "reply_to", "message_id_domain", "hello", "timeout_ms", "connections",
    ]

    private static func email(
        _ value: JSONValue,
        _ secrets: NotifySecrets,
        _ issues: JSONIssues
    ) -> Email? {
        guard let reader = JSONObjectReader(value, fields: emailFields, issues: issues),
            let host = reader.text("host", limit: 253), let from = reader.address("from")
        else { return nil }
        let tlsName = reader.optionalText("tls", limit: 16) ?? SMTPSettings.TLS.startTLS.rawValue
        guard let tls = SMTPSettings.TLS(rawValue: tlsName) else {
            issues.add("must be starttls, implicit or none", at: .name("tls"))
            return nil
        }
        let user = reader.optionalText("user", limit: 256)
        let hello = reader.optionalText("hello", limit: 253) ?? from.domain
        let idDomain = reader.optionalText("message_id_domain", limit: 253) ?? from.domain
        for (name, domain) in [("hello", hello), ("message_id_domain", idDomain)] {
            if MailAddress("a@\(domain)") == nil, !domain.hasPrefix("[") {
                issues.add("must be a host's name", at: .name(name))
            }
        }
        let server = SMTPSettings(
            host: host,
            port: Int(reader.number("port", 1...65_535, tls == .implicit ? 465 : 587)),
            tls: tls,
            caFile: reader.optionalText("ca_file", limit: 4_096),
            user: user,
            password: user == nil ? nil : reader.secret("password", secrets),
            hello: hello,
            timeout: reader.number("timeout_ms", 10...600_000, 60_000)
        )
        if user != nil, tls == .none, !host.hasPrefix("127."), host != "localhost", host != "::1" {
            issues.add("a password is not sent in plain text to another machine", at: .name("tls"))
        }
        return Email(
            server: server,
            from: from,
            fromName: reader.optionalText("from_name", limit: 256),
            replyTo: reader.optional("reply_to") == nil ? nil : reader.address("reply_to"),
            messageIDDomain: idDomain,
            connections: Int(reader.number("connections", 1...64, 4))
        )
    }

    private static func webhooks(
        _ value: JSONValue,
        _ secrets: NotifySecrets,
        _ issues: JSONIssues,
        _ all: inout NotifyConfiguration
    ) {
        let names = ["endpoints", "concurrency"]
        guard let reader = JSONObjectReader(value, fields: names, issues: issues) else { return }
        all.webhookConcurrency = Int(reader.number("concurrency", 1...64, 4))
        guard case .object(let object)? = reader.required("endpoints") else { return }
        for member in object.members {
            issues.at("endpoints") {
                issues.at(member.name) {
                    let names = ["url", "secret_file", "secret_env"]
                    guard CatalogLimits.isIdentifier(member.name) else {
                        issues.add("an endpoint's id has 1 to 64 of A-Z, a-z, 0-9, _ and -")
                        return
                    }
                    guard
                        let reader = JSONObjectReader(member.value, fields: names, issues: issues),
                        let url = reader.url("url"), let secret = reader.secret("secret", secrets)
                    else { return }
                    all.endpoints[member.name] = Endpoint(url: url, secret: secret)
                }
            }
        }
    }

    private static func retries(
        _ value: JSONValue,
        _ issues: JSONIssues,
        _ all: inout NotifyConfiguration
    ) {
        let channels = NoticeChannel.allCases.map(\.rawValue)
        guard let reader = JSONObjectReader(value, fields: channels, issues: issues) else { return }
        for channel in NoticeChannel.allCases {
            guard let value = reader.optional(channel.rawValue) else { continue }
            issues.at(channel.rawValue) {
                let names = ["steps_ms", "give_up_ms"]
                guard let reader = JSONObjectReader(value, fields: names, issues: issues) else {
                    return
                }
                let steps = reader.list("steps_ms", limit: 100) { value, _ -> Int64? in
                    guard case .integer(let step) = value, 0...86_400_000 ~= step else {
                        issues.add("must be milliseconds, up to a day")
                        return nil
                    }
                    return step
                }
                let usual = all.retries[channel] ?? .messages
                let end = reader.number("give_up_ms", 0...2_592_000_000, usual.giveUpAfter)
                guard !steps.isEmpty else { return }
                all.retries[channel] = RetryRules(steps: steps, giveUpAfter: end)
            }
        }
    }
}
