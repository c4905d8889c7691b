package import SeatGrid

/// Where a hub gets its shows from: the engine's loop, or a script in tests.
///
/// After `subscribe` the hub hears one snapshot and then every change, until `unsubscribe`.
package protocol LiveSource: AnyObject {
    func subscribe(_ show: ShowEntry)
    func unsubscribe(_ show: ShowEntry)
}
