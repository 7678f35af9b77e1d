import Foundation
import Testing

@testable import Corpus

@Suite struct JSONParserTests {
    private func parse(_ bytes: [UInt8], keys: [String]? = nil) throws(JSONProblem) -> JSONValue {
        var parser = JSONParser(keys: keys.map(JSONKeys.init))
        return try parser.document(bytes.span)
    }

    private func parse(_ text: String, keys: [String]? = nil) throws(JSONProblem) -> JSONValue {
        try parse(Array(text.utf8), keys: keys)
    }

    @Test(arguments: [
        (#""""#, ""), (#""a\/b\\\"""#, #"a/b\""#), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
        (#""\u00e9\u00E9""#, "éé"), (#""\ud83d\ude00!""#, "😀!"), (#""\uD834\uDD1E""#, "\u{1D11E}"),
        (#""\u0000""#, "\0"), (#""日本語 \u65e5""#, "日本語 日"), (#""\u007f""#, "\u{7F}"),
    ])
    func textsAreDecoded(json: String, text: String) throws {
        #expect(try parse(json + " ") == .text(text))
    }

    /// What is special may stand anywhere among the bytes that are looked at together.
    @Test(arguments: ["x", "\u{7F}", "é", "\u{A2}", "日", "😀"])
    func specialBytesAreFoundAnywhere(letter: String) throws {
        for before in 0..<20 {
            for after in 0..<20 {
                let (a, b) = (String(repeating: letter, count: before), String(repeating: letter, count: after))
                #expect(try parse("[\"\(a)\\n\(b)\",\"\(a)\\\"\"]") == .list([.text("\(a)\n\(b)"), .text("\(a)\"")]))
                #expect(throws: JSONProblem.self) { try parse("\"\(a)\u{1F}\(b)\"") }
                #expect(throws: JSONProblem.incomplete) { try parse("\"\(a)\(b)") }
            }
        }
    }

    @Test func numbersStayAsTheyAre() throws {
        let numbers = ["0", "-0", "9223372036854775807", "18446744073709551615", "137.72", "1e5", "-1.5E-3", "2e+10"]
        let value = try parse("[\(numbers.joined(separator: " , "))]")
        #expect(value == .list(numbers.map { .number($0) }))
        #expect(JSONValue.number("18446744073709551615").isWholeNumber)
        #expect(!JSONValue.number("1e5").isWholeNumber && !JSONValue.number("1.0").isWholeNumber)
    }

    /// Cases of RFC 8259's grammar that are no JSON.
    @Test(arguments: [
        "[01]", "[-]", "[1.]", "[.5]", "[1e]", "[+1]", "[NaN]", "[Infinity]", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}",
        "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[\"\\x\"]", "[\"\\u12G4\"]", "[\"\\u12\"]", "[\"\\ud800\"]",
        "[\"\\ud800x\"]", "[\"\\ud800\\u0041\"]", "[\"\\udc00\"]", "[\"a\tb\"]", "[\"a\nb\"]", "[tru]", "[TRUE]",
        "[nul]",
        "[1]x", "[1][2]", "{\"a\":1]", "[1}", "\u{FEFF}[1]", "[/* */1]", "]",
    ])
    func whatIsNoJSONIsMalformed(json: String) {
        #expect {
            _ = try parse(json)
        } throws: {
            if case JSONProblem.malformed = $0 { true } else { false }
        }
    }

    @Test func whatIsNoUTF8IsMalformed() {
        for bytes in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] as [[UInt8]] {
            let json = Array("[\"".utf8) + bytes + Array("\"]".utf8)
            #expect(throws: JSONProblem.malformed("a text is not UTF-8")) { try parse(json) }
            #expect(throws: JSONProblem.malformed("a text is not UTF-8")) {
                try parse(Array("[\"\\n".utf8) + bytes + Array("\"]".utf8))
            }
        }
    }

    /// Every beginning of a document asks for more; none crashes or is taken for the whole.
    @Test func beginningsAreIncomplete() throws {
        let whole = Array(
            #" {"a": [1, -2.5e+3, true, false, null, "x\"\u00e9\ud83d\ude00y"], "b\u0062": {"c": {}}, "d": []}"#.utf8)
        for length in 0..<whole.count {
            #expect(throws: JSONProblem.incomplete) { try parse(Array(whole[..<length])) }
        }
        #expect(throws: Never.self) { try parse(whole) }
    }

    @Test func onlyWantedKeysAreKept() throws {
        let json =
            #"{"no": {"id": 1, "x": ["\"}"]}, "id": 7, "list": [{"no": 2, "i\u0064": "e"}], "no": null, "idx": 0}"#
        let expected = JSONValue.object([
            .init(key: "id", value: .number("7")),
            .init(key: "list", value: .list([.object([.init(key: "id", value: .text("e"))])])),
        ])
        #expect(try parse(json, keys: ["list", "id"]) == expected)
    }

    @Test func theLastOfTwoEqualKeysCounts() throws {
        let value = try parse(#"{"a": 1, "a": 2, "b": null}"#)
        #expect(value["a"] == .number("2"))
        #expect(value["b"] == nil)
        #expect(value["c"] == nil)
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONProblem.malformed("nested too deeply")) { try parse(deep) }
    }

    /// Random documents, written by Foundation, are what Foundation reads them as.
    @Test func foundationAgrees() throws {
        var random = SystemRandomNumberGenerator()
        let letters = Array("ab\"\\/\n\t\u{1}é日😀{}[]:, ")
        func value(_ depth: Int) -> Any {
            switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
            case 0: Int.random(in: -1000...1000, using: &random)
            case 1: Bool.random(using: &random)
            case 2: NSNull()
            case 3:
                String((0..<Int.random(in: 0..<9, using: &random)).map { _ in letters.randomElement(using: &random)! })
            case 4: (0..<Int.random(in: 0..<5, using: &random)).map { _ in value(depth + 1) }
            default:
                Dictionary(
                    (0..<Int.random(in: 0..<5, using: &random)).map { ("k\($0)\"é", value(depth + 1)) },
                    uniquingKeysWith: { first, _ in first })
            }
        }
        for _ in 0..<200 {
            let options: JSONSerialization.WritingOptions = Bool.random(using: &random) ? [.prettyPrinted] : []
            let data = try JSONSerialization.data(withJSONObject: [value(0)], options: options)
            let theirs = try JSONSerialization.jsonObject(with: data)
            #expect(try plain(parse([UInt8](data))) as? NSObject == theirs as? NSObject)
        }
    }

    private func plain(_ value: JSONValue) -> Any {
        switch value {
        case .null: NSNull()
        case .bool(let bool): NSNumber(value: bool)
        case .number(let digits): NSNumber(value: Int(digits)!)
        case .text(let text): NSString(string: text)
        case .list(let values): NSArray(array: values.map(plain))
        case .object(let members):
            NSDictionary(
                objects: members.map { plain($0.value) }, forKeys: members.map { NSString(string: $0.key) })
        }
    }
}
