/// A loop's hub of live viewers, which the Gateway implements. Called on that loop only.
///
/// For each show it subscribed to it gets one `snapshot`, then every later change, in version order
/// and without a gap, only after it is durable.
package protocol LiveSink: AnyObject {
    /// All seats at `map.version`; the changes that follow begin at the next version.
    func snapshot(_ map: SeatMap, phase: ShowPhase)

    /// Everything that versions `first` to `last` changed, in order; a seat may come twice, the
    /// later one counts. `phase` only if it changed.
    func changed(
        _ show: ShowID,
        first: ShowVersion,
        last: ShowVersion,
        changes: [SeatChange],
        phase: ShowPhase?
    )

    /// No such show, or it is gone: no more will come.
    func gone(_ show: ShowID)
}
