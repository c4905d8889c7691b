/// 128 bits: ids of the server's own making, and digests of strings that callers chose.
package struct Bits128: Hashable, Sendable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

/// A hold's id and its capability at once: 128 random bits, 26 characters after `hd_`.
///
/// Whoever knows it may release, extend, swap or book. It never goes into a text log, a metric or a
/// delta. It carries no time: 26 characters have room for 128 random bits or for a time, not both.
package struct HoldID: Hashable, Sendable {
    package let bits: Bits128
    package init(_ bits: Bits128) { self.bits = bits }
}

/// A booking's id: a ULID after `bk_`.
package struct BookingID: Hashable, Sendable {
    package let bits: Bits128
    package init(_ bits: Bits128) { self.bits = bits }
}

/// A digest of the caller's own id of a person (`holder`), for caps. The string itself is not kept.
package struct HolderID: Hashable, Sendable {
    package let bits: Bits128
    package init(_ bits: Bits128) { self.bits = bits }
}

/// A request's `Idempotency-Key` (with its caller) and its content, both as digests.
package struct IdempotencyMark: Hashable, Sendable {
    package let key: Bits128
    package let fingerprint: UInt64

    package init(key: Bits128, fingerprint: UInt64) {
        self.key = key
        self.fingerprint = fingerprint
    }
}

/// A show's id as the operator chose it: `[A-Za-z0-9_-]{1,64}`.
package struct ShowID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(_ rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// An order's id: a ULID after `or_`.
package struct OrderID: Hashable, Sendable {
    package let bits: Bits128
    package init(_ bits: Bits128) { self.bits = bits }
}

/// A refund's id: a ULID after `rf_`, and the idempotency key under which the provider is asked.
package struct RefundID: Hashable, Sendable {
    package let bits: Bits128
    package init(_ bits: Bits128) { self.bits = bits }
}
