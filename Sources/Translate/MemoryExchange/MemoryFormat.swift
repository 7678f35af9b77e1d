import Documents

/// A form in which translation memories are exchanged.
public enum MemoryFormat: Sendable, CaseIterable {
    /// Translation Memory eXchange, which other programs read.
    case tmx
    /// JSON Lines, which holds every text.
    case jsonLines

    /// The form that a file's name tells.
    /// - Throws: ``InputError`` for another name.
    public init(ofFile path: String) throws {
        if path.lowercased().hasSuffix(".tmx") {
            self = .tmx
        } else if path.lowercased().hasSuffix(".jsonl") {
            self = .jsonLines
        } else {
            throw InputError(
                file: path, "the name tells neither TMX nor JSON Lines", remedy: "name a file .tmx or .jsonl")
        }
    }
}
