/// `/openapi.json`
enum OpenAPI {
    /// The whole document, OpenAPI 3.1.
    static let text = "{}"
}
