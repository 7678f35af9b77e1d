import Documents

/// The pre-tokenizer of a tokenizer.json in XLM-R's form: each space becomes `▁`, a text without one at its front gets one,
/// and words begin at `▁`. With `WhitespaceSplit` before it that is done for each run without spaces.
struct UnigramWords: Sendable {
    private let splitsAtSpaces: Bool
    private static let mark: Unicode.Scalar = "\u{2581}"

    init(_ json: JSONNode) throws {
        var steps = [json]
        if try json["type"].require(oneOf: ["Sequence", "Metaspace"]) == "Sequence" {
            steps = try json["pretokenizers"].list()
            guard steps.count == 2 else { throw json["pretokenizers"].unsupported("WhitespaceSplit, Metaspace") }
            try steps[0]["type"].require(oneOf: ["WhitespaceSplit"])
        }
        splitsAtSpaces = steps.count == 2
        let metaspace = steps[steps.count - 1]
        try metaspace["type"].require(oneOf: ["Metaspace"])
        try metaspace["replacement"].require(oneOf: [String(Self.mark)])
        // Files of before 2024 have the first of the two.
        try metaspace["add_prefix_space"].require(true)
        if !metaspace["prepend_scheme"].isNull { try metaspace["prepend_scheme"].require(oneOf: ["always"]) }
        try metaspace["split"].require(true)
    }

    /// Calls a function with each word of a normalized text, its `▁` included.
    func forEach(in text: ArraySlice<Unicode.Scalar>, _ body: (ArraySlice<Unicode.Scalar>) -> Void) {
        guard splitsAtSpaces else { return marked(text, body) }
        for part in text.split(whereSeparator: \.isSpace) { marked(part, body) }
    }

    private func marked(_ part: ArraySlice<Unicode.Scalar>, _ body: (ArraySlice<Unicode.Scalar>) -> Void) {
        guard !part.isEmpty else { return }
        var word: [Unicode.Scalar] = part.first == Self.mark || part.first == " " ? [] : [Self.mark]
        for scalar in part {
            let scalar = scalar == " " ? Self.mark : scalar
            if scalar == Self.mark, !word.isEmpty {
                body(word[...])
                word.removeAll(keepingCapacity: true)
            }
            word.append(scalar)
        }
        body(word[...])
    }
}
