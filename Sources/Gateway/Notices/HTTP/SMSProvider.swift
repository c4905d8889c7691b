/// The service that short messages are handed to.
package enum SMSProvider: Equatable, Sendable {
    /// Twilio's Messages resource, or another that speaks it.
    case twilio(base: String, account: String, token: String, from: String)
    /// MSG91's Flow: texts are registered there, and get variables from here.
    case msg91(base: String, key: String, templates: [String: MSG91Template])
    /// Any service, by templates of a URL and a body.
    case generic(GenericSMS)
    /// Lines of JSON in a file: for tests and trials.
    case file(String)

    /// A text registered at MSG91: its id, and which data goes into which of its variables.
    package struct MSG91Template: Equatable, Sendable {
        package let id: String
        /// `VAR1` to the name of a datum.
        package let variables: [String: String]
    }

    /// A service described by the operator. `{{to}}` and `{{text}}` are replaced in the body,
    /// escaped as its media type wants it.
    package struct GenericSMS: Equatable, Sendable {
        package let method: String
        package let url: String
        /// `application/json` or `application/x-www-form-urlencoded`.
        package let contentType: String
        package let fields: [String: String]
        package let body: String
    }
}
