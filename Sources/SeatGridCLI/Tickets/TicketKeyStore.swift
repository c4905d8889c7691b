import CGridSystem
import SeatGrid

/// The keys of a node's tickets: `ticket.key` signs (32 bytes, mode 0600), `ticket.pub` has the
/// public keys of all that ever did, as PEM.
///
/// A public key is in `ticket.pub` before its key signs anything, so that no ticket is ever out of
/// a door's sight.
struct TicketKeyStore {
    let signing: TicketSigningKey
    /// The signing key's first, then older ones.
    let known: [TicketPublicKey]

    private static let seedBytes = 32

    static func publicPath(in data: String) -> String { data + "/ticket.pub" }
    private static func secretPath(in data: String) -> String { data + "/ticket.key" }

    /// Opens the keys of a data directory; a first key is made if there is none.
    static func open(data: String) throws(SmallFile.Failure) -> TicketKeyStore {
        guard
            let seed = try SmallFile.read(secretPath(in: data), limit: 4_096, isSecret: true)
        else { return try rotate(data: data) }
        guard let signing = TicketSigningKey(seed: seed) else {
            throw SmallFile.Failure(
                "\(secretPath(in: data)) is no key of \(seedBytes) bytes",
                exitCode: 65
            )
        }
        let known = try published(data: data)
        if !known.contains(signing.publicKey) { try publish(known + [signing.publicKey], data) }
        return TicketKeyStore(
            signing: signing,
            known: [signing.publicKey] + known.filter { $0 != signing.publicKey }.reversed()
        )
    }

    /// Makes a new key that signs from the next start on; tickets of the old one stay good.
    @discardableResult
    static func rotate(data: String) throws(SmallFile.Failure) -> TicketKeyStore {
        let code = unsafe sg_make_directory(data)
        guard code == 0 else { throw SmallFile.Failure("cannot make", data, errno: -code) }
        var seed = [UInt8](repeating: 0, count: seedBytes)
        unsafe seed.withUnsafeMutableBytes { unsafe sg_random($0.baseAddress, $0.count) }
        guard let signing = TicketSigningKey(seed: seed) else {
            preconditionFailure("any 32 bytes are a key")
        }
        let known = try published(data: data)
        try publish(known + [signing.publicKey], data)
        try SmallFile.replace(secretPath(in: data), with: seed, isSecret: true)
        return TicketKeyStore(signing: signing, known: [signing.publicKey] + known.reversed())
    }

    private static func publish(
        _ keys: [TicketPublicKey],
        _ data: String
    ) throws(SmallFile.Failure) {
        let text = keys.map { "# key \($0.id)\n\($0.pem)" }.joined()
        try SmallFile.replace(publicPath(in: data), with: Array(text.utf8), isSecret: false)
    }

    /// The public keys of a data directory, oldest first.
    private static func published(data: String) throws(SmallFile.Failure) -> [TicketPublicKey] {
        try read(publicPath(in: data)) ?? []
    }

    /// The public keys of a file; nil if it is not there.
    static func read(_ path: String) throws(SmallFile.Failure) -> [TicketPublicKey]? {
        guard let bytes = try SmallFile.read(path, isSecret: false) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self),
            let keys = TicketPublicKey.keys(pem: text)
        else {
            throw SmallFile.Failure(
                "\(path) has something else than Ed25519 public keys in PEM",
                exitCode: 65
            )
        }
        return keys
    }
}
