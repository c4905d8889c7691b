import SeatGrid
import Synchronization

/// Token buckets of writes by address, shared by all loops. Memory is bounded: a shard that is
/// full forgets addresses whose bucket is full again, and failing that an arbitrary one.
package final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: Int64
    }

    private final class Shard: Sendable {
        let buckets = Mutex<[String: Bucket]>([:])
    }

    /// Writes a second that an address may go on with.
    package let rate: Double
    /// Writes at once after a rest.
    package let burst: Double
    private let shards: [Shard]
    private let addressesPerShard: Int

    /// `rate` writes a second with bursts of twice as many.
    package init(rate: Int, addresses: Int) {
        self.rate = Double(rate)
        burst = Double(2 * rate)
        shards = (0..<16).map { _ in Shard() }
        addressesPerShard = max(1, addresses / 16)
    }

    /// Takes one write of `address` at `now` (monotonic milliseconds); nil if it may pass, else
    /// how many milliseconds later the next one may.
    func take(_ address: String, now: Int64) -> Int? {
        let shard = shards[Int(UInt(bitPattern: address.hashValue) % UInt(shards.count))]
        return shard.buckets.withLock { buckets in
            var bucket = buckets[address] ?? Bucket(tokens: burst, at: now)
            refill(&bucket, now)
            defer { buckets[address] = bucket }
            if bucket.tokens >= 1 {
                bucket.tokens -= 1
                if buckets.count >= addressesPerShard { makeRoom(&buckets, now) }
                return nil
            }
            return max(1, Int(((1 - bucket.tokens) / rate * 1_000).rounded(.up)))
        }
    }

    private func refill(_ bucket: inout Bucket, _ now: Int64) {
        let elapsed = Double(max(0, now - bucket.at)) / 1_000
        bucket.tokens = min(burst, bucket.tokens + elapsed * rate)
        bucket.at = now
    }

    private func makeRoom(_ buckets: inout [String: Bucket], _ now: Int64) {
        let rested = Int64(burst / rate * 1_000)
        buckets = buckets.filter { now - $0.value.at < rested }
        while buckets.count >= addressesPerShard, let any = buckets.keys.first {
            buckets[any] = nil
        }
    }

    /// How many addresses are remembered.
    var count: Int { shards.reduce(0) { $0 + $1.buckets.withLock { $0.count } } }

    /// 429 by the IETF's draft on RateLimit fields.
    func refusal(retryAfter milliseconds: Int) -> Problem {
        let seconds = (milliseconds + 999) / 1_000
        var problem = Problem(
            .rateLimited,
            "Too many writes from this address: wait \(milliseconds) ms, or use a key with the right \"book\"."
        )
        problem.retryAfterMilliseconds = milliseconds
        return
            problem
            .with("RateLimit-Policy", "\"default\";q=\(Int(rate));w=1")
            .with("RateLimit", "\"default\";r=0;t=\(seconds)")
    }
}
