/// Where things are in a spool. docs/NOTICES.md draws it.
package struct SpoolLayout: Sendable {
    /// The spool's directory.
    package let root: String

    package init(root: String) { self.root = root }

    /// Files that are being written; whatever is here at a start was never put.
    var tmp: String { root + "/tmp" }
    /// What workers have taken, a directory a worker.
    var cur: String { root + "/cur" }
    /// What waits for an operator, a directory a day.
    var dead: String { root + "/dead" }
    /// Digests of what is finished.
    var done: String { root + "/done" }
    /// Endpoints that asked for no more, a file each.
    var disabled: String { root + "/disabled" }
    /// People who were erased, a file each.
    var forgotten: String { root + "/forgotten" }
    /// Held by the process that puts notices in.
    var feedLock: String { root + "/feed.lock" }

    /// What nobody has tried yet, by channel and time of arrival.
    func new(_ channel: NoticeChannel) -> String { root + "/new/" + channel.rawValue }
    /// What is to be tried again, by channel and due time.
    func retry(_ channel: NoticeChannel) -> String { root + "/retry/" + channel.rawValue }
    /// What the worker in a slot has taken.
    func claimed(_ slot: Int) -> String { cur + "/\(slot)" }
    /// Held by the worker in a slot for as long as it lives.
    func slotLock(_ slot: Int) -> String { cur + "/\(slot).lock" }
    /// A file of digests.
    func doneFile(_ slot: Int, _ generation: Int) -> String {
        done + "/\(slot)-\(Self.padded(Int64(generation), 8))"
    }

    /// Every directory that is there from the start, parents first.
    var directories: [String] {
        [root, tmp, cur, dead, done, disabled, forgotten, root + "/new", root + "/retry"]
            + NoticeChannel.allCases.flatMap { [new($0), retry($0)] }
    }

    /// A directory's name for a time: sorts as the times do.
    static func bucket(_ time: WallTime) -> String { padded(max(0, time.rawValue), 13) }

    /// The time that a directory is named for.
    static func time(ofBucket name: String) -> WallTime? {
        guard name.utf8.count == 13, let value = Int64(name), value >= 0 else { return nil }
        return WallTime(rawValue: value)
    }

    /// Where notices go that were taken and not finished: before all others.
    static let firstBucket = padded(0, 13)

    /// The directory for a notice due at `due`: coarser the further off it is, so that there are
    /// never more than about 5,000 for three days, and each is listed once.
    static func retryBucket(due: WallTime, now: WallTime) -> String {
        let ahead = due.rawValue - now.rawValue
        let grain: Int64 =
            if ahead < 10_000 { 100 } else if ahead < 60_000 { 1_000 } else { 60_000 }
        return bucket(WallTime(rawValue: (due.rawValue + grain - 1) / grain * grain))
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
