import ArgumentParser
import Gateway
import SeatGrid

struct NotifyEnable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Enable a webhook endpoint that was disabled because it answered 410.",
        discussion: "Example:\n  seatgrid notify enable erp --spool data/spool"
    )

    @OptionGroup var place: SpoolOption

    @Argument(help: "The endpoint's id in the configuration.")
    var endpoint: String

    func run() throws {
        let wasDisabled = try place.using { spool throws(SpoolError) in
            try EndpointList(spool.layout, RealSpoolDisk()).enable(endpoint)
        }
        print(wasDisabled ? "\(endpoint) is enabled" : "\(endpoint) was not disabled")
    }
}
