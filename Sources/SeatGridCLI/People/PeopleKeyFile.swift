import ArgumentParser
import SeatGrid

/// The file that `--people-key` names: keys from outside the data directory, 64 hexadecimal digits
/// a line, the one for new data first.
enum PeopleKeyFile {
    /// None if there is no such file to be read.
    static func read(_ path: String?) throws -> [PeopleKey] {
        guard let path else { return [] }
        do throws(SmallFile.Failure) {
            guard let bytes = try SmallFile.read(path, isSecret: true) else {
                throw SmallFile.Failure("\(path) is not there", exitCode: 78)
            }
            guard let text = String(validating: bytes, as: UTF8.self),
                let keys = PeopleKey.keys(text: text)
            else {
                throw SmallFile.Failure(
                    "\(path) must have 64 hexadecimal digits a line: openssl rand -hex 32",
                    exitCode: 78
                )
            }
            return keys
        } catch {
            throw Failure.exit(error.exitCode, error.description)
        }
    }

    /// Ends the command if there is data that needs a key which was not given: it would look lost.
    static func check(_ engine: Engine) throws {
        let count = engine.people.lackingMaster()
        guard count > 0 else { return }
        engine.close()
        throw Failure.exit(
            .configuration,
            "\(count) customers' data need a key that --people-key does not have; keep old keys in "
                + "the file, below the newest"
        )
    }
}
