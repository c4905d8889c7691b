public import Checker
import FoundationEssentials

/// Reads what `EvidenceWriter` kept.
public struct EvidenceReader {
    /// A file that is no evidence of this version, or not all of it.
    public struct Unreadable: Error, CustomStringConvertible {
        /// The file, and what is wrong with it.
        public let description: String
    }

    private struct Schema: Decodable {
        struct Head: Decodable { var schema: String }
        var head: Head
    }

    /// What was run.
    let head: EvidenceLine.Head
    /// Everybody who came, in their order.
    private(set) var people: [RecordedPerson] = []
    /// Why answers are missing, in sentences; known after `eachShow`.
    public private(set) var unproven: [String] = []
    private let path: String
    private let file: GzipFile
    private let decoder = JSONDecoder()
    /// The line after `people`.
    private var next: EvidenceLine?
    private var lines = 1

    /// Reads who came; the shows come with `eachShow`.
    ///
    /// Throws for what is no evidence, or that of another version.
    public init(folder: String) throws(Unreadable) {
        path = "\(folder)/\(EvidenceWriter.name)"
        do throws(GzipFile.Failed) {
            file = try GzipFile(path, isNew: false)
            guard let first = try file.line() else { throw GzipFile.Failed(why: "it is empty") }
            let bytes = Data(first)
            guard let schema = try? decoder.decode(Schema.self, from: bytes).head.schema else {
                throw GzipFile.Failed(why: "it is no evidence of a run")
            }
            guard schema == EvidenceWriter.schema else {
                throw GzipFile.Failed(
                    why: "schema is '\(schema)', this tool reads '\(EvidenceWriter.schema)'"
                )
            }
            guard let head = try? decoder.decode(EvidenceLine.self, from: bytes).head else {
                throw GzipFile.Failed(why: "line 1 can't be read")
            }
            self.head = head
            next = try read()
            while let group = next?.people {
                let some = group.compactMap { RecordedPerson($0, shows: head.shows) }
                guard some.count == group.count else { throw damaged }
                people += some
                next = try read()
            }
        } catch { throw Unreadable(description: "\(path): \(error.why)") }
    }

    /// Gives each show to `take`, one at a time.
    ///
    /// Throws for a line that can't be, and unless the last line is there.
    public mutating func eachShow(_ take: (ShowCase) -> Void) throws(Unreadable) {
        do throws(GzipFile.Failed) {
            var show: ShowCase?
            while let line = next {
                if let end = line.end {
                    guard end.lines == lines - 1, try file.line() == nil else { throw damaged }
                    if let show { take(show) }
                    next = nil
                    return
                }
                if let sentence = line.unproven {
                    unproven.append(sentence)
                } else if let new = line.show {
                    if let show { take(show) }
                    guard let begun = new.value else { throw damaged }
                    show = begun
                } else {
                    guard show != nil, show?.add(line) == true else { throw damaged }
                }
                next = try read()
            }
            throw GzipFile.Failed(why: "its last line is missing")
        } catch { throw Unreadable(description: "\(path): \(error.why)") }
    }

    func unlike(_ why: String) -> Unreadable { Unreadable(description: "\(path): \(why)") }

    private var damaged: GzipFile.Failed { GzipFile.Failed(why: "line \(lines) can't be read") }

    private mutating func read() throws(GzipFile.Failed) -> EvidenceLine? {
        guard let bytes = try file.line() else { return nil }
        lines += 1
        guard let line = try? decoder.decode(EvidenceLine.self, from: Data(bytes)) else {
            throw damaged
        }
        return line
    }
}

extension ShowCase {
    /// Takes what `line` says; false when it can't be.
    fileprivate mutating func add(_ line: EvidenceLine) -> Bool {
        let seats = start.states.count
        if let attempt = line.write?.value(seats: seats) {
            evidence.record(attempt)
        } else if let map = line.map?.value(seats: seats) {
            evidence.record(map)
        } else if let event = line.event?.value(seats: seats) {
            events.append(event)
        } else if let stream = line.stream?.value(seats: seats) {
            streams.append(stream)
        } else if let sentence = line.repeated {
            evidence.recordWrongRepeat(sentence)
        } else {
            return false
        }
        return true
    }
}
