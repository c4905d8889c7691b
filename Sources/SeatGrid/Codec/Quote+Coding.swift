// A quote, in events and in snapshots (docs/FORMAT.md, "Quotes").

/// What many lines of a quote have in common: it is written once.
private struct LineSource: Hashable {
    let kind: Quote.Kind
    let key: String
    let name: String
    let fee: String?

    init(kind: Quote.Kind, key: String, name: String, fee: String?) {
        self.kind = kind
        self.key = key
        self.name = name
        self.fee = fee
    }

    init(_ line: Quote.Line) {
        self.init(kind: line.kind, key: line.key, name: line.name, fee: line.fee)
    }
}

extension ByteSink {
    /// A quote that is sound.
    mutating func put(_ quote: Quote) {
        var sources: [LineSource] = []
        var ordinals: [LineSource: UInt16] = [:]
        for line in quote.lines {
            let source = LineSource(line)
            guard ordinals[source] == nil else { continue }
            ordinals[source] = UInt16(sources.count)
            sources.append(source)
        }
        put(short: quote.currency)
        put(quote.promotion != nil)
        if let promotion = quote.promotion { put(promotion) }
        put(count: sources.count)
        for source in sources { put(source) }
        put(count: quote.lines.count)
        for line in quote.lines {
            put(ordinals[LineSource(line)] ?? 0)
            put(seatOf: line)
            put(line.amount)
        }
    }

    private mutating func put(seatOf line: Quote.Line) {
        if let seat = line.seat {
            put(UInt8(1))
            put(seat.rawValue)
        } else {
            put(UInt8(line.isOfGoneSeat ? 2 : 0))
        }
    }

    private mutating func put(_ source: LineSource) {
        put(source.kind.rawValue)
        put(short: source.key)
        put(short: source.name)
        put(source.fee != nil)
        if let fee = source.fee { put(short: fee) }
    }
}

extension ByteReader {
    /// A quote that is sound, from the only bytes that say it.
    mutating func quote() throws(CodecError) -> Quote {
        let currency = unsafe try shortText()
        let promotion = unsafe try flag() ? try u16() : nil
        var sources: [LineSource] = []
        for _ in 0..<(unsafe try count(of: 4)) { sources.append(unsafe try lineSource()) }
        guard Set(sources).count == sources.count else { throw .malformed("quote") }
        var lines: [Quote.Line] = []
        var used = 0
        for _ in 0..<(unsafe try count(of: 11)) {
            let ordinal = Int(unsafe try u16())
            guard ordinal < sources.count, ordinal <= used else { throw .malformed("quote") }
            used = max(used, ordinal + 1)
            lines.append(unsafe try line(sources[ordinal]))
        }
        let quote = Quote(lines: lines, currency: currency, promotion: promotion)
        guard used == sources.count, quote.isSound else { throw .malformed("quote") }
        return quote
    }

    private mutating func line(_ source: LineSource) throws(CodecError) -> Quote.Line {
        let owner = unsafe try u8()
        guard owner <= 2 else { throw .malformed("quote") }
        return Quote.Line(
            kind: source.kind,
            key: source.key,
            name: source.name,
            seat: owner == 1 ? unsafe try seat() : nil,
            amount: unsafe try i64(),
            fee: source.fee,
            isOfGoneSeat: owner == 2
        )
    }

    private mutating func lineSource() throws(CodecError) -> LineSource {
        guard let kind = Quote.Kind(rawValue: unsafe try u8()) else { throw .malformed("quote") }
        return LineSource(
            kind: kind,
            key: unsafe try shortText(),
            name: unsafe try shortText(),
            fee: unsafe try flag() ? try shortText() : nil
        )
    }
}
