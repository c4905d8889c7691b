import ArgumentParser
import Foundation
import Glibc
import SeatGrid
import WAL

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

    /// A directory that can't be used is no failed disk.
    static func code(of error: EngineStartError) -> Int32 {
        guard case .diskFailed(let failure) = error.log else { return error.exitCode }
        switch failure.code {
        case EACCES, EPERM, EROFS: return Code.notAllowed.rawValue
        case ENOTDIR, EEXIST, ENOENT: return Code.configuration.rawValue
        default: return error.exitCode
        }
    }

    static func exit(_ code: Code, _ message: String) -> ExitCode {
        exit(code.rawValue, message)
    }

    static func exit(_ code: Int32, _ message: String) -> ExitCode {
        FileHandle.standardError.write(Data("seatgrid: \(message)\n".utf8))
        return ExitCode(code)
    }
}
