import Corpus
import Documents
import Foundation
import FoundationXML

/// Puts a TMX document's events together into entries.
final class TMXDocument: NSObject, XMLParserDelegate {
    private let file: String
    private let options: MemoryReadingOptions
    private let body: (MemoryEntry) throws -> Void
    private let problem: (MemoryProblem) throws -> Void

    private var sourceLanguage = ""
    private var unit: TMXUnit?
    private var text: String?
    /// Inline codes that are open.
    private var codes = 0
    private var isTMX = false
    private var isWhole = false
    private var firstError: (line: Int, reason: String)?
    private var failure: (any Error)?

    init(
        file: String, options: MemoryReadingOptions, body: @escaping (MemoryEntry) throws -> Void,
        problem: @escaping (MemoryProblem) throws -> Void
    ) {
        self.file = file
        self.options = options
        self.body = body
        self.problem = problem
    }

    /// Throws what went wrong with the document as a whole.
    func end() throws {
        if let failure { throw failure }
        if isTMX, isWhole { return }
        throw InputError(
            file: file, line: firstError?.line,
            isTMX
                ? "the document ends before </tmx>: \(firstError?.reason ?? "the file is cut")" : "not a TMX document",
            remedy: isTMX ? "export the memory again" : "export the memory as TMX 1.4, or name a .jsonl file")
    }

    // MARK: Events

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        switch name {
        case "tmx": isTMX = true
        case "header": sourceLanguage = attributes["srclang"] ?? ""
        case "tu":
            if unit != nil {
                unit?.spoil("a <tu> that is not closed")
                deliver(parser)
            }
            unit = TMXUnit(
                line: parser.lineNumber, source: attributes["srclang"] ?? sourceLanguage,
                date: attributes["creationdate"] ?? attributes["changedate"] ?? "")
        case "tuv":
            unit?.variants.append(.init(language: attributes["xml:lang"] ?? attributes["lang"] ?? ""))
        case "prop":
            unit?.property = attributes["type"]
            text = ""
        case "seg":
            codes = 0
            text = ""
        case "note": text = nil
        case "bpt", "ept", "it", "ph", "ut": codes += 1
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard unit != nil, text != nil, codes == 0 else { return }
        text? += string
        if text?.utf8.count ?? 0 > TMXUnit.longestText {
            unit?.spoil("a text of more than \(TMXUnit.longestText) bytes")
            text = nil
        }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.parser(parser, foundCharacters: String(decoding: block, as: UTF8.self))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "tmx": isWhole = true
        case "tu": deliver(parser)
        case "prop":
            unit?.keepProperty(text ?? "")
            text = nil
        case "seg":
            unit?.keepSegment(text)
            text = nil
        case "bpt", "ept", "it", "ph", "ut": codes = max(0, codes - 1)
        default: break
        }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        let reason = TMXDocument.reason((error as NSError).code)
        if firstError == nil { firstError = (parser.lineNumber, reason) }
        // The parser goes on, but what it makes of this unit is not what was written.
        if unit == nil, isTMX {
            attempt(parser) { try problem(MemoryProblem(file: file, line: parser.lineNumber, reason: reason)) }
        } else {
            unit?.spoil("\(reason) in line \(parser.lineNumber)")
        }
    }

    private func deliver(_ parser: XMLParser) {
        guard let unit else { return }
        self.unit = nil
        attempt(parser) {
            switch unit.entries(options) {
            case .success(let entries): try entries.forEach(body)
            case .failure(let complaint):
                try problem(MemoryProblem(file: file, line: unit.line, reason: complaint.reason))
            }
        }
    }

    /// The parser takes no error from a delegate, and may still have events to tell when it is stopped.
    private func attempt(_ parser: XMLParser, _ work: () throws -> Void) {
        guard failure == nil else { return }
        do {
            try work()
        } catch {
            failure = error
            parser.abortParsing()
        }
    }

    /// libxml2's numbers of what happens most.
    private static func reason(_ code: Int) -> String {
        switch code {
        case 5, 77: "the document ends too early"
        case 9: "a character that XML does not allow"
        case 26, 27: "an entity that is not declared"
        case 68: "a bare & or <"
        case 76: "a tag that closes another than the open one"
        case 81: "bytes that are not in the document's encoding"
        default: "not well-formed XML (libxml2's error \(code))"
        }
    }
}
