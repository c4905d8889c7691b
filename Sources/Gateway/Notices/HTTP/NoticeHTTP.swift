import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SeatGrid

/// The HTTP client of the senders: no redirects, a time limit, small answers.
final class NoticeHTTP: Sendable {
    /// An answer, as far as anybody cares.
    struct Answer: Equatable {
        let status: Int
        /// Of `Retry-After`, milliseconds from now.
        let retryAfter: Int64?
        /// The first bytes of the body.
        let text: String
    }

    struct Request {
        var method = "POST"
        let url: String
        var fields: [(String, String)] = []
        var body: [UInt8] = []
    }

    private static let answerBytes = 16_384

    private let client: HTTPClient
    private let timeout: Int64
    private let lastCall: LastCall
    private let clock: @Sendable () -> WallTime

    /// - Parameter timeout: for a whole request, milliseconds.
    init(
        group: any EventLoopGroup,
        timeout: Int64,
        lastCall: LastCall,
        clock: @escaping @Sendable () -> WallTime
    ) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(timeout), read: .milliseconds(timeout))
        )
        configuration.httpVersion = .http1Only
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
        self.timeout = timeout
        self.lastCall = lastCall
        self.clock = clock
    }

    /// Asks, and tells what came; the failures of the way there as an outcome. An answer is waited
    /// for by a task that is cancelled, too, until the last call is over.
    func ask(_ request: Request) async -> Result<Answer, Failure> {
        let asking = Task { await carryOut(request) }
        let place = lastCall.enter { asking.cancel() }
        defer { lastCall.leave(place) }
        return await asking.value
    }

    private func carryOut(_ request: Request) async -> Result<Answer, Failure> {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        for (name, value) in request.fields {
            message.headers.replaceOrAdd(name: name, value: value)
        }
        message.headers.replaceOrAdd(name: "user-agent", value: "SeatGrid")
        message.body = .bytes(ByteBuffer(bytes: request.body))
        do {
            let answer = try await client.execute(message, timeout: .milliseconds(timeout))
            let text: String
            do {
                text = String(buffer: try await answer.body.collect(upTo: Self.answerBytes))
            } catch {
                // What matters has been said in the head.
                text = ""
            }
            let after = answer.headers.first(name: "retry-after").flatMap {
                RetryAfter.milliseconds($0, now: clock())
            }
            return .success(
                Answer(status: Int(answer.status.code), retryAfter: after, text: text)
            )
        } catch {
            return .failure(Failure(text: "no answer: \(Self.words(error))"))
        }
    }

    /// There was no answer: nobody knows whether the request was carried out.
    struct Failure: Error, Equatable { let text: String }

    /// An error's words without the URL, which may carry a secret.
    private static func words(_ error: any Error) -> String {
        (error as? HTTPClientError).map { "\($0)" } ?? "\(type(of: error))"
    }

    /// Ends its connections; nothing may be asked after it.
    func stop() async { try? await client.shutdown() }
}
