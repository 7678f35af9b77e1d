/// An element of a small XML document from a server: its name without a prefix, its text, and what is in it.
///
/// Attributes, comments and instructions are passed over. Document types are refused, and with them every entity of a server's
/// own: nothing is looked up, and nothing grows.
struct XMLElement {
    var name = ""
    var text = ""
    var children: [XMLElement] = []

    /// What is not the XML that a server of S3 sends.
    struct Broken: Error {}

    private static let deepest = 16

    init(name: String) { self.name = name }

    init(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var open: [XMLElement] = []
        var text: [UInt8] = []
        var root: XMLElement?
        func end(_ element: XMLElement) throws {
            if open.isEmpty {
                guard root == nil else { throw Broken() }
                root = element
            } else {
                open[open.count - 1].children.append(element)
            }
        }
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "<") else {
                text.append(byte)
                continue
            }
            if rest.starts(with: "![CDATA[".utf8) {
                guard !open.isEmpty else { throw Broken() }
                open[open.count - 1].text += try XMLElement.unescaped(text)
                text = []
                open[open.count - 1].text += String(decoding: try rest.take(8, until: "]]>"), as: UTF8.self)
                continue
            }
            if rest.starts(with: "!--".utf8) {
                _ = try rest.take(3, until: "-->")
                continue
            }
            if rest.first == UInt8(ascii: "?") {
                _ = try rest.take(1, until: "?>")
                continue
            }
            guard rest.first != UInt8(ascii: "!") else { throw Broken() }
            let tag = try rest.take(0, until: ">")
            if open.isEmpty {
                guard text.allSatisfy({ $0 <= 32 }) else { throw Broken() }
            } else {
                open[open.count - 1].text += try XMLElement.unescaped(text)
            }
            text = []
            if tag.first == UInt8(ascii: "/") {
                guard let last = open.popLast(), last.name == (try XMLElement.name(tag.dropFirst())) else {
                    throw Broken()
                }
                try end(last)
            } else if tag.last == UInt8(ascii: "/") {
                try end(XMLElement(name: XMLElement.name(tag.dropLast())))
            } else {
                guard open.count < XMLElement.deepest else { throw Broken() }
                open.append(XMLElement(name: try XMLElement.name(tag)))
            }
        }
        guard let root, open.isEmpty, text.allSatisfy({ $0 <= 32 }) else { throw Broken() }
        self = root
    }

    private static func name(_ tag: ArraySlice<UInt8>) throws -> String {
        let whole = tag.prefix { $0 > 32 }
        let name = whole.split(separator: UInt8(ascii: ":")).last.map { String(decoding: $0, as: UTF8.self) }
        guard let name, !name.isEmpty else { throw Broken() }
        return name
    }

    /// Text with its five entities and numbers read.
    private static func unescaped(_ bytes: [UInt8]) throws -> String {
        var text = ""
        var pieces = String(decoding: bytes, as: UTF8.self).split(separator: "&", omittingEmptySubsequences: false)[...]
        text += pieces.popFirst() ?? ""
        for piece in pieces {
            guard let end = piece.firstIndex(of: ";") else { throw Broken() }
            switch piece[..<end] {
            case "amp": text += "&"
            case "lt": text += "<"
            case "gt": text += ">"
            case "quot": text += "\""
            case "apos": text += "'"
            case let number where number.hasPrefix("#"):
                let digits = number.dropFirst()
                let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
                guard let scalar = value.flatMap(Unicode.Scalar.init) else { throw Broken() }
                text.unicodeScalars.append(scalar)
            default: throw Broken()
            }
            text += piece[piece.index(after: end)...]
        }
        return text
    }

    /// The text of the first element of that name in it.
    subscript(name: String) -> String? { children.first { $0.name == name }?.text }
}

extension ArraySlice<UInt8> {
    /// Steps over some bytes and up to a mark, and gives what lies between.
    fileprivate mutating func take(_ count: Int, until mark: String) throws -> ArraySlice<UInt8> {
        let mark = Array(mark.utf8)
        var place = startIndex + count
        while place + mark.count <= endIndex {
            if self[place..<place + mark.count].elementsEqual(mark) {
                let taken = self[startIndex + count..<place]
                self = self[(place + mark.count)...]
                return taken
            }
            place += 1
        }
        throw XMLElement.Broken()
    }
}
