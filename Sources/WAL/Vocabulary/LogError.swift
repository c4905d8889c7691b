/// Why the log cannot be opened or go on. The node does not serve after any of them.
public enum LogError: Error, Equatable, Sendable {
    /// The disk failed. What was not acknowledged may or may not be there; nothing is retried.
    case diskFailed(DiskError)
    /// No room for another segment, and those kept ready are used up.
    case full(path: String)
    /// Another process has the directory.
    case locked(path: String)
    /// What was acknowledged is damaged or missing.
    case corrupt(DamageReport)
    /// Written by a later version than this one reads.
    case unknownVersion(path: String, version: UInt32)
    /// The reader of the records refused one.
    case rejected(lsn: LSN, reason: String)
    /// A snapshot, or a slice of one, that is not kept any more or reads wrong.
    case badSnapshot(path: String, reason: String)
    /// A file of slots without which it can't be known which slots are in use.
    case badSlots(path: String, reason: String)
    /// A repair that was not consented to as it would be done.
    case consentMissing(needed: Int)

    /// What the process exits with, after sysexits.h; 71 is the disk's.
    public var exitCode: Int32 {
        switch self {
        case .diskFailed: 71
        case .full, .locked: 75
        case .corrupt, .rejected, .badSnapshot, .badSlots: 65
        case .unknownVersion: 78
        case .consentMissing: 64
        }
    }
}

extension LogError: CustomStringConvertible {
    /// A sentence for an operator.
    public var description: String {
        switch self {
        case .diskFailed(let error):
            "the disk failed: \(error). Nothing more was acknowledged; check the disk, then restart"
        case .full(let path): "no room for the log in \(path): free some space, then restart"
        case .locked(let path): "another process is using \(path)"
        case .corrupt(let report): report.description
        case .unknownVersion(let path, let version):
            "\(path) has format version \(version), which this program does not read; use a later one"
        case .rejected(let lsn, let reason): "record \(lsn) cannot be used: \(reason)"
        case .badSnapshot(let path, let reason), .badSlots(let path, let reason):
            "\(path) is no good: \(reason)"
        case .consentMissing(let needed):
            "this repair loses \(needed) records; it needs consent to exactly that number"
        }
    }
}
