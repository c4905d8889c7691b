import ArgumentParser
import LoadCommands

/// `seatgrid-load`: realistic load, figures, and the proof that nothing was lost or sold twice.
@main
struct Main {
    static func main() { LoadTool.main() }
}
