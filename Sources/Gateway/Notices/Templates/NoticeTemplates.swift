import Mustache
package import SeatGrid

/// The texts of notices: the embedded ones, and those of a directory in their place.
///
/// A template's name is `KIND.LOCALE.PART`, PART being `subject`, `text`, `html` or `sms`; a file
/// is called so with `.mustache` after it. What Hindi lacks is taken from English.
package struct NoticeTemplates: Sendable {
    /// What a mail is made of.
    struct Mail: Equatable {
        let subject: String
        let text: String
        let html: String?
    }

    private static let fileEnd = ".mustache"

    private var library: MustacheLibrary

    /// The embedded texts.
    package init() throws(NoticeError) {
        library = MustacheLibrary()
        for (name, text) in Self.english.merging(Self.hindi, uniquingKeysWith: { a, _ in a }) {
            try register(text, name)
        }
    }

    /// The embedded texts, and those of `directory` in their place.
    package init(directory: String, disk: any SpoolDisk = RealSpoolDisk()) throws(NoticeError) {
        try self.init()
        do throws(SpoolError) {
            guard let files = try disk.list(directory) else {
                throw SpoolError(.failed, "no directory \(directory)")
            }
            for file in files.sorted() where file.hasSuffix(Self.fileEnd) {
                let bytes = try disk.read(directory + "/" + file, from: 0) ?? []
                let name = String(file.dropLast(Self.fileEnd.count))
                do throws(NoticeError) {
                    try register(String(decoding: bytes, as: UTF8.self), name)
                } catch {
                    throw SpoolError(.failed, "\(directory)/\(file): \(error)")
                }
            }
        } catch {
            throw NoticeError(error.description)
        }
    }

    private mutating func register(_ text: String, _ name: String) throws(NoticeError) {
        precondition(SafeHTML.isRegistered)
        let type = name.hasSuffix(".html") ? SafeHTML.name : "TEXT"
        do {
            try library.register("{{%CONTENT_TYPE:\(type)}}" + text, named: name)
        } catch {
            throw NoticeError("template \(name): \(error)")
        }
    }

    /// Subject, text and, if there is a template of it, HTML.
    func mail(_ notice: Notice) throws(NoticeError) -> Mail {
        Mail(
            subject: Self.oneLine(try required(notice, "subject")),
            text: try required(notice, "text"),
            html: render(notice, "html")
        )
    }

    /// The text of a short message.
    func sms(_ notice: Notice) throws(NoticeError) -> String {
        Self.oneLine(try required(notice, "sms"))
    }

    private func required(_ notice: Notice, _ part: String) throws(NoticeError) -> String {
        guard let text = render(notice, part) else {
            throw NoticeError(
                "no template \(notice.kind.rawValue).\(notice.locale.rawValue).\(part)"
            )
        }
        return text
    }

    private func render(_ notice: Notice, _ part: String) -> String? {
        for locale in [notice.locale, .english] {
            let name = "\(notice.kind.rawValue).\(locale.rawValue).\(part)"
            if library.getTemplate(named: name) != nil {
                return library.render(TemplateData.context(of: notice), withTemplate: name)
            }
        }
        return nil
    }

    /// Without the line's end that editors put at a file's end.
    private static func oneLine(_ text: String) -> String {
        var text = text
        while text.last?.isNewline == true { text.removeLast() }
        return text
    }
}
