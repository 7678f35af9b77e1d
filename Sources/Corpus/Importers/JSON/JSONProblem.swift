/// Why bytes were not read as a JSON value.
enum JSONProblem: Error, Equatable {
    /// The bytes end before the value does.
    case incomplete
    /// What was expected, or what is wrong.
    case malformed(String)
}
