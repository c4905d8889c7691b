extension KeyVault {
    /// Seals `plain`; returns when its key is durable.
    package func seal(
        _ plain: [UInt8],
        for context: PersonContext
    ) async throws(PeopleFailure) -> [UInt8] {
        let result = await withCheckedContinuation { continuation in
            seal(plain, for: context) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Erases the key of `sealed`; returns when the disk has zeros in its place.
    package func erase(_ sealed: [UInt8]) async throws(PeopleFailure) -> Erasure {
        let result = await withCheckedContinuation { continuation in
            erase(sealed) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// What was sealed; nil if its key was erased or it can't be read.
    package func open(_ sealed: [UInt8], for context: PersonContext) -> [UInt8]? {
        guard case .plain(let plain) = read(sealed, for: context) else { return nil }
        return plain
    }
}
