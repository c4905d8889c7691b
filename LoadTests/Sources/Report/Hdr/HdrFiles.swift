/// The files that HdrHistogram's tools and plotters read, of one result.
public enum HdrFiles {
    /// `latency.hlog` with every interval, and a `STEP.hgrm` for each step and for the deltas.
    ///
    /// Throws when a histogram of the result is damaged.
    public static func files(
        of result: LoadResult
    ) throws(HdrV2.Unreadable) -> [(name: String, text: String)] {
        var files = [(name: "latency.hlog", text: try HdrLog(result).text)]
        for step in result.steps {
            guard let text = step.hdr else { continue }
            let hdr = try HdrV2.decode(text)
            files.append(("\(fileName(step.name)).hgrm", HdrText.percentiles(hdr)))
        }
        if let text = result.deltas?.hdr {
            files.append(("deltas.hgrm", HdrText.percentiles(try HdrV2.decode(text))))
        }
        return files
    }

    /// A step's name without what would lead out of the directory.
    private static func fileName(_ step: String) -> String {
        String(step.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "-" })
    }
}
