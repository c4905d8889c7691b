import HTTPTypes
import Hummingbird
import NIOCore

extension ColdAnswer: ResponseGenerator {
    func response(from request: Request, context: some RequestContext) throws -> Response {
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) {
                fields.append(HTTPField(name: name, value: value))
            }
        }
        return Response(
            status: .init(code: status),
            headers: fields,
            body: ResponseBody(byteBuffer: body)
        )
    }

    /// Hummingbird's answer, collected.
    init(collecting response: Response) async throws {
        let box = CollectedBody()
        try await response.body.write(box)
        status = response.status.code
        // The lane frames the answer itself.
        headers = response.headers.filter { $0.name != .contentLength }
            .map { ($0.name.rawName, $0.value) }
        body = box.buffer
    }
}

/// Takes a body's pieces together: answers of the cold lane are bounded and leave whole, so that
/// they keep their place among the pipelined ones. Confined to the one task that fills it.
private final class CollectedBody: ResponseBodyWriter, @unchecked Sendable {
    private(set) var buffer = ByteBuffer()

    func write(_ piece: ByteBuffer) async throws { buffer.writeImmutableBuffer(piece) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
