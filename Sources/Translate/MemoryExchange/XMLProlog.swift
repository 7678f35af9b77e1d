import Documents
import Foundation

/// What stands in an XML file before its first element.
enum XMLProlog {
    /// As long as a prolog may be.
    private static let limit = 1 << 16

    /// Refuses a file whose document type declares anything itself: entities could grow without bound, or name other files,
    /// and Foundation's parser leaves out text around them without a word.
    static func check(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        defer { try? handle.close() }
        let data: Data
        do {
            data = try handle.read(upToCount: limit) ?? Data()
        } catch {
            throw InputError(
                file: path, "cannot be read", remedy: "check that it is a file, and that its disk is sound")
        }
        // Without its zero bytes UTF-16 shows its markup as ASCII.
        switch content(of: data.filter { $0 != 0 }) {
        case .element: return
        case .declarations:
            throw InputError(
                file: path, "the document type declares entities or elements, which are not read",
                remedy: "remove all between [ and ] in the DOCTYPE, and write the characters themselves")
        case .none:
            throw InputError(
                file: path, "not an XML document", remedy: "export the memory as TMX 1.4, or name a .jsonl file")
        }
    }

    private enum Content {
        case element
        case declarations
        case none
    }

    private static func content(of bytes: Data) -> Content {
        var rest = bytes[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[start...]
            if rest.starts(with: "<!--".utf8) {
                guard let end = rest.dropFirst(4).firstRange(of: "-->".utf8) else { return .none }
                rest = rest[end.upperBound...]
            } else if rest.starts(with: "<?".utf8) {
                guard let end = rest.firstRange(of: "?>".utf8) else { return .none }
                rest = rest[end.upperBound...]
            } else if rest.starts(with: "<!".utf8) {
                guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "[") }) else {
                    return .none
                }
                if rest[end] == UInt8(ascii: "[") { return .declarations }
                rest = rest[(end + 1)...]
            } else {
                return .element
            }
        }
        return .none
    }
}
