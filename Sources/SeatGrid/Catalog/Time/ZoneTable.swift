/// The rules of the time zones that a catalogue may name, as the IANA database 2025b has them for
/// the years to come.
///
/// A table of our own, because Foundation brings 30 MB of ICU for it and a container may lack
/// `/usr/share/zoneinfo`. It only serves `?date=` of the browse routes: all stored times are UTC.
/// A zone that is not here counts as UTC; so a list may be off by hours, nothing else.
package enum ZoneTable {
    /// The zone's rule; UTC's for a zone that the table does not know.
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

    private static let text = """
        UTC Etc/UTC GMT Etc/GMT Africa/Abidjan Africa/Accra Atlantic/Reykjavik=0
        Asia/Kolkata Asia/Calcutta Asia/Colombo=5:30
        Asia/Kathmandu Asia/Katmandu=5:45
        Asia/Dhaka Asia/Thimphu=6
        Asia/Karachi Asia/Tashkent Indian/Maldives Asia/Almaty=5
        Asia/Kabul=4:30
        Asia/Dubai Asia/Muscat Asia/Tbilisi Asia/Yerevan Asia/Baku Indian/Mauritius=4
        Asia/Tehran=3:30
        Asia/Riyadh Asia/Qatar Asia/Kuwait Asia/Bahrain Asia/Baghdad Europe/Istanbul=3
        Europe/Moscow Europe/Minsk Africa/Nairobi Africa/Addis_Ababa=3
        Asia/Yangon Asia/Rangoon=6:30
        Asia/Bangkok Asia/Jakarta Asia/Ho_Chi_Minh Asia/Saigon Asia/Phnom_Penh=7
        Asia/Singapore Asia/Kuala_Lumpur Asia/Hong_Kong Asia/Shanghai Asia/Taipei=8
        Asia/Manila Asia/Macau Australia/Perth=8
        Asia/Tokyo Asia/Seoul=9
        Australia/Darwin=9:30
        Australia/Adelaide=9:30 10:30 M10.1.0/2 M4.1.0/3
        Australia/Brisbane Pacific/Port_Moresby=10
        Australia/Sydney Australia/Melbourne Australia/Hobart=10 11 M10.1.0/2 M4.1.0/3
        Pacific/Auckland=12 13 M9.5.0/2 M4.1.0/3
        Pacific/Fiji=12
        Europe/London Europe/Dublin Europe/Lisbon=0 1 M3.5.0/1 M10.5.0/2
        Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Vienna=1 2 M3.5.0/2 M10.5.0/3
        Europe/Zurich Europe/Amsterdam Europe/Brussels Europe/Oslo=1 2 M3.5.0/2 M10.5.0/3
        Europe/Stockholm Europe/Copenhagen Europe/Prague Europe/Warsaw=1 2 M3.5.0/2 M10.5.0/3
        Europe/Budapest Europe/Belgrade Europe/Zagreb Europe/Luxembourg=1 2 M3.5.0/2 M10.5.0/3
        Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Kiev=2 3 M3.5.0/3 M10.5.0/4
        Europe/Bucharest Europe/Sofia Europe/Riga Europe/Vilnius=2 3 M3.5.0/3 M10.5.0/4
        Europe/Tallinn=2 3 M3.5.0/3 M10.5.0/4
        Africa/Lagos Africa/Algiers Africa/Tunis=1
        Africa/Johannesburg Africa/Harare Africa/Maputo=2
        America/St_Johns=-3:30 -2:30 M3.2.0/2 M11.1.0/2
        America/Halifax=-4 -3 M3.2.0/2 M11.1.0/2
        America/New_York America/Toronto America/Detroit=-5 -4 M3.2.0/2 M11.1.0/2
        America/Chicago America/Winnipeg=-6 -5 M3.2.0/2 M11.1.0/2
        America/Denver America/Edmonton=-7 -6 M3.2.0/2 M11.1.0/2
        America/Phoenix=-7
        America/Los_Angeles America/Vancouver=-8 -7 M3.2.0/2 M11.1.0/2
        America/Anchorage=-9 -8 M3.2.0/2 M11.1.0/2
        Pacific/Honolulu=-10
        America/Mexico_City America/Costa_Rica=-6
        America/Bogota America/Lima America/Panama=-5
        America/Caracas America/Puerto_Rico=-4
        America/Sao_Paulo America/Argentina/Buenos_Aires=-3
        """
}
