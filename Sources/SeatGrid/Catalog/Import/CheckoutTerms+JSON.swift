extension CheckoutTerms {
    /// The fields of a show that say what an order of it costs.
    static let fields = [
        "ticket_types", "fees", "taxes", "rounding", "promotions", "refund_policy",
    ]

    /// What a show's fields say; nil: nothing, or what holds for every show that says nothing.
    ///
    /// - Parameter categories: the keys that have a price: there are no others to speak of.
    static func read(_ reader: JSONObjectReader, categories: [String]) -> CheckoutTerms? {
        let draft = CheckoutDraft(reader, categories: categories)
        let terms = CheckoutTerms(
            categories: categories,
            ticketTypes: draft.ticketTypes(),
            fees: draft.fees(),
            taxes: draft.taxes(),
            rounding: draft.rounding(),
            promotions: draft.promotions(),
            refunds: draft.refundPolicy()
        )
        return terms == CheckoutTerms(categories: categories) ? nil : terms
    }
}

/// A show's terms while they are read. What is wrong has been noted, and left out.
struct CheckoutDraft {
    private let reader: JSONObjectReader
    private let categories: [String]
    private var issues: JSONIssues { reader.issues }

    init(_ reader: JSONObjectReader, categories: [String]) {
        self.reader = reader
        self.categories = categories
    }

    func ticketTypes() -> [TicketType] {
        list("ticket_types", limit: Limits.ticketTypes, fields: ["key", "name", "price", "prices"])
        {
            entry in
            let key = entry.identifier("key")
            let name = entry.text("name", limit: CatalogLimits.name)
            let usual = entry.optional("price").flatMap { value in
                issues.at("price") { charge(value) }
            }
            let prices = prices(entry, usual: usual ?? .points(Charge.whole))
            guard let key, let name else { return nil }
            return (key, TicketType(key: key, name: name, prices: prices))
        }
    }

    /// By category; one that is not named has the usual charge, one that is null is not sold.
    private func prices(_ entry: JSONObjectReader, usual: Charge) -> [Charge?] {
        var prices = [Charge?](repeating: usual, count: categories.count)
        guard let value = entry.optional("prices") else { return prices }
        issues.at("prices") {
            guard case .object(let object) = value else {
                return issues.add("must be an object, not \(value.kind)")
            }
            for member in object.members {
                issues.at(member.name) {
                    guard let place = category(member.name) else { return }
                    prices[Int(place)] = member.value == .null ? nil : charge(member.value)
                }
            }
        }
        return prices
    }

    func fees() -> [Fee] {
        let fields = ["key", "name", "per", "amount", "basis_points"]
        return list("fees", limit: Limits.fees, fields: fields) { entry in
            let key = entry.identifier("key")
            let name = entry.text("name", limit: CatalogLimits.name)
            let per = entry.word("per", [("seat", Fee.Per.seat), ("order", .order)])
            let charge = charge(entry)
            guard let key, let name, let per, let charge else { return nil }
            return (key, Fee(key: key, name: name, per: per, charge: charge))
        }
    }

    /// The fees' keys as they are written, so that a faulty fee is no fault of its taxes.
    private var feeKeys: [String] {
        guard case .array(let fees)? = reader.object["fees"] else { return [] }
        return fees.prefix(Int(UInt8.max)).map { fee in
            guard case .object(let object) = fee, case .string(let key)? = object["key"] else {
                return ""
            }
            return key
        }
    }

    func taxes() -> [Tax] {
        let feeKeys = feeKeys
        let fields = ["key", "name", "basis_points", "on_seats", "on_fees", "included"]
        return list("taxes", limit: Limits.taxes, fields: fields) { entry in
            let key = entry.identifier("key")
            let name = entry.text("name", limit: CatalogLimits.name)
            let points = entry.integer("basis_points", in: 0...Int64(Limits.points))
            let isOnSeats = entry.flag("on_seats") ?? true
            let taxed = ordinals(entry, "on_fees", of: feeKeys, "fee")
            if !isOnSeats && taxed.isEmpty { issues.add("is on neither seats nor fees") }
            guard let key, let name, let points else { return nil }
            let tax = Tax(
                key: key,
                name: name,
                points: UInt32(points),
                isOnSeats: isOnSeats,
                fees: taxed,
                isIncluded: entry.flag("included") ?? false
            )
            return (key, tax)
        }
    }

    func rounding() -> Rounding {
        guard let value = reader.optional("rounding") else { return .standard }
        return issues.at("rounding") {
            let fields = ["mode", "to"]
            guard let entry = JSONObjectReader(value, fields: fields, issues: issues) else {
                return .standard
            }
            let words = Rounding.Mode.allCases.map { ($0.word, $0) }
            let mode = entry.optional("mode").flatMap { _ in
                entry.word("mode", words)
            }
            let unit = entry.optionalInteger("to", in: 1...Limits.roundingUnit)
            return Rounding(mode: mode ?? .halfUp, unit: unit ?? 1)
        }
    }

    func promotions() -> [Promotion] {
        let fields = [
            "code", "name", "amount", "basis_points", "valid_from", "valid_until", "min_seats",
            "categories", "max_uses", "max_uses_per_holder",
        ]
        return list("promotions", key: "code", limit: Limits.promotions, fields: fields) { entry in
            guard let code = entry.identifier("code")?.uppercased() else { return nil }
            let from = entry.optional("valid_from").flatMap { entry.time($0, "valid_from") }
            let until = entry.optional("valid_until").flatMap { entry.time($0, "valid_until") }
            if let from, let until, from >= until {
                issues.add("would end before it begins", at: .name("valid_until"))
            }
            let seats = entry.optionalInteger("min_seats", in: 1...Int64(Limits.seatsPerHold))
            let range = 1...Int64(UInt32.max)
            let uses = entry.optionalInteger("max_uses", in: range)
            let usesPerHolder = entry.optionalInteger("max_uses_per_holder", in: range)
            let promotion = Promotion(
                code: code,
                name: entry.optionalText("name", limit: CatalogLimits.name) ?? code,
                discount: charge(entry, most: Charge.whole) ?? .amount(0),
                validFrom: from,
                validUntil: until,
                minSeats: UInt8(seats ?? 1),
                categories: ordinals(entry, "categories", of: categories, "category"),
                maxUses: uses.map { UInt32($0) },
                maxUsesPerHolder: usesPerHolder.map { UInt32($0) }
            )
            return (code, promotion)
        }
    }

    func refundPolicy() -> RefundPolicy {
        guard let value = reader.optional("refund_policy") else { return .untilStart }
        return issues.at("refund_policy") {
            let fields = ["tiers", "refunds_fees"]
            guard let entry = JSONObjectReader(value, fields: fields, issues: issues) else {
                return .untilStart
            }
            return RefundPolicy(
                tiers: tiers(entry).sorted { $0.before > $1.before },
                refundsFees: entry.flag("refunds_fees") ?? true
            )
        }
    }

    private func tiers(_ policy: JSONObjectReader) -> [RefundPolicy.Tier] {
        var seen: Set<Int64> = []
        return policy.list("tiers", limit: Limits.refundTiers) { value, _ in
            let fields = ["before_start_ms", "basis_points"]
            guard let entry = JSONObjectReader(value, fields: fields, issues: issues) else {
                return nil as RefundPolicy.Tier?
            }
            let before = entry.integer("before_start_ms", in: 0...Limits.refundTime)
            let points = entry.integer("basis_points", in: 0...Int64(Charge.whole))
            guard let before, let points else { return nil }
            guard seen.insert(before).inserted else {
                issues.add("is in the list twice", at: .name("before_start_ms"))
                return nil
            }
            return RefundPolicy.Tier(before: before, points: UInt32(points))
        }
    }
}

extension CheckoutDraft {
    /// A list of objects, no key of which is there twice.
    private func list<Entry>(
        _ name: String,
        key: String = "key",
        limit: Int,
        fields: [String],
        _ read: (JSONObjectReader) -> (String, Entry)?
    ) -> [Entry] {
        var seen: Set<String> = []
        return reader.list(name, limit: limit, isOptional: true) { value, _ in
            guard let entry = JSONObjectReader(value, fields: fields, issues: issues),
                let (id, found) = read(entry)
            else { return nil as Entry? }
            guard seen.insert(id).inserted else {
                issues.add("is in the list twice", at: .name(key))
                return nil
            }
            return found
        }
    }

    private func charge(_ value: JSONValue) -> Charge? {
        let fields = ["amount", "basis_points"]
        return JSONObjectReader(value, fields: fields, issues: issues).flatMap { charge($0) }
    }

    /// Exactly one of `amount` and `basis_points`.
    private func charge(_ entry: JSONObjectReader, most: UInt32 = Limits.points) -> Charge? {
        let hasAmount = entry.optional("amount") != nil
        guard hasAmount != (entry.optional("basis_points") != nil) else {
            issues.add("must have either amount or basis_points")
            return nil
        }
        if hasAmount {
            return entry.integer("amount", in: 0...CatalogLimits.price).map { .amount($0) }
        }
        return entry.integer("basis_points", in: 0...Int64(most)).map { .points(UInt32($0)) }
    }

    private func category(_ key: String) -> UInt8? {
        guard let place = categories.firstIndex(of: key) else {
            issues.add("the show has no price for category \"\(key)\"")
            return nil
        }
        return UInt8(place)
    }

    /// The places of the named keys, ascending.
    private func ordinals(
        _ entry: JSONObjectReader,
        _ name: String,
        of keys: [String],
        _ what: String
    ) -> [UInt8] {
        var seen: Set<UInt8> = []
        let found = entry.list(name, limit: CatalogLimits.listedTexts, isOptional: true) {
            value,
            _ in
            guard let key = JSONObjectReader.identifier(value, issues: issues) else {
                return nil as UInt8?
            }
            guard let place = keys.firstIndex(of: key) else {
                issues.add("the show has no \(what) \"\(key)\"")
                return nil
            }
            guard seen.insert(UInt8(place)).inserted else {
                issues.add("is in the list twice")
                return nil
            }
            return UInt8(place)
        }
        return found.sorted()
    }
}

extension JSONObjectReader {
    /// True or false; nil if the field is missing or null.
    fileprivate func flag(_ name: String) -> Bool? {
        guard let value = optional(name) else { return nil }
        guard case .bool(let flag) = value else {
            issues.add("must be true or false, not \(value.kind)", at: .name(name))
            return nil
        }
        return flag
    }

    /// One of some words.
    fileprivate func word<Meaning>(_ name: String, _ words: [(String, Meaning)]) -> Meaning? {
        guard let value = required(name) else { return nil }
        if case .string(let text) = value, let found = words.first(where: { $0.0 == text }) {
            return found.1
        }
        let list = words.map(\.0).joined(separator: ", ")
        issues.add("must be one of \(list)", at: .name(name))
        return nil
    }
}
