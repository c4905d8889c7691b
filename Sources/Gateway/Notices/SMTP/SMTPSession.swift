import NIOCore
import NIOSSL
import SeatGrid

/// A dialogue with a mail server, kept open from one mail to the next. Confined to one task.
final class SMTPSession {
    /// What a mail needs of the dialogue.
    struct Envelope {
        let sender: MailAddress
        let recipient: MailAddress
        /// The mail, with CRLF for line ends.
        let bytes: [UInt8]
    }

    let settings: SMTPSettings
    private let tls: NIOSSLContext?
    private let lastCall: LastCall
    private let loop: any EventLoop
    var connection: SMTPConnection?
    var capabilities = SMTPCapabilities()

    init(
        _ settings: SMTPSettings,
        tls: NIOSSLContext?,
        _ lastCall: LastCall,
        on loop: any EventLoop
    ) {
        self.settings = settings
        self.tls = tls
        self.lastCall = lastCall
        self.loop = loop
    }

    /// Hands one mail over, over the open connection if there is one.
    func send(_ envelope: Envelope) async -> SendOutcome {
        var isFresh = connection?.isOpen != true
        while true {
            let delivery = SMTPDelivery(envelope)
            do throws(SMTPFailure) {
                if isFresh { try await open() }
                guard let connection else { throw .closed("no connection") }
                return try await delivery.run(over: connection, capabilities, settings)
            } catch {
                drop()
                // A server may hang up on a connection that has long been idle. Nothing was
                // handed over, so it may be tried at once.
                if !isFresh, !delivery.wasHandedOver {
                    isFresh = true
                    continue
                }
                let doubt = delivery.wasHandedOver ? "; it may have been delivered" : ""
                return .deferred(error.text + doubt, blame: .provider)
            }
        }
    }

    /// Ends the dialogue as it should end.
    func quit() async {
        if let connection, connection.isOpen {
            _ = try? await connection.ask(ByteBuffer(string: "QUIT\r\n"), timeout: 2_000)
        }
        drop()
    }

    private func drop() {
        connection?.close()
        connection = nil
    }

    private func open() async throws(SMTPFailure) {
        drop()
        let isImplicit = settings.tls == .implicit
        let made = try await SMTPConnection.connect(
            settings,
            tls: isImplicit ? tls : nil,
            lastCall,
            on: loop
        )
        connection = made
        let greeting = try await made.ask(ByteBuffer(), timeout: settings.timeout)
        guard greeting[0].isPositive else { throw .unavailable(greeting[0].text) }
        try await hello(made)
        if settings.tls == .startTLS {
            guard capabilities.hasStartTLS, let tls else {
                throw .unavailable("the server offers no STARTTLS")
            }
            let reply = try await command("STARTTLS", made)
            guard reply.code == 220 else { throw .unavailable(reply.text) }
            try await made.startTLS(tls, serverName: settings.serverName)
            // What was said before is not to be believed.
            try await hello(made)
        }
        if let user = settings.user, let password = settings.password {
            try await login(user, password, made)
        }
    }

    private func hello(_ connection: SMTPConnection) async throws(SMTPFailure) {
        let reply = try await command("EHLO \(settings.hello)", connection)
        if reply.isPositive {
            capabilities = SMTPCapabilities(reply)
            return
        }
        guard reply.isPermanent else { throw .unavailable(reply.text) }
        capabilities = SMTPCapabilities()
        let older = try await command("HELO \(settings.hello)", connection)
        guard older.isPositive else { throw .unavailable(older.text) }
    }

    private func login(
        _ user: String,
        _ password: String,
        _ connection: SMTPConnection
    ) async throws(SMTPFailure) {
        let reply: SMTPReply
        if capabilities.mechanisms.contains("PLAIN") {
            let secret = Base64Text.encode([0] + Array(user.utf8) + [0] + Array(password.utf8))
            reply = try await command("AUTH PLAIN \(secret)", connection)
        } else if capabilities.mechanisms.contains("LOGIN") {
            var step = try await command("AUTH LOGIN", connection)
            for word in [user, password] where step.code == 334 {
                step = try await command(Base64Text.encode(Array(word.utf8)), connection)
            }
            reply = step
        } else {
            throw .unavailable("the server offers neither AUTH PLAIN nor AUTH LOGIN")
        }
        guard reply.code == 235 else { throw .unavailable("login refused: \(reply.text)") }
    }

    private func command(
        _ text: String,
        _ connection: SMTPConnection
    ) async throws(SMTPFailure) -> SMTPReply {
        let line = ByteBuffer(string: text + "\r\n")
        return try await connection.ask(line, timeout: settings.timeout)[0]
    }
}
