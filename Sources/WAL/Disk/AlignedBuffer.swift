internal import CGridSystem

/// Page-aligned memory for O_DIRECT; zero at first, and taken from the system only as it is
/// touched.
///
/// `@unchecked Sendable`: it is memory without a lock. Whoever holds it alone may use it; the log's
/// two gathering buffers pass from hand to hand under the gathering lock.
@safe final class AlignedBuffer: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
    let count: Int

    init(count: Int) {
        let bytes = max(count.inBlocks, Limits.block)
        guard let memory = unsafe sg_map(bytes) else {
            preconditionFailure("no memory for a buffer of \(bytes) bytes")
        }
        unsafe base = memory
        self.count = bytes
    }

    deinit { unsafe sg_unmap(base, count) }

    /// The first `count` bytes, to write to.
    @unsafe func mutable(_ count: Int) -> UnsafeMutableRawBufferPointer {
        unsafe UnsafeMutableRawBufferPointer(start: base, count: count)
    }

    /// The first `count` bytes, to read from.
    @unsafe func bytes(_ count: Int) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: base, count: count)
    }
}
