import ArgumentParser
import Foundation

/// Ends the command with a message on standard error and one of the documented exit codes.
enum Failure {
    /// sysexits.h, as in the contract §8.
    enum Code: Int32 {
        case failed = 1
        case corrupt = 65
        case unreachable = 69
        case diskFailed = 71
        case tryAgain = 75
        case notAllowed = 77
        case configuration = 78
    }

    static func exit(_ code: Code, _ message: String) -> ExitCode {
        exit(code.rawValue, message)
    }

    static func exit(_ code: Int32, _ message: String) -> ExitCode {
        FileHandle.standardError.write(Data("seatgrid: \(message)\n".utf8))
        return ExitCode(code)
    }
}
