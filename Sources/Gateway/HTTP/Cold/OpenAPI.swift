/// `/openapi.json`: written by hand, a path or schema a line, in step with the routes.
enum OpenAPI {
    /// The whole document, OpenAPI 3.1.
    static let text = """
        {
        \(head),
        "paths": {
        \(browsePaths),
        \(checkoutPaths),
        \(operatePaths)
        },
        "components": {
        \(parts),
        "schemas": {
        \(schemas),
        \(checkoutSchemas)
        }
        }
        }

        """

    private static let head = #"""
            "openapi": "3.1.0",
            "info": {"title":"SeatGrid","version":"1.0.0","summary":"Seats of shows: browse, hold, book.","description":"Every error is application/problem+json; GET /problems/{code} is a page with cause and remedy. A success answer to a write means that it is on stable storage. Unknown fields in a request are refused.","license":{"name":"Apache-2.0","identifier":"Apache-2.0"}},
            "servers": [{"url":"/"}],
            "tags": [{"name":"browse"},{"name":"hold"},{"name":"checkout"},{"name":"door"},{"name":"operate"},{"name":"health"}]
        """#
}
