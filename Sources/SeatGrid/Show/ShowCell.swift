/// Holds a show's state where it can't be copied by accident: the compiler copies a property of a
/// class before calling into it, unless its type forbids that.
struct ShowCell: ~Copyable {
    var state: ShowState

    /// The revision of the terms that are in force; nil before the first.
    var revision: UInt64? { state.terms?.revision }
}
