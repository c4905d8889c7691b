/// An error answer by RFC 9457, as CONTRACT §2 shapes it.
package struct Problem: Error, Sendable, Equatable {
    package let code: ProblemCode
    /// What is wrong here and what the client can do; no secrets, no capabilities.
    package let detail: String
    package var conflicts: [Conflict] = []
    /// Labels of seats that could be taken instead.
    package var suggestion: [String] = []
    package var errors: [FieldError] = []
    package var rule: String?
    package var retryAfterMilliseconds: Int?
    /// Further header lines of the answer (`Allow`, `RateLimit` …).
    package var headers: [Header] = []

    package init(_ code: ProblemCode, _ detail: String) {
        self.code = code
        self.detail = detail
        self.retryAfterMilliseconds = code.defaultRetryMilliseconds
    }

    /// A seat in the way, and what it is: `held`, `booked` or `blocked`.
    package struct Conflict: Sendable, Equatable {
        package let seat: String
        package let reason: String
        package init(seat: String, reason: String) {
            self.seat = seat
            self.reason = reason
        }
    }

    /// One thing wrong with a body, where a JSON pointer says.
    package struct FieldError: Sendable, Equatable {
        package let pointer: String
        package let message: String
        package init(pointer: String, message: String) {
            self.pointer = pointer
            self.message = message
        }
    }

    /// A header line.
    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: String
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }
}

extension Problem {
    /// 400, naming one place in the body or the query.
    package static func invalid(_ pointer: String, _ message: String) -> Problem {
        var problem = Problem(
            .invalidRequest,
            pointer.isEmpty ? message : "\(message) (at \(pointer))"
        )
        problem.errors = [FieldError(pointer: pointer, message: message)]
        return problem
    }

    /// Adds a header line to the answer.
    package func with(_ name: String, _ value: String) -> Problem {
        var copy = self
        copy.headers.append(Header(name, value))
        return copy
    }
}
