/// One thing wrong with a body: where (RFC 6901) and what.
package struct JSONIssue: Equatable, Sendable {
    package let pointer: String
    package let message: String

    package init(pointer: String, message: String) {
        self.pointer = pointer
        self.message = message
    }
}

/// Collects what is wrong with one body while it is read, with the place the reader is at.
///
/// A class, so that readers of nested objects share it; confined to one reading.
package final class JSONIssues {
    /// One step of a JSON pointer.
    package enum Step {
        case name(String)
        case index(Int)
    }

    package private(set) var all: [JSONIssue] = []
    private var path: [Step] = []
    private let limit: Int

    /// - Parameter limit: more issues than that are not kept: nobody reads them.
    package init(limit: Int = 100) { self.limit = limit }

    /// Whether nothing has been found wrong.
    package var isEmpty: Bool { all.isEmpty }
    /// Whether no more will be kept, so that a reader may as well stop.
    package var isFull: Bool { all.count >= limit }

    /// Notes a fault at the place that is being read.
    package func add(_ message: String) {
        guard !isFull else { return }
        all.append(JSONIssue(pointer: pointer, message: message))
    }

    /// Notes a fault some steps below the place that is being read.
    package func add(_ message: String, at steps: Step...) {
        guard !isFull else { return }
        path += steps
        add(message)
        path.removeLast(steps.count)
    }

    /// Runs `body` one step deeper.
    package func at<Result>(_ name: String, _ body: () -> Result) -> Result {
        path.append(.name(name))
        defer { path.removeLast() }
        return body()
    }

    /// Reads an element of an array: faults inside are noted under its index.
    package func at<Result>(_ index: Int, _ body: () -> Result) -> Result {
        path.append(.index(index))
        defer { path.removeLast() }
        return body()
    }

    private var pointer: String {
        var text = ""
        for step in path {
            text += "/"
            switch step {
            case .name(let name): text += JSONPointer.escaped(name)
            case .index(let index): text += String(index)
            }
        }
        return text
    }
}
