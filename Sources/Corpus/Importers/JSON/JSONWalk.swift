import Documents

/// A way through a JSON document of which a piece is in memory.
struct JSONWalk {
    private var window: ByteWindow
    private var line = 1
    private let path: String
    private let largest: Int

    /// - Parameters:
    ///   - pieceSize: how many bytes are read at once.
    ///   - largest: how many bytes an element, or a key, may have.
    /// - Throws: ``InputError`` when the file cannot be opened.
    init(_ path: String, pieceSize: Int, largest: Int) throws {
        self.path = path
        self.largest = largest
        window = try ByteWindow(path, pieceSize: pieceSize)
        try window.skipByteOrderMark()
    }

    /// A complaint about the place that was reached.
    func error(_ problem: String) -> InputError {
        InputError(
            file: path, line: line, "not readable as JSON: \(problem)", remedy: "mend it, or fetch the file again")
    }

    /// Goes over the object that the document is.
    /// - Parameter member: is called behind each key, and must go over its value.
    mutating func document(_ member: (inout JSONWalk, _ key: String) throws -> Void) throws {
        guard try skipSpace() == UInt8(ascii: "{") else { throw error("expected an object, '{', at the beginning") }
        window.position += 1
        if try skipSpace() == UInt8(ascii: "}") {
            window.position += 1
        } else {
            repeat {
                guard try skipSpace() == UInt8(ascii: "\"") else { throw error("expected a key in quotes") }
                guard case .value(.text(let key)) = try parse(keys: nil, "a key") else {
                    throw error("a key is not a text of JSON")
                }
                guard try skipSpace() == UInt8(ascii: ":") else { throw error("expected ':' behind '\(key)'") }
                window.position += 1
                try member(&self, key)
            } while try another(before: UInt8(ascii: "}"))
        }
        guard try skipSpace() == nil else { throw error("something stands behind the document's end") }
    }

    /// Goes over a list and hands out its elements.
    mutating func list(
        _ name: String, keys: JSONKeys?, _ body: (StreamingJSON.Element) throws -> Void,
        malformed: (InputError) throws -> Void
    ) throws {
        guard try skipSpace() == UInt8(ascii: "[") else {
            throw InputError(
                file: path, line: line, key: name, "expected a list",
                remedy: "check that this is the file that the importer reads")
        }
        window.position += 1
        if try skipSpace() == UInt8(ascii: "]") {
            window.position += 1
            return
        }
        var index = 0
        repeat {
            _ = try skipSpace()
            let start = line
            switch try parse(keys: keys, "an element of '\(name)'") {
            case .value(let value): try body(.init(list: name, index: index, line: start, value: value))
            case .malformed(let problem):
                try skipValue()
                try malformed(
                    InputError(file: path, line: start, key: "\(name)[\(index)]", problem, remedy: "mend the record"))
            }
            index += 1
        } while try another(before: UInt8(ascii: "]"))
    }
}

// MARK: - Values

extension JSONWalk {
    private enum Parsed {
        case value(JSONValue)
        case malformed(String)
    }

    /// The value at the position. A malformed one is not stepped over.
    private mutating func parse(keys: JSONKeys?, _ what: @autoclosure () -> String) throws -> Parsed {
        while true {
            var parser = JSONParser(position: window.position, keys: keys)
            do throws(JSONProblem) {
                let value = try parser.value(window.bytes.span)
                guard parser.position - window.position <= largest else { return tooLarge }
                window.position = parser.position
                line += parser.lineEnds
                return .value(value)
            } catch .malformed(let problem) {
                return .malformed("not readable as JSON: \(problem)")
            } catch .incomplete {
                guard window.bytes.count - window.position <= largest else { return tooLarge }
                guard try window.extend() else { throw error("the file ends in the middle of \(what())") }
            }
        }
    }

    private var tooLarge: Parsed { .malformed("has more than \(largest) bytes") }

    /// Steps to the next byte that is no white space; nil at the end of the file.
    private mutating func skipSpace() throws -> UInt8? {
        while let byte = try window.peek() {
            guard JSONParser.isSpace(byte) else { return byte }
            if byte == 0x0A { line += 1 }
            window.position += 1
        }
        return nil
    }

    /// Whether a comma comes next, and not the bracket that closes a list or an object; steps over either.
    private mutating func another(before close: UInt8) throws -> Bool {
        guard let byte = try skipSpace() else { throw error("the file ends in the middle") }
        guard byte == UInt8(ascii: ",") || byte == close else {
            throw error("expected ',' or '\(Character(Unicode.Scalar(close)))'")
        }
        window.position += 1
        return byte == UInt8(ascii: ",")
    }

    /// Steps over a value of any length, looking only at its quotes and brackets.
    mutating func skipValue() throws {
        var open: [UInt8] = []
        repeat {
            guard let byte = try skipSpace() else { throw error("the file ends in the middle of a value") }
            switch byte {
            case UInt8(ascii: "\""): try skipText()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < Self.deepest else { throw error("nested too deeply") }
                open.append(byte)
                window.position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // In ASCII a closing bracket comes two places behind its opening one.
                guard open.popLast() == byte - 2 else { throw error("a bracket closes what is not open") }
                window.position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard !open.isEmpty else { throw error("expected a value") }
                window.position += 1
            default: try skipWord()
            }
        } while !open.isEmpty
    }

    /// More brackets in each other than any document has.
    private static let deepest = 4096

    private mutating func skipText() throws {
        window.position += 1
        while let byte = try window.peek() {
            window.position += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): window.position += try window.peek() == nil ? 0 : 1
            case 0x0A: line += 1
            default: break
            }
        }
        throw error("the file ends in the middle of a text")
    }

    /// Steps over a number, `true`, or whatever stands there, up to white space, a comma or a bracket.
    private mutating func skipWord() throws {
        while let byte = try window.peek(), !Self.ends.contains(byte) { window.position += 1 }
    }

    private static let ends = Array(" \t\r\n,:[]{}\"".utf8)
}
