/// Which of a cluster's shards a show belongs to: nginx's own `split_clients "$show_id"`, so that
/// a proxy and the nodes agree without talking (nginx 1.22.1, ngx_http_split_clients_module.c).
package enum ShardMap {
    /// Fixed when a cluster is made: a divisor of 10,000, as `split_clients` counts in 0.01 %.
    package static let shardCount = 250
    /// The catalogue's own place in the log and among the snapshots.
    package static let catalogShard: UInt16 = 0xfffe

    private static let bounds: [UInt32] = (1..<shardCount).map { index in
        UInt32(UInt64(index) * UInt64(10_000 / shardCount) * 0xffff_ffff / 10_000)
    }

    /// The shard of `show`: the first whose upper bound is above the show's hash. O(log shards).
    package static func shard(of show: ShowID) -> UInt16 {
        let hash = murmurHash2(Array(show.rawValue.utf8))
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if hash < bounds[middle] { high = middle } else { low = middle + 1 }
        }
        return UInt16(low)
    }

    /// MurmurHash2 with seed 0, as nginx computes it over the bytes of a string.
    static func murmurHash2(_ bytes: [UInt8]) -> UInt32 {
        let multiplier: UInt32 = 0x5bd1_e995
        var hash = UInt32(truncatingIfNeeded: bytes.count)
        var index = 0
        while bytes.count - index >= 4 {
            var word = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
            word |= UInt32(bytes[index + 2]) << 16 | UInt32(bytes[index + 3]) << 24
            word &*= multiplier
            word ^= word >> 24
            word &*= multiplier
            hash = (hash &* multiplier) ^ word
            index += 4
        }
        let rest = bytes.count - index
        if rest >= 3 { hash ^= UInt32(bytes[index + 2]) << 16 }
        if rest >= 2 { hash ^= UInt32(bytes[index + 1]) << 8 }
        if rest >= 1 { hash = (hash ^ UInt32(bytes[index])) &* multiplier }
        hash ^= hash >> 13
        hash &*= multiplier
        return hash ^ hash >> 15
    }
}
