import ArgumentParser
import Gateway

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make API keys.",
        subcommands: [Create.self]
    )

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key, add its digest to a key file, and print the key, once.",
            discussion: """
                Rights: hold, book (take the money oneself), operate (change the catalogue, block).

                Example:
                  seatgrid key create --keys keys --name shop --rights hold,book > shop.key
                """
        )

        @Option(help: "The key file; made with mode 0600 if it is not there.")
        var keys: String

        @Option(help: "Who the key is for; it appears in shows' logs. Example: --name shop")
        var name: String

        @Option(help: "By commas: hold, book, operate. Example: --rights hold,book")
        var rights: String

        func run() throws {
            guard let rights = Rights.parse(rights) else {
                throw ValidationError("--rights must be some of hold,book,operate,door")
            }
            do throws(KeyFile.Failure) {
                print(try KeyFile.create(path: keys, name: name, rights: rights))
            } catch {
                throw Failure.exit(error.exitCode, error.description)
            }
        }
    }
}
