import SeatGrid

/// The engine's loop is what the hot lane talks to in a server.
extension EngineLoop: ShowPort {}
