/// Why bytes are no notice; the text is for people and carries nothing of the notice's content.
package struct NoticeError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
