import Gateway
import NIOCore
import SeatGrid

/// The engine's loop gives a hub its shows.
extension EngineLoop: LiveSource {}

/// A hub and the loop it lives on.
struct PlacedHub: Sendable {
    let hub: LiveHub
    let eventLoop: any EventLoop

    /// Says goodbye to all viewers; returns when they have left or the grace is over.
    func drain() async {
        try? await eventLoop.flatSubmit { hub.drain() }.get()
    }
}
