/// Some of what was decided about notices could not be carried out.
package struct SpoolUnfinished: Error {
    /// To be told again.
    package let fates: [(NoticeName, NoticeFate)]
    /// What the disk said first.
    package let error: SpoolError
}
