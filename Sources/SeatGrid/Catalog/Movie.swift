/// What is shown: a film, or an event of any other kind.
package struct Movie: Equatable, Sendable {
    package let id: String
    package let title: String
    package let languages: [String]
    package let formats: [String]
    package let certificate: String
    package let durationMinutes: Int
    package let genres: [String]
    package let synopsis: String
    package let posterURL: String?

    package init(
        id: String,
        title: String,
        languages: [String],
        formats: [String],
        certificate: String,
        durationMinutes: Int,
        genres: [String],
        synopsis: String,
        posterURL: String?
    ) {
        self.id = id
        self.title = title
        self.languages = languages
        self.formats = formats
        self.certificate = certificate
        self.durationMinutes = durationMinutes
        self.genres = genres
        self.synopsis = synopsis
        self.posterURL = posterURL
    }
}
