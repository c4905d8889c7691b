package import NIOCore
package import NIOHTTP1
package import SeatGrid

/// Who serves `GET /v1/shows/{show}/live`, as WebSocket or as server-sent events.
///
/// The HTTP side has checked method and path, and has answered every earlier request of the
/// connection before it calls; it reads nothing more until the route has decided. The route calls
/// exactly one of `handover`'s two methods, at once or later on the same loop.
package protocol LiveRoute: AnyObject, Sendable {
    /// Called on the connection's loop.
    func upgrade(_ request: LiveRequest, handover: LiveHandover)
}

/// What a viewer asked.
package struct LiveRequest: Sendable {
    package let head: HTTPRequestHead
    /// Nil: there is no such show, which a WebSocket is to be told by its close code.
    package let entry: ShowEntry?
    /// The engine's loop on which the connection lives; index into `Engine.loops`.
    package let loop: Int
    /// To be sent as `X-Request-Id` in the 101 or the event stream's head.
    package let requestID: String
    /// What limits count the viewer by, after trusted proxies; not for logs.
    package let address: String
}

/// The way out of HTTP for one connection. Confined to the connection's loop.
package final class LiveHandover {
    /// The connection. Handlers that are added to it take and give `ByteBuffer`.
    package let channel: any Channel
    private let onTake: ((ChannelPipeline.SynchronousOperations) throws -> Void) -> Void
    private let onRefuse: (Problem) -> Void

    init(
        channel: any Channel,
        onTake: @escaping ((ChannelPipeline.SynchronousOperations) throws -> Void) -> Void,
        onRefuse: @escaping (Problem) -> Void
    ) {
        self.channel = channel
        self.onTake = onTake
        self.onRefuse = onRefuse
    }

    /// Takes the connection. `install` adds the route's handlers at the end of the pipeline and
    /// writes its response head (101 or 200) as a `ByteBuffer`; then the HTTP handlers are
    /// removed, and bytes that had arrived early are read by the route's handlers. If `install`
    /// throws, the connection is closed.
    package func take(install: (ChannelPipeline.SynchronousOperations) throws -> Void) {
        onTake(install)
    }

    /// Answers an ordinary error instead (426, 400, 503 …), and closes the connection after it.
    package func refuse(_ problem: Problem) { onRefuse(problem) }
}
