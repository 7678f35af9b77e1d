import Documents

/// How the name of an item's file is made: `{id}.jpg`, or `COCO_val2014_{id:012}.jpg` with leading zeros.
public struct MediaPattern: Sendable, Equatable {
    private enum Part: Sendable, Equatable {
        case text(String)
        case id(digits: Int)
        case media
    }

    /// nil: the id, with the usual extension of images or videos.
    private let parts: [Part]?

    /// The id, with `.jpg` or `.mp4`.
    static let byID = MediaPattern(parts: nil)

    private init(parts: [Part]?) {
        self.parts = parts
    }

    init(_ document: Document) throws {
        var rest = try document.string()[...]
        var parts: [Part] = []
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw document.error("a brace is not closed", remedy: "write, for example, '{id}.jpg'")
            }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            let name = rest[rest.index(after: open)..<close]
            switch name {
            case "id": parts.append(.id(digits: 0))
            case "media": parts.append(.media)
            default:
                guard name.hasPrefix("id:0"), let digits = Int(name.dropFirst(4)), (1...40).contains(digits) else {
                    throw document.error("'{\(name)}' is not known", remedy: "write {id}, {id:012} or {media}")
                }
                parts.append(.id(digits: digits))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// Whether it changes the names that records give.
    private var hasMedia: Bool { parts?.contains(.media) ?? false }

    /// The name of an item's file.
    /// - Parameter media: what the record names; it stands as it is unless the pattern has `{media}`.
    public func name(id: String, media: String?, kind: Item.Media.Kind) -> String {
        if let media, !hasMedia { return media }
        guard let parts else { return "\(id).\(kind.usualExtension)" }
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .id(let digits): String(repeating: "0", count: max(0, digits - id.count)) + id
            case .media: media ?? ""
            }
        }.joined()
    }
}
