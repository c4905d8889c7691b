/// Reads a file from front to back with few large aligned reads.
final class BlockReader {
    let file: any DiskFile
    /// The file's whole blocks, in bytes.
    let size: UInt64
    private var buffer: AlignedBuffer
    private var start: UInt64 = 0
    private var filled = 0
    /// Bytes read from the disk.
    private(set) var bytesRead: UInt64 = 0

    init(_ file: any DiskFile, buffer: AlignedBuffer? = nil) throws(DiskError) {
        self.file = file
        size = try file.size().blockStart
        self.buffer = buffer ?? AlignedBuffer(count: Limits.readAhead)
    }

    deinit { file.close() }

    /// The buffer, for the next segment's reader once this one is done.
    var reusableBuffer: AlignedBuffer { buffer }

    /// `count` bytes from the block at `offset`, good until the next call; nil past the file's end.
    @unsafe func bytes(at offset: UInt64, count: Int) throws(DiskError) -> UnsafeRawBufferPointer? {
        guard offset <= size, UInt64(count) <= size - offset else { return nil }
        if offset < start || offset + UInt64(count) > start + UInt64(filled) {
            try fill(from: offset, atLeast: count)
            guard filled >= count else { return nil }
        }
        let base = unsafe buffer.base + Int(offset - start)
        return unsafe UnsafeRawBufferPointer(start: base, count: count)
    }

    /// `count` bytes from any offset, good until the next call; nil past the file's end.
    @unsafe func unaligned(at offset: UInt64, count: Int) throws(DiskError)
        -> UnsafeRawBufferPointer?
    {
        let lead = Int(offset - offset.blockStart)
        let whole = try unsafe bytes(at: offset.blockStart, count: (lead + count).inBlocks)
        guard let whole = unsafe whole else { return nil }
        return unsafe UnsafeRawBufferPointer(rebasing: whole[lead..<lead + count])
    }

    /// `count` bytes from any offset in memory of their own, and where in it they begin: for a few
    /// bytes here and there, where reading ahead would be waste. Nil past the file's end.
    func single(at offset: UInt64, count: Int) throws(DiskError) -> (AlignedBuffer, lead: Int)? {
        let lead = Int(offset - offset.blockStart)
        let whole = (lead + count).inBlocks
        guard offset.blockStart <= size, UInt64(whole) <= size - offset.blockStart else {
            return nil
        }
        let memory = AlignedBuffer(count: whole)
        let got = try unsafe file.read(into: memory.mutable(whole), at: offset.blockStart)
        bytesRead += UInt64(got)
        return got == whole ? (memory, lead) : nil
    }

    /// Whether these bytes are buffered or will be soon if the file is read on.
    func isNear(_ offset: UInt64) -> Bool {
        offset >= start && offset <= start + UInt64(filled + Limits.piece)
    }

    /// Keeps what is buffered from `offset` on, and reads on behind it.
    private func fill(from offset: UInt64, atLeast count: Int) throws(DiskError) {
        var kept = 0
        let isBuffered = offset >= start && offset < start + UInt64(filled)
        let larger = count > buffer.count ? AlignedBuffer(count: count) : nil
        if isBuffered {
            kept = filled - Int(offset - start)
            let rest = unsafe buffer.base + Int(offset - start)
            unsafe (larger ?? buffer).base.copyMemory(from: rest, byteCount: kept)
        }
        if let larger { buffer = larger }
        let wanted = min(buffer.count - kept, Int(size - offset) - kept)
        let target = unsafe UnsafeMutableRawBufferPointer(start: buffer.base + kept, count: wanted)
        let got = try unsafe file.read(into: target, at: offset + UInt64(kept))
        bytesRead += UInt64(got)
        start = offset
        filled = kept + got
    }
}
