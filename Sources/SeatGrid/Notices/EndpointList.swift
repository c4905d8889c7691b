/// The webhook endpoints that asked for no more (410), kept in the spool for all its workers.
package struct EndpointList: Sendable {
    private let layout: SpoolLayout
    private let disk: any SpoolDisk

    package init(_ layout: SpoolLayout, _ disk: any SpoolDisk) {
        self.layout = layout
        self.disk = disk
    }

    /// The disabled ones.
    package func disabled() throws(SpoolError) -> Set<String> {
        Set(try disk.list(layout.disabled) ?? [])
    }

    /// Disables one until an operator enables it again. On stable storage when it returns.
    ///
    /// - Precondition: `id` is an identifier of the configuration.
    package func disable(_ id: String, now: WallTime) throws(SpoolError) {
        precondition(CatalogLimits.isIdentifier(id), "not an endpoint's id")
        try disk.create(layout.disabled + "/" + id, Array((now.rfc3339 + "\n").utf8))
        try disk.syncDirectory(layout.disabled)
    }

    /// Enables one; false if it was not disabled.
    package func enable(_ id: String) throws(SpoolError) -> Bool {
        guard CatalogLimits.isIdentifier(id) else { return false }
        return try disk.remove(layout.disabled + "/" + id)
    }
}
