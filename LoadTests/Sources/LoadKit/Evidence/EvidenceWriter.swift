import Checker
import FoundationEssentials

/// Keeps everything that a check needs in `evidence.jsonl.gz`, a show at a time.
public final class EvidenceWriter {
    /// The name of the format and its version.
    public static let schema = "seatgrid.load.evidence/1"
    /// The file in a run's folder.
    public static let name = "evidence.jsonl.gz"
    /// People in one line.
    private static let peopleALine = 1000

    private let path: String
    private let file: GzipFile
    private let encoder = JSONEncoder()
    private var lines = 0

    /// A new file in `folder`, in place of one that is there.
    public init(folder: String) throws {
        path = "\(folder)/\(Self.name)"
        do { file = try GzipFile(path, isNew: true) } catch { throw Self.failed(path, error) }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    private static func failed(_ path: String, _ error: GzipFile.Failed) -> Client.Failed {
        Client.Failed(description: "\(path): \(error.why)")
    }

    func begin(_ head: EvidenceLine.Head, people: [[UInt64]]) throws {
        try write(EvidenceLine(head: head))
        var rest = people[...]
        while !rest.isEmpty {
            try write(EvidenceLine(people: Array(rest.prefix(Self.peopleALine))))
            rest = rest.dropFirst(Self.peopleALine)
        }
    }

    /// Keeps `show`, with times from `began` on.
    func keep(_ show: ShowCase, began: UInt64) throws {
        let rows = show.rows.filter { !$0.isEmpty }.map { [$0.lowerBound, $0.upperBound - 1] }
        let head = EvidenceLine.Show(
            id: show.show,
            rows: rows,
            holds_last: show.holdsLast,
            start: EvidenceLine.Map(show.start, began: began),
            final: show.final.map { EvidenceLine.Map($0, began: began) }
        )
        try write(EvidenceLine(show: head))
        for index in 0..<show.evidence.count {
            try write(EvidenceLine(write: EvidenceLine.Write(show.evidence[index], began: began)))
        }
        for map in show.evidence.maps {
            try write(EvidenceLine(map: EvidenceLine.Map(map, began: began)))
        }
        for sentence in show.evidence.wrongRepeats { try write(EvidenceLine(repeated: sentence)) }
        for event in show.events { try write(EvidenceLine(event: EvidenceLine.Event(event))) }
        for stream in show.streams { try write(EvidenceLine(stream: EvidenceLine.Stream(stream))) }
    }

    /// Keeps why there is nothing to be proven of a show, or of any.
    func keep(unproven sentence: String) throws { try write(EvidenceLine(unproven: sentence)) }

    /// Ends the file: only now is it whole.
    func end() throws {
        try write(EvidenceLine(end: EvidenceLine.End(lines: lines)))
        do { try file.close() } catch { throw Self.failed(path, error) }
    }

    private func write(_ line: EvidenceLine) throws {
        let bytes = try encoder.encode(line)
        do { try file.write(bytes) } catch { throw Self.failed(path, error) }
        lines += 1
    }
}
