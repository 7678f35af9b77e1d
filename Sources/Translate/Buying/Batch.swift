import Corpus

/// The texts of one request.
struct Batch: Sendable {
    var texts: [ExactText]
    let target: Language
    /// 0, or 1 for a text that is asked again because its first translation was doubtful.
    let attempt: Int
    let ticket: Ticket
}

/// Cuts texts into batches as full as the engine takes them, in the order in which they come.
struct BatchCutter {
    let limits: TranslationLimits
    let target: Language
    private var texts: [ExactText] = []
    private var characters = 0
    private var bytes = 0
    /// The ticket of the batch that is not full yet.
    private(set) var ticket = Ticket()

    init(_ limits: TranslationLimits, target: Language) {
        self.limits = limits
        self.target = target
    }

    /// The batch that is full when a text does not fit into it any more; the text then goes into the next one.
    mutating func makeRoom(for text: ExactText) -> Batch? {
        let isFull =
            texts.count >= limits.texts || characters + text.text.unicodeScalars.count > limits.characters
            || bytes + text.text.utf8.count > limits.bytes ?? .max
        return isFull ? cut() : nil
    }

    /// Adds a text, for which there is room.
    mutating func append(_ text: ExactText) {
        texts.append(text)
        characters += text.text.unicodeScalars.count
        bytes += text.text.utf8.count
    }

    /// The batch as it is; nil when it is empty.
    mutating func cut() -> Batch? {
        guard !texts.isEmpty else { return nil }
        defer {
            texts = []
            (characters, bytes) = (0, 0)
            ticket = Ticket()
        }
        return Batch(texts: texts, target: target, attempt: 0, ticket: ticket)
    }
}
