/// Reads a file from front to back with few large aligned reads.
final class BlockReader {
    let file: any DiskFile
    /// The file's whole blocks, in bytes.
    let size: UInt64
    private var buffer: AlignedBuffer
    /// Where in the buffer the bytes from `start` on lie.
    private var lead = 0
    private var start: UInt64 = 0
    private var filled = 0
    /// Bytes read from the disk.
    private(set) var bytesRead: UInt64 = 0

    private let ahead: ReadAhead?
    /// The buffer of the piece before, to read the next one into.
    private var spare: AlignedBuffer?

    /// - Parameters:
    ///   - readsAhead: a thread reads the next piece while this one is in use.
    ///   - buffers: of a reader that is done.
    init(
        _ file: any DiskFile,
        readsAhead: Bool = false,
        buffers: [AlignedBuffer] = []
    ) throws(DiskError) {
        self.file = file
        size = try file.size().blockStart
        let bytes = readsAhead ? ReadAhead.bufferBytes : Limits.readAhead
        buffer = buffers.first ?? AlignedBuffer(count: bytes)
        spare = buffers.count > 1 ? buffers[1] : nil
        ahead = readsAhead ? ReadAhead(file) : nil
    }

    deinit {
        ahead?.drop()
        file.close()
    }

    /// The buffers, for the next segment's reader; this one is done then.
    func giveBuffers() -> [AlignedBuffer] {
        [buffer, ahead?.drop() ?? spare].compactMap { $0 }
    }

    /// `count` bytes from the block at `offset`, good until the next call; nil past the file's end.
    @unsafe func bytes(at offset: UInt64, count: Int) throws(DiskError) -> UnsafeRawBufferPointer? {
        guard offset <= size, UInt64(count) <= size - offset else { return nil }
        if offset < start || offset + UInt64(count) > start + UInt64(filled) {
            try fill(from: offset, atLeast: count)
            guard filled >= count else { return nil }
        }
        let base = unsafe buffer.base + lead + Int(offset - start)
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
        let end = start + UInt64(filled)
        let kept = offset >= start && offset <= end ? Int(end - offset) : 0
        if try !goOn(from: offset, keeping: kept, atLeast: count) {
            try read(from: offset, keeping: kept, atLeast: count)
        }
        readAhead()
    }

    private func read(
        from offset: UInt64,
        keeping kept: Int,
        atLeast count: Int
    ) throws(DiskError) {
        if let unused = ahead?.drop() { spare = unused }
        let target = count > buffer.count ? AlignedBuffer(count: count) : buffer
        if kept > 0 {
            let rest = unsafe buffer.base + lead + Int(offset - start)
            unsafe target.base.copyMemory(from: rest, byteCount: kept)
        }
        buffer = target
        let piece = ahead == nil ? buffer.count : Limits.readAhead
        let wanted = min(max(piece, count) - kept, Int(size - offset) - kept)
        let free = unsafe UnsafeMutableRawBufferPointer(start: buffer.base + kept, count: wanted)
        let got = try unsafe file.read(into: free, at: offset + UInt64(kept))
        take(got, kept, from: offset, lead: 0)
    }

    /// Goes on with the piece that was read ahead, if it serves: true then.
    private func goOn(
        from offset: UInt64,
        keeping kept: Int,
        atLeast count: Int
    ) throws(DiskError) -> Bool {
        guard let ahead, kept <= ReadAhead.room, count <= kept + Limits.readAhead,
            let piece = try ahead.take(at: offset + UInt64(kept))
        else { return false }
        let front = ReadAhead.room - kept
        if kept > 0 {
            let rest = unsafe buffer.base + lead + Int(offset - start)
            unsafe (piece.buffer.base + front).copyMemory(from: rest, byteCount: kept)
        }
        spare = buffer
        buffer = piece.buffer
        take(piece.count, kept, from: offset, lead: front)
        return true
    }

    private func take(_ got: Int, _ kept: Int, from offset: UInt64, lead: Int) {
        bytesRead += UInt64(got)
        self.lead = lead
        start = offset
        filled = kept + got
    }

    private func readAhead() {
        let end = start + UInt64(filled)
        guard let ahead, end < size else { return }
        let target = spare.flatMap { $0.count >= ReadAhead.bufferBytes ? $0 : nil }
        spare = nil
        ahead.begin(
            at: end,
            count: min(Limits.readAhead, Int(size - end)),
            into: target ?? AlignedBuffer(count: ReadAhead.bufferBytes)
        )
    }
}
