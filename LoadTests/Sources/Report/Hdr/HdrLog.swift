import FoundationEssentials

/// An `.hlog`, format 1.3: a line for each interval and tag, as HistogramLogWriter makes it.
public struct HdrLog: Sendable {
    /// The text so far.
    public private(set) var text: String

    /// A log whose intervals count from `start`, in seconds since the epoch.
    ///
    /// `comment` goes into the first line, `time` is `start` for people.
    public init(comment: String, start: Double, time: String) {
        let seconds = Decimals.fixed(start, 3)
        text = """
            #[\(Self.oneLine(comment))]
            #[Histogram log format version 1.3]
            #[StartTime: \(seconds) (seconds since epoch), \(Self.oneLine(time))]
            #[BaseTime: \(seconds) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """
    }

    /// Adds what was recorded in microseconds from `start` (since the log's) for `length` seconds.
    ///
    /// Intervals go in by their start. The greatest value is told in milliseconds.
    public mutating func add(tag: String, from start: Double, length: Double, _ hdr: Hdr) {
        let max = Decimals.fixed(Double(hdr.max) / 1000, 3)
        let tag = tag.filter { !$0.isWhitespace && $0 != "," }
        text += "Tag=\(tag),\(Decimals.fixed(start, 3)),\(Decimals.fixed(length, 3)),\(max),"
        text += HdrV2.encode(hdr) + "\n"
    }

    /// The log of a result: by second and step where the result has it so, else a line a step.
    ///
    /// Throws when one of its histograms is damaged.
    public init(_ result: LoadResult) throws(HdrV2.Unreadable) {
        let began = result.epochSeconds ?? 0
        self.init(
            comment: "seatgrid-load \(result.tool), scenario \(result.scenario), microseconds",
            start: began + result.warmup,
            time: result.startedAt
        )
        let seconds = result.measuredSeconds.filter { $0.hdr != nil }
        for second in seconds {
            for (step, text) in (second.hdr ?? [:]).sorted(by: { $0.key < $1.key }) {
                add(tag: step, from: Double(second.t), length: 1, try HdrV2.decode(text))
            }
        }
        guard seconds.isEmpty else { return }
        for step in result.steps {
            guard let text = step.hdr else { continue }
            add(tag: step.name, from: 0, length: result.duration, try HdrV2.decode(text))
        }
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}

extension LoadResult {
    /// `startedAt` in seconds since the epoch; nil when it is no RFC 3339 time.
    var epochSeconds: Double? {
        let plain = Date.ISO8601FormatStyle()
        let exact = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return ((try? Date(startedAt, strategy: plain)) ?? (try? Date(startedAt, strategy: exact)))?
            .timeIntervalSince1970
    }
}
