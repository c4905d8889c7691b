@testable import SeatGrid

/// Catalogues whose shows say what an order costs.
enum CheckoutSamples {
    /// What `sh1` and `sh2` say besides; `sh3` says nothing.
    static let fields = """
        "ticket_types":[{"key":"adult","name":"Adult"},
          {"key":"child","name":"Child","price":{"basis_points":5000},"prices":{"silver":{"amount":4000}}},
          {"key":"press","name":"Press","prices":{"gold":null}}],
        "fees":[{"key":"convenience","name":"Convenience fee","per":"seat","amount":2500},
          {"key":"handling","name":"Handling","per":"order","basis_points":150}],
        "taxes":[{"key":"gst","name":"GST","basis_points":1800,"on_fees":["handling","convenience"]},
          {"key":"cess","name":"Cess","basis_points":100,"included":true}],
        "rounding":{"mode":"half_even","to":10},
        "promotions":[{"code":"Half","basis_points":5000,"categories":["silver"]},
          {"code":"off","name":"Off","amount":5000,"valid_from":"2026-11-01T00:00:00Z",
           "valid_until":"2026-12-01T00:00:00Z","min_seats":2,"max_uses":10,"max_uses_per_holder":1}],
        "refund_policy":{"tiers":[{"before_start_ms":7200000,"basis_points":5000},
          {"before_start_ms":86400000,"basis_points":10000}],"refunds_fees":false}
        """

    static let json: String = {
        let shows = CatalogSamples.json.split(separator: #""shows":   ["#)
        precondition(shows.count == 2, "the sample has no list of shows")
        let body = shows[1].dropLast(2)
            .replacing(
                #""prices":{"gold":25000}"#,
                with: #""prices":{"silver":10000,"gold":25000}"#
            )
        let plain = body.replacing(#""id":"sh1""#, with: #""id":"sh3""#)
        let rich = body.dropLast() + "," + fields + "}"
        let other = rich.replacing(#""id":"sh1""#, with: #""id":"sh2""#)
        return shows[0] + #""shows":[\#(rich),\#(other),\#(plain)]}"#
    }()

    static func edited(_ old: String, _ new: String) -> String {
        precondition(json.contains(old), "the sample has no \(old)")
        return json.replacing(old, with: new)
    }
}
