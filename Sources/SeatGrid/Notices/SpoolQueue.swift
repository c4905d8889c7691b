/// The files of a channel that are due, in order: what is to be tried again, then what is new.
///
/// A directory is listed once for all that is in it, and their parents once for many directories.
/// Confined to its worker.
struct SpoolQueue {
    private struct Bucket {
        let path: String
        let time: WallTime
        /// Whether a feeder may still be filling it: the newest of the new ones.
        var isOpen = false
    }

    /// New directories that are gone through before it is looked again whether a retry is due.
    private static let stretch = 16

    private let layout: SpoolLayout
    private let disk: any SpoolDisk
    private let channel: NoticeChannel
    private var buckets: ArraySlice<Bucket> = []
    private var directory = ""
    private var names: ArraySlice<String> = []

    init(_ layout: SpoolLayout, _ disk: any SpoolDisk, _ channel: NoticeChannel) {
        self.layout = layout
        self.disk = disk
        self.channel = channel
    }

    /// The next file, which another worker may have taken meanwhile; nil if nothing is due.
    /// Amortised O(log names) a file.
    mutating func next(now: WallTime) throws(SpoolError) -> (directory: String, name: String)? {
        var mayLook = true
        while names.isEmpty {
            guard let bucket = buckets.popFirst() else {
                guard mayLook else { return nil }
                buckets = try due(now)[...]
                mayLook = false
                continue
            }
            directory = bucket.path
            names = (try disk.list(bucket.path) ?? []).sorted()[...]
            let age = now.rawValue - bucket.time.rawValue
            if names.isEmpty, !bucket.isOpen || age > 2 * NoticeLimits.bucketAge,
                try disk.removeDirectory(bucket.path)
            {
                mayLook = true
            }
        }
        return names.popFirst().map { (directory: directory, name: $0) }
    }

    private func due(_ now: WallTime) throws(SpoolError) -> [Bucket] {
        let retry = try buckets(in: layout.retry(channel))
        var new = try buckets(in: layout.new(channel))
        if !new.isEmpty { new[new.count - 1].isOpen = true }
        return Array(retry.prefix { $0.time <= now } + new.prefix(Self.stretch))
    }

    private func buckets(in parent: String) throws(SpoolError) -> [Bucket] {
        (try disk.list(parent) ?? []).sorted().compactMap { name in
            SpoolLayout.time(ofBucket: name).map { Bucket(path: parent + "/" + name, time: $0) }
        }
    }
}
