import Documents
import Foundation
import TestSupport
import Testing

@testable import Corpus

@Suite struct DelimitedReaderTests {
    private func rows(_ data: Data, _ separator: Separator = .comma, pieceSize: Int = 1 << 18) throws -> [(
        line: Int, fields: [String]?
    )] {
        let folder = try TemporaryFolder()
        try data.write(to: URL(fileURLWithPath: folder.file("t")))
        var reader = try DelimitedReader(folder.file("t"), separator: separator, pieceSize: pieceSize)
        var rows: [(Int, [String]?)] = []
        while let row = try reader.next() { rows.append((row.line, try? row.fields.get())) }
        return rows
    }

    private func fields(_ text: String, _ separator: Separator = .comma, pieceSize: Int = 1 << 18) throws -> [[String]?]
    {
        try rows(Data(text.utf8), separator, pieceSize: pieceSize).map(\.fields)
    }

    /// The examples of RFC 4180, section 2, rules 1 to 7.
    @Test(arguments: [1, 2, 3, 1 << 18])
    func examplesOfTheRFC(pieceSize: Int) throws {
        func read(_ text: String) throws -> [[String]?] { try fields(text, pieceSize: pieceSize) }
        let plain = [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]
        #expect(try read("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") == plain)
        #expect(try read("aaa,bbb,ccc\r\nzzz,yyy,xxx") == plain)
        #expect(try read("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx") == plain)
        #expect(try read("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") == [["aaa", "b\r\nbb", "ccc"], plain[1]])
        #expect(try read("\"aaa\",\"b\"\"bb\",\"ccc\"") == [["aaa", "b\"bb", "ccc"]])
    }

    @Test func fieldsMayBeEmptyAndSpacesCount() throws {
        #expect(try fields(",\n \"\",a \n\"\",\"\"\n") == [["", ""], nil, ["", ""]])
        #expect(try fields(" a ,b\n\n,") == [[" a ", "b"], [""], ["", ""]])
        #expect(try fields("") == [])
        #expect(try fields("\"a\"\"\n,b\",c\n\"\"\"\r\n\"\"\",d") == [["a\"\n,b", "c"], ["\"\r\n\"", "d"]])
        #expect(try fields("\"\"\"\"\n\"a\n\nb\"") == [["\""], ["a\n\nb"]])
    }

    @Test func rowsKnowTheirLines() throws {
        let text = "h,i\n\"a\n\nb\",1\r\nx\"y,2\n\"q\"z,3\n\"c,d\",4\n"
        let rows = try rows(Data(text.utf8), pieceSize: 2)
        #expect(rows.map(\.line) == [1, 2, 5, 6, 7])
        #expect(rows.map(\.fields) == [["h", "i"], ["a\n\nb", "1"], nil, nil, ["c,d", "4"]])
    }

    @Test func tabsDoNotKnowQuotes() throws {
        #expect(try fields("\"a\tb\"\r\n6\" pipe\t\"\n", .tab) == [["\"a", "b\""], ["6\" pipe", "\""]])
        #expect(try fields("a;\"b;c\"\n", .semicolon) == [["a", "b;c"]])
    }

    @Test func otherEncodingsAreMalformed() throws {
        let latin = Data("a,b\ncaf".utf8) + Data([0xE9]) + Data(",1\nc,d\n".utf8)
        #expect(try rows(latin).map(\.fields) == [["a", "b"], nil, ["c", "d"]])
        #expect(try rows(Data([0xEF, 0xBB, 0xBF]) + Data("a,b\n".utf8)).map(\.fields) == [["a", "b"]])
    }

    @Test func aQuoteThatIsNeverClosedIsRefused() throws {
        let error = #expect(throws: InputError.self) { _ = try fields("a,b\n1,\"2\n3,4\n5,6\n") }
        #expect(error?.line == 2)
        let endless = "a\n\"" + String(repeating: "x\n", count: DelimitedReader.longestRow)
        let other = #expect(throws: InputError.self) { _ = try fields(endless) }
        #expect(other?.line == 2)
        #expect(other?.problem.contains("16 MiB") == true)
    }
}
