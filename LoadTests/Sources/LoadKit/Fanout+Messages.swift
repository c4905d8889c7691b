import Checker

extension Fanout {
    /// A hold of a seat of the writer's own part, or the release of the one it has.
    func write(_ writer: Int) {
        let path = "/v1/shows/\(api.show)/holds"
        let bytes: [UInt8]
        if let id = writers[writer].hold {
            bytes = requests.make("DELETE", Array("\(path)/".utf8) + id)
        } else {
            let part = max(api.labels.count / writers.count, 1)
            let count = min(plan.seatsPerChange, part)
            let first = min(writer * part + dice.below(part - count + 1), api.labels.count - count)
            let seats = api.labels[first..<(first + count)].map { "\"\($0)\"" }
            let body = Array(#"{"seats":[\#(seats.joined(separator: ","))]}"#.utf8)
            bytes = requests.make("POST", Array(path.utf8), body: body)
        }
        if writers[writer].hold == nil { commits.onTheirWay += 1 }
        writers[writer].busy = true
        writers[writer].sent = Wire.now()
        wire.send(streams.count + writer, bytes)
    }

    /// Anything that came in.
    func take(_ event: Wire.Event) {
        if event.connection >= streams.count {
            answered(event.connection - streams.count, event)
            return
        }
        switch event.kind {
        case .response:
            if event.status == 101 {
                wire.send(event.connection, Requests.frame(#"{"t":"hello"}"#))
            } else {
                closedStreams += 1
                wire.close(event.connection)
            }
        case .frame: message(event)
        case .closed: closedStreams += 1
        }
    }

    private func answered(_ writer: Int, _ event: Wire.Event) {
        writers[writer].busy = false
        if writers[writer].hold == nil { commits.onTheirWay -= 1 }
        guard event.kind == .response else { return }
        changes += 1
        if writers[writer].hold == nil, event.status == 201 {
            writers[writer].hold = Scan.string("id", in: wire.body).map { Array($0) }
            if let version = Scan.number("seq", in: wire.body) {
                commits.acknowledge(version, sent: writers[writer].sent, at: event.at)
            }
        } else {
            writers[writer].hold = nil
        }
    }

    private func message(_ event: Wire.Event) {
        if event.opcode == 8 {
            let code = wire.body.count >= 2 ? Int(wire.body[0]) << 8 | Int(wire.body[1]) : 1005
            closeCodes[code, default: 0] += 1
            wire.close(event.connection)
            closedStreams += 1
            return
        }
        let keeps = event.connection % max(plan.compared, 1) == 0
        let seats = api.labels.count
        switch streams[event.connection].hear(wire.body, seats: seats, compares: keeps) {
        case .delta(let versions):
            guard measuring, event.connection < plan.subscribers else { return }
            frames += 1
            commits.hear(versions, at: event.at, recordDelay)
        case .bye: byes += 1
        default: break
        }
    }

    private func recordDelay(_ sinceAnswer: UInt64, _ sinceSending: UInt64) {
        fromCommit.record(sinceAnswer)
        fromSending.record(sinceSending)
    }

    func add(to report: inout Report, elapsed: Double, connected: Double) {
        commits.settle(recordDelay)
        report.add("subscribers", Double(plan.subscribers))
        report.add("stalled", Double(plan.stalled))
        report.add("connects_per_second", Double(streams.count) / connected)
        report.add("changes_per_second", Double(changes) / elapsed)
        report.add("frames_per_second", Double(frames) / elapsed)
        report.add("commit_to_socket_samples", Double(fromCommit.count))
        report.add("commit_to_socket_", fromCommit)
        report.add("sent_to_socket_", fromSending)
        report.add("gaps", Double(streams.prefix(plan.subscribers).reduce(0) { $0 + $1.gaps }))
        report.add(
            "resnaps",
            Double(streams.prefix(plan.subscribers).reduce(0) { $0 + $1.resnaps })
        )
        report.add("subscribers_closed", Double(closedStreams))
    }

    /// Lets the stalled ones read at last: each must get on without a gap, or get a snapshot, or be
    /// closed.
    func drainStalled(_ report: inout Report) {
        guard plan.stalled > 0 else { return }
        let before = closedStreams
        for stalled in 0..<plan.stalled { wire.listen(plan.subscribers + stalled, true) }
        settle(seconds: 2)
        let late = streams.suffix(plan.stalled)
        report.add("stalled_closed", Double(closedStreams - before))
        report.add("stalled_resnaps", Double(late.reduce(0) { $0 + $1.resnaps }))
        report.add("stalled_gaps", Double(late.reduce(0) { $0 + $1.gaps }))
        for (code, count) in closeCodes.sorted(by: { $0.key < $1.key }) {
            report.add("closed_\(code)", Double(count))
        }
    }

    func compare(from start: SeatMap) throws -> Findings {
        let history = History(events: try api.log(after: start.version), from: start)
        var findings = history.findings
        for index in streams.indices {
            streams[index].compare(with: history)
            findings.add(streams[index].findings)
        }
        return findings
    }
}

extension Scan {
    /// All numbers of the list here, whatever its nesting, to the bracket that ends it.
    mutating func numbersOfList() -> [Int] {
        var found: [Int] = []
        var depth = 0
        while let byte = peek() {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0 { break }
            }
            if let value = number() { found.append(Int(clamping: value)) } else { skip() }
        }
        return found
    }
}
