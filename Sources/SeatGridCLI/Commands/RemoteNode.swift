import ArgumentParser
import Foundation
import FoundationNetworking

/// A running node, for commands that ask it with a key.
struct RemoteNode {
    let url: String
    let keyFile: String

    /// The answer's text to a POST; any other answer than a success ends the command.
    func post(_ path: String, _ body: [UInt8]) async throws -> String {
        var request = URLRequest(url: try target(path))
        request.httpMethod = "POST"
        request.timeoutInterval = 120
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.setValue("Bearer \(try readKey())", forHTTPHeaderField: "Authorization")
        request.httpBody = Data(body)
        let (data, status) = try await send(request)
        let text = String(decoding: data, as: UTF8.self)
        guard status == 200 || status == 201 else { throw failure(status, text) }
        return text
    }

    private func target(_ path: String) throws -> URL {
        guard let base = URL(string: url), base.host != nil,
            let target = URL(string: path, relativeTo: base)
        else { throw Failure.exit(64, "--url is no URL: \(url)") }
        return target
    }

    private func readKey() throws -> String {
        do {
            let text = try String(contentsOfFile: keyFile, encoding: .utf8)
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw Failure.exit(.notAllowed, "cannot read the key in \(keyFile)")
        }
    }

    private func send(_ request: URLRequest) async throws -> (Data, Int) {
        do {
            let (data, response) = try await URLSession.shared.data(for: request)
            return (data, (response as? HTTPURLResponse)?.statusCode ?? 0)
        } catch {
            throw Failure.exit(
                .unreachable,
                "cannot reach \(url): \(error.localizedDescription)"
            )
        }
    }

    private func failure(_ status: Int, _ text: String) -> any Error {
        switch status {
        case 401, 403: Failure.exit(.notAllowed, "not allowed: \(text)")
        case 503: Failure.exit(.tryAgain, "not now: \(text)")
        default: Failure.exit(.failed, "refused with \(status): \(text)")
        }
    }
}
