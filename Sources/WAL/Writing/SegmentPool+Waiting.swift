/// How the writer gets a segment when none is ready.
extension SegmentPool {
    /// Waits for the preparer; false if the disk is full or all is being stopped.
    func waitForReady() -> Bool {
        while true {
            let ticket = filled.prepare()
            let (isReady, isHopeless) = state.withLock {
                (!$0.ready.isEmpty, $0.isShort || $0.isStopped)
            }
            if isReady || isHopeless {
                filled.cancel()
                return isReady
            }
            work.signal()
            filled.wait(ticket, milliseconds: 100)
        }
    }

    /// Does the preparer's work here; false if it can't.
    func prepareNow() throws(LogError) -> Bool {
        do throws(DiskError) { _ = try step() } catch { throw .diskFailed(error) }
        return state.withLock { !$0.ready.isEmpty }
    }
}
