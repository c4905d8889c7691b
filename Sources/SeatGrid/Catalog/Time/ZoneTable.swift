/// The rules of all time zones that a catalogue may name, as the IANA database has them for the
/// years to come.
///
/// A table of our own, because a container may lack `/usr/share/zoneinfo`, and replaying a log must
/// give the same catalogue on every machine. It only serves `?date=` of the browse routes: all
/// stored times are UTC. Four zones are not here, for no rule tells when their clocks turn (in
/// Morocco and Palestine Ramadan does): an import that names one is refused, as for any name that
/// is no zone's.
package enum ZoneTable {
    /// The zone's rule; UTC's for a zone that the table does not know, which only a catalogue of an
    /// earlier version has.
    package static func rule(for zone: String) -> ZoneRule { rules[zone] ?? .utc }

    /// Whether `zone` is in the table.
    package static func knows(_ zone: String) -> Bool { rules[zone] != nil }

    private static let rules: [String: ZoneRule] = {
        var rules: [String: ZoneRule] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "="),
                let rule = ZoneRule(line[line.index(after: equals)...])
            else { preconditionFailure("a bad line in the zone table: \(line)") }
            for name in line[..<equals].split(separator: " ") { rules[String(name)] = rule }
        }
        return rules
    }()
}
