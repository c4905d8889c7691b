extension LayoutContent {
    /// The canonical bytes, of which the layout's id is the hash.
    func encode(into writer: inout CatalogWriter) {
        writer.text(name)
        writer.double(focalPoint.x)
        writer.double(focalPoint.y)
        writer.list(categories) { category, writer in
            writer.texts([category.key, category.name, category.color])
        }
        writer.list(attributeSets) { set, writer in writer.texts(set) }
        writer.list(sections) { section, writer in
            writer.text(section.name)
            writer.list(section.rows) { row, writer in
                writer.text(row.name)
                writer.list(row.seats) { seat, writer in seat.encode(into: &writer) }
            }
        }
    }

    init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let name = try reader.text()
        let x = try reader.double()
        let y = try reader.double()
        let categories = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) -> LayoutCategory in
            let texts = try reader.texts()
            guard texts.count == 3 else { throw reader.fault("a category has three texts") }
            return LayoutCategory(key: texts[0], name: texts[1], color: texts[2])
        }
        let sets = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) in try reader.texts()
        }
        var seats = 0
        let sections = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) -> LayoutSection in
            let name = try reader.text()
            let rows = try reader.list {
                (reader: inout CatalogReader) throws(CatalogDecodingError) -> LayoutRow in
                let row = try LayoutRow(
                    from: &reader,
                    categories: categories.count,
                    attributeSets: sets.count
                )
                seats += row.seats.count
                return row
            }
            return LayoutSection(name: name, rows: rows)
        }
        guard seats <= Limits.seatsPerShow, categories.count <= CatalogLimits.categoriesPerLayout,
            sections.count <= CatalogLimits.sectionsPerLayout
        else { throw reader.fault("a layout beyond the limits") }
        self.init(
            name: name,
            focalPoint: LayoutPoint(x: x, y: y),
            categories: categories,
            attributeSets: sets,
            sections: sections
        )
    }
}

extension LayoutRow {
    fileprivate init(
        from reader: inout CatalogReader,
        categories: Int,
        attributeSets: Int
    ) throws(CatalogDecodingError) {
        let name = try reader.text()
        let seats = try reader.list {
            (reader: inout CatalogReader) throws(CatalogDecodingError) -> LayoutSeat in
            let seat = try LayoutSeat(from: &reader)
            guard Int(seat.category) < categories, Int(seat.attributeSet) < attributeSets else {
                throw reader.fault("a seat of no known category or attributes")
            }
            return seat
        }
        self.init(name: name, seats: seats)
    }
}

extension LayoutSeat {
    fileprivate func encode(into writer: inout CatalogWriter) {
        writer.text(label)
        writer.double(point.x)
        writer.double(point.y)
        writer.byte(category)
        writer.count(Int(attributeSet))
    }

    fileprivate init(from reader: inout CatalogReader) throws(CatalogDecodingError) {
        let label = try reader.text()
        let x = try reader.double()
        let y = try reader.double()
        let category = try reader.byte()
        guard let set = UInt16(exactly: try reader.unsigned()) else {
            throw reader.fault("number too large")
        }
        self.init(
            label: label,
            point: LayoutPoint(x: x, y: y),
            category: category,
            attributeSet: set
        )
    }
}
