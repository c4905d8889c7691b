/// How a store of slots is opened.
public struct SlotOptions: Sendable {
    /// Where it is; made if it is not there.
    public var directory: String
    /// Slots of each new file; whole blocks, so a multiple of 64.
    public var slotsPerFile = 65_536
    /// Who moves the store on.
    public var drive = JournalOptions.Drive.threads

    /// Options for the store in `directory`.
    public init(directory: String) { self.directory = directory }
}

/// Why a slot was not written.
public enum SlotError: Error, Equatable, Sendable {
    /// No room for another file of slots; worth another try when there is.
    case full
    /// More is waiting to be written than may; worth another try soon.
    case busy
    /// The disk failed, or the store is closed.
    case failed
}
