import NIOCore
import NIOPosix
import NIOSSL

/// A connection to a server: bytes out, replies in, a time limit for each wait. A task that is
/// cancelled waits on, until the last call is over.
final class SMTPConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<SMTPReplyHandler>

    private init(_ channel: any Channel, _ handler: NIOLoopBound<SMTPReplyHandler>) {
        self.channel = channel
        self.handler = handler
    }

    /// Connects; the greeting is the first reply.
    ///
    /// - Parameter tls: a context to speak TLS from the first byte, as on port 465.
    static func connect(
        _ settings: SMTPSettings,
        tls: NIOSSLContext?,
        _ lastCall: LastCall,
        on loop: any EventLoop
    ) async throws(SMTPFailure) -> SMTPConnection {
        let name = settings.serverName
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.milliseconds(settings.timeout))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: name)
                        )
                    }
                    let handler = SMTPReplyHandler()
                    try pipeline.addHandler(handler)
                    cut(channel, handler, at: lastCall)
                }
            }
        do {
            let channel = try await bootstrap.connect(host: settings.host, port: settings.port)
                .get()
            let handler = try await channel.eventLoop.submit {
                let found = try channel.pipeline.syncOperations.handler(type: SMTPReplyHandler.self)
                return NIOLoopBound(found, eventLoop: channel.eventLoop)
            }.get()
            return SMTPConnection(channel, handler)
        } catch {
            throw .unavailable("cannot connect to \(settings.host):\(settings.port): \(error)")
        }
    }

    /// Ends the dialogue when the last call is over.
    private static func cut(
        _ channel: any Channel,
        _ handler: SMTPReplyHandler,
        at lastCall: LastCall
    ) {
        let loop = channel.eventLoop
        let handler = NIOLoopBound(handler, eventLoop: loop)
        let place = lastCall.enter {
            loop.execute {
                handler.value.end(.closed("stopped before there was an answer"))
                channel.close(promise: nil)
            }
        }
        channel.closeFuture.whenComplete { _ in lastCall.leave(place) }
    }

    var isOpen: Bool { channel.isActive }

    /// Writes `bytes` and waits for so many replies, no longer than `timeout` milliseconds for all.
    func ask(
        _ bytes: ByteBuffer,
        replies count: Int = 1,
        timeout: Int64
    ) async throws(SMTPFailure) -> [SMTPReply] {
        let (channel, handler) = (self.channel, self.handler)
        let loop = channel.eventLoop
        let replies = loop.flatSubmit { () -> EventLoopFuture<[SMTPReply]> in
            let waits = (0..<count).map { _ in handler.value.next(on: loop) }
            if bytes.readableBytes > 0 { channel.writeAndFlush(bytes, promise: nil) }
            let timer = loop.scheduleTask(in: .milliseconds(timeout)) {
                handler.value.end(.timedOut("the server said nothing for \(timeout) ms"))
                channel.close(promise: nil)
            }
            return EventLoopFuture.whenAllSucceed(waits, on: loop)
                .always { _ in timer.cancel() }
        }
        do {
            return try await replies.get()
        } catch {
            throw error as? SMTPFailure ?? .closed("\(error)")
        }
    }

    /// Speaks TLS from now on. What the server has said in plain text beyond its reply to STARTTLS
    /// ends the connection: somebody else may have said it.
    func startTLS(
        _ context: NIOSSLContext,
        serverName: String?
    ) async throws(SMTPFailure) {
        let (channel, handler) = (self.channel, self.handler)
        do {
            try await channel.eventLoop.submit {
                guard handler.value.isQuiet else {
                    throw SMTPFailure.closed("plain text after STARTTLS")
                }
                let tls = try NIOSSLClientHandler(context: context, serverHostname: serverName)
                try channel.pipeline.syncOperations.addHandler(tls, position: .first)
            }.get()
        } catch {
            close()
            throw .unavailable("no TLS: \(error)")
        }
    }

    func close() { channel.close(promise: nil) }
}
