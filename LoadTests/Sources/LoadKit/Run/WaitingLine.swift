/// Those whose time has come while every connection is busy, in their order.
///
/// Who is inside already always gets a place; who only comes is turned away at the bound, and
/// counted.
public struct WaitingLine: Sendable {
    /// How many may wait before newcomers are turned away.
    public let bound: Int
    private var places: [Int] = []
    private var head = 0

    /// A line that newcomers join up to `bound`.
    public init(bound: Int) {
        self.bound = bound
    }

    /// How many wait.
    public var count: Int { places.count - head }

    /// Queues `visitor`; false when it is a newcomer for whom the line is too long.
    public mutating func join(_ visitor: Int, isNew: Bool) -> Bool {
        guard !isNew || count < bound else { return false }
        places.append(visitor)
        return true
    }

    /// The one whose turn it is.
    public mutating func take() -> Int? {
        guard head < places.count else { return nil }
        defer { head += 1 }
        if head > 4096, head > places.count / 2 {
            places.removeFirst(head)
            head = 0
        }
        return places[head]
    }
}
