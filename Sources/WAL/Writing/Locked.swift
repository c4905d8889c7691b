internal import CGridSystem

/// A value that one thread at a time may use.
///
/// As `Synchronization.Mutex`, but over the thread library's mutex: the thread sanitizer does not
/// see
/// `Mutex` and reports races where there are none. `@unchecked Sendable`: the value is touched only
/// in
/// `withLock`.
@safe package final class Locked<Value: ~Copyable>: @unchecked Sendable {
    private let mutex: OpaquePointer
    private var value: Value

    /// A lock around `value`.
    package init(_ value: consuming sending Value) {
        guard let made = unsafe sg_mutex_make() else { preconditionFailure("no memory for a lock") }
        unsafe mutex = made
        self.value = value
    }

    deinit { unsafe sg_mutex_destroy(mutex) }

    /// Runs `body` with the value; others wait meanwhile. Not to be nested.
    @inline(__always)
    package func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe sg_mutex_lock(mutex)
        defer { unsafe sg_mutex_unlock(mutex) }
        return try body(&value)
    }
}
