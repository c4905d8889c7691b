import SeatGrid

/// What an order costs in the demo besides its seats, whose prices contain their tax; and what is
/// given back of it.
enum DemoTerms {
    static func write(isEvent: Bool, into json: inout JSONWriter) {
        if !isEvent { writeTicketTypes(into: &json) }
        json.array("fees") { json in
            json.object { json in
                json.field("key", "convenience")
                json.field("name", "Convenience fee")
                json.field("per", isEvent ? "order" : "seat")
                json.field("amount", isEvent ? 9_900 : 2_500)
            }
        }
        writeTaxes(into: &json)
        json.array("promotions") { json in
            json.object { json in
                json.field("code", "SEATGRID10")
                json.field("name", "10 % off for two and more")
                json.field("basis_points", 1_000)
                json.field("min_seats", 2)
                json.field("max_uses", 500)
            }
        }
        json.object("refund_policy") { json in
            json.array("tiers") { json in
                let tiers = isEvent ? [(168, 7_500), (72, 5_000)] : [(24, 10_000), (2, 7_500)]
                for (hours, points) in tiers {
                    json.object { json in
                        json.field("before_start_ms", hours * 3_600_000)
                        json.field("basis_points", points)
                    }
                }
            }
            json.field("refunds_fees", false)
        }
    }

    private static func writeTicketTypes(into json: inout JSONWriter) {
        json.array("ticket_types") { json in
            for (key, name, points) in [
                ("adult", "Adult", 10_000), ("child", "Child (3 to 12)", 7_500),
                ("senior", "Senior (60 and over)", 8_500),
            ] {
                json.object { json in
                    json.field("key", key)
                    json.field("name", name)
                    json.object("price") { json in json.field("basis_points", points) }
                }
            }
        }
    }

    private static func writeTaxes(into json: inout JSONWriter) {
        json.array("taxes") { json in
            json.object { json in
                json.field("key", "gst")
                json.field("name", "GST 18 %, included")
                json.field("basis_points", 1_800)
                json.field("included", true)
            }
            json.object { json in
                json.field("key", "gst-fees")
                json.field("name", "GST 18 % on fees")
                json.field("basis_points", 1_800)
                json.field("on_seats", false)
                json.field("on_fees", ["convenience"])
            }
        }
    }
}
