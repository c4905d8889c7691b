/// The canonical bytes of a payload: what is signed, and what the QR code carries.
///
///     version      u8        1
///     key          4 bytes   the id of the key that signs
///     booking      16 bytes  big-endian
///     epoch        varint
///     starts at    varint    milliseconds since 1970
///     issued at    varint    milliseconds since 1970
///     show         varint length, UTF-8
///     seats        varint count; each: varint how many bytes it shares with the one before,
///                  varint length of the rest, the rest
///
/// Varints are LEB128. There is one encoding of a payload: the reader refuses any other.
extension TicketPayload {
    /// The only version so far.
    package static let version: UInt8 = 1

    func bytes(key: TicketKeyID) -> [UInt8] {
        var out: [UInt8] = [Self.version]
        out += key.bytes
        for half in [booking.bits.high, booking.bits.low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                out.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        Self.append(UInt64(epoch), to: &out)
        Self.append(UInt64(bitPattern: startsAt.rawValue), to: &out)
        Self.append(UInt64(bitPattern: issuedAt.rawValue), to: &out)
        Self.append(UInt64(show.rawValue.utf8.count), to: &out)
        out += show.rawValue.utf8
        Self.append(UInt64(seats.count), to: &out)
        var before: [UInt8] = []
        for seat in seats {
            let label = Array(seat.utf8)
            let shared = zip(before, label).prefix { $0 == $1 }.count
            Self.append(UInt64(shared), to: &out)
            Self.append(UInt64(label.count - shared), to: &out)
            out += label[shared...]
            before = label
        }
        return out
    }

    private static func append(_ value: UInt64, to out: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        out.append(UInt8(rest))
    }

    /// Reads canonical bytes and the id of the key that is said to have signed them.
    init(bytes: [UInt8], key: inout TicketKeyID) throws(TicketRefusal) {
        var reader = TicketReader(bytes)
        let version = try reader.byte()
        guard version == Self.version else { throw .unknownVersion(Int(version)) }
        key = TicketKeyID(bytes: Array(try reader.take(4)))
        let booking = BookingID(Bits128(high: try reader.bigEndian(), low: try reader.bigEndian()))
        guard let epoch = UInt32(exactly: try reader.varint()), epoch > 0 else {
            throw .malformed(.notCanonical)
        }
        let startsAt = WallTime(rawValue: Int64(bitPattern: try reader.varint()))
        let issuedAt = WallTime(rawValue: Int64(bitPattern: try reader.varint()))
        let show = try reader.text(try reader.count(upTo: CatalogLimits.identifier))
        guard CatalogLimits.isIdentifier(show) else { throw .malformed(.notCanonical) }
        let seats = try reader.seats()
        try reader.end()
        self.init(
            show: ShowID(show),
            booking: booking,
            seats: seats,
            startsAt: startsAt,
            epoch: epoch,
            issuedAt: issuedAt
        )
        guard self.bytes(key: key) == bytes else { throw .malformed(.notCanonical) }
    }
}

/// Takes a payload's bytes apart; every length is checked before it is believed.
private struct TicketReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() throws(TicketRefusal) -> UInt8 {
        guard position < bytes.count else { throw .malformed(.truncated) }
        position += 1
        return bytes[position - 1]
    }

    mutating func take(_ count: Int) throws(TicketRefusal) -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw .malformed(.truncated) }
        position += count
        return bytes[position - count..<position]
    }

    mutating func bigEndian() throws(TicketRefusal) -> UInt64 {
        try take(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func varint() throws(TicketRefusal) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try byte()
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw .malformed(.notCanonical)
    }

    mutating func count(upTo limit: Int) throws(TicketRefusal) -> Int {
        guard let count = Int(exactly: try varint()), count <= limit else {
            throw .malformed(.notCanonical)
        }
        return count
    }

    mutating func text(_ count: Int) throws(TicketRefusal) -> String {
        try Self.text(try take(count))
    }

    private static func text(_ bytes: some Collection<UInt8>) throws(TicketRefusal) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .malformed(.notCanonical)
        }
        return text
    }

    mutating func seats() throws(TicketRefusal) -> [String] {
        let count = try count(upTo: TicketLimits.seats)
        guard count > 0 else { throw .malformed(.notCanonical) }
        var seats: [String] = []
        var before: [UInt8] = []
        for _ in 0..<count {
            let shared = try self.count(upTo: before.count)
            let rest = try take(try self.count(upTo: TicketLimits.label))
            before = Array(before[..<shared]) + rest
            seats.append(try Self.text(before))
        }
        return seats
    }

    func end() throws(TicketRefusal) {
        guard position == bytes.count else { throw .malformed(.notCanonical) }
    }
}
