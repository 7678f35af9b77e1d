import Corpus
import Documents
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import Translate

@Suite struct TMXTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, encoding: String.Encoding = .utf8) throws -> ([MemoryEntry], [MemoryProblem]) {
        let path = folder.file("memory.tmx")
        try #require(text.data(using: encoding)).write(to: URL(fileURLWithPath: path))
        return try read(path: path)
    }

    private func read(path: String) throws -> ([MemoryEntry], [MemoryProblem]) {
        var entries: [MemoryEntry] = []
        var problems: [MemoryProblem] = []
        try TMXReader(path, MemoryReadingOptions(engine: "other")).forEach {
            entries.append($0)
        } problem: {
            problems.append($0)
        }
        return (entries, problems)
    }

    private func document(_ units: String, srclang: String = "en", head: String = "") -> String {
        """
        <?xml version="1.0"?>
        \(head)<tmx version="1.4"><header creationtool="CAT" creationtoolversion="7" segtype="sentence" o-tmf="CAT" \
        adminlang="en" srclang="\(srclang)" datatype="plaintext"><prop type="x-note">mine</prop></header><body>
        \(units)
        </body></tmx>
        """
    }

    private func entry(_ text: String, _ translation: String, target: String = "de") throws -> MemoryEntry {
        try MemoryEntry(
            engine: "deepl", version: "next-gen <2>", source: Language("en"), target: Language(target), text: text,
            translation: translation, flags: ["unknown-words", "cut-short"], date: "2026-11-21")
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let texts = [
            "plain", "a < b & c > d \"e\" 'f' ]]>", " blanks \t around\nlines\r\nand\rreturns ",
            "e\u{301} \u{e9} 😀 \u{fffd}",
            "", "两个人", "\u{85}\u{2028}",
        ]
        var entries = try texts.map { try entry($0, $0 + "!") }
        entries.append(
            try MemoryEntry(
                engine: "apertium", source: Language("es"), target: Language("zh-Hans"), text: "x", translation: "y"))
        let path = folder.file("own.tmx")
        var writer = try TMXWriter(path)
        for entry in entries { #expect(try writer.write(entry) == nil) }
        try writer.finish()
        let (read, problems) = try read(path: path)
        #expect(problems == [])
        #expect(read.count == entries.count)
        for (a, b) in zip(read, entries) {
            #expect(a == b)
            #expect(Array(a.text.utf8) == Array(b.text.utf8))
        }
    }

    @Test func theFormIsThatOfTheStandard() throws {
        let path = folder.file("own.tmx")
        var writer = try TMXWriter(path)
        _ = try writer.write(entry("A & B", "A und B"))
        try writer.finish()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <tmx version="1.4">
                <header creationtool="tessera" creationtoolversion="1" segtype="sentence" o-tmf="tessera" adminlang="en" \
                srclang="*all*" datatype="plaintext"/>
                <body>
                <tu srclang="en" creationdate="20261121T000000Z">
                <prop type="x-engine">deepl</prop>
                <prop type="x-engine-version">next-gen &lt;2&gt;</prop>
                <prop type="x-flags">unknown-words cut-short</prop>
                <tuv xml:lang="en"><seg>A &amp; B</seg></tuv>
                <tuv xml:lang="de"><seg>A und B</seg></tuv>
                </tu>
                </body>
                </tmx>

                """)
    }

    @Test(arguments: ["nul \u{0}", "\u{1}", "\u{1f}", "\u{fffe}"])
    func whatXMLCannotHoldIsReported(_ text: String) throws {
        let path = folder.file("own.tmx")
        var writer = try TMXWriter(path)
        let problem = try #require(try writer.write(entry("source", text)))
        #expect(problem.file == path)
        #expect(problem.description.contains("source"))
        #expect(try writer.write(entry(text, "translation")) != nil)
        #expect(try writer.write(entry("sound", "heil")) == nil)
        try writer.finish()
        #expect(try read(path: path).0.map(\.text) == ["sound"])
    }

    @Test func readsOtherProgramsUnits() throws {
        let (entries, problems) = try read(
            document(
                """
                <tu creationdate="20200131T235959Z" changedate="20210101T000000Z"><note>a note</note>
                <tuv xml:lang="EN-US"><prop type="x-context">1</prop><seg>Press <bpt i="1">&lt;b <sub>bold</sub>></bpt>the \
                <hi type="term">red</hi> button<ept i="1">&lt;/b></ept><ph x="1"/> &amp; wait.</seg></tuv>
                <tuv xml:lang="de_DE"><seg>Rot <![CDATA[<&>]]> &#228;</seg></tuv>
                <tuv lang="FR"><seg>Rouge</seg></tuv></tu>
                """))
        #expect(problems == [])
        #expect(entries.map(\.target.tag) == ["de-DE", "fr"])
        #expect(entries.map(\.source.tag) == ["en-US", "en-US"])
        #expect(entries.map(\.text) == ["Press the red button & wait.", "Press the red button & wait."])
        #expect(entries.map(\.translation) == ["Rot <&> ä", "Rouge"])
        #expect(entries.allSatisfy { $0.engine == "other" && $0.date == "2020-01-31" && $0.version == nil })
    }

    @Test func theSourceIsNamedByTheUnitOrTheHeader() throws {
        let pair = "<tuv xml:lang=\"de\"><seg>d</seg></tuv><tuv xml:lang=\"en\"><seg>e</seg></tuv></tu>"
        #expect(try read(document("<tu>" + pair)).0.map(\.text) == ["e"])
        #expect(try read(document("<tu srclang=\"de\">" + pair)).0.map(\.text) == ["d"])
        #expect(try read(document("<tu>" + pair, srclang: "*all*")).0.map(\.text) == ["d"])
        let (entries, problems) = try read(document("<tu>" + pair, srclang: "fr"))
        #expect(entries == [])
        #expect(problems.map(\.line) == [3])
        #expect(problems.first?.reason.contains("'fr'") == true)
    }

    @Test func malformedUnitsAreReportedWithTheirLines() throws {
        let (entries, problems) = try read(
            document(
                """
                <tu><tuv xml:lang="en"><seg>one</seg></tuv><tuv xml:lang="de"><seg>eins</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="xx-yy"><seg>b</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="de"></tuv></tu>
                <tu><tuv xml:lang="en"><seg>salt & pepper</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="de"><seg>a&nbsp;b</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>a\u{1}b</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>a</seg><seg>b</seg></tuv><tuv xml:lang="de"><seg>c</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>two</seg></tuv><tuv xml:lang="de"><seg>zwei</seg></tuv></tu>
                """))
        #expect(entries.map(\.text) == ["one", "two"])
        #expect(problems.map(\.line) == [4, 5, 6, 7, 8, 9, 10, 11])
        #expect(problems.allSatisfy { $0.file == folder.file("memory.tmx") && !$0.reason.isEmpty })
    }

    @Test func aUnitThatIsNotClosedHidesNoOther() throws {
        let text = document(
            """
            <tu><tuv xml:lang="en"><seg>lost</seg></tuv><tuv xml:lang="de"><seg>weg</seg></tuv>
            <tu><tuv xml:lang="en"><seg>two</seg></tuv><tuv xml:lang="de"><seg>zwei</seg></tuv></tu>
            """)
        let path = try folder.write(text, to: "open.tmx")
        var texts: [String] = []
        var lines: [Int?] = []
        let complaint = try #require(throws: InputError.self) {
            try TMXReader(path, .init(engine: "x")).forEach {
                texts.append($0.text)
            } problem: {
                lines.append($0.line)
            }
        }
        #expect(texts == ["two"])
        #expect(lines.first == 3)
        #expect(complaint.line == 5)
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian])
    func readsUTF16(_ encoding: String.Encoding) throws {
        let mark = encoding == .utf16 ? "" : "\u{feff}"
        let text = document(
            "<tu><tuv xml:lang=\"en\"><seg>twelve</seg></tuv><tuv xml:lang=\"de\"><seg>zwölf €</seg></tuv></tu>")
        let declared = mark + text.replacing("version=\"1.0\"?", with: "version=\"1.0\" encoding=\"UTF-16\"?")
        #expect(try read(declared, encoding: encoding).0.map(\.translation) == ["zwölf €"])
    }

    @Test(arguments: [
        "<!DOCTYPE tmx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;\">]>",
        "<!DOCTYPE tmx [<!ENTITY c SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\" [<!ENTITY % c SYSTEM \"http://127.0.0.1:9/x.dtd\"> %c;]>",
        "<!-- <tmx> --><?tool <tmx> ?><!DOCTYPE tmx [<!ENTITY c \"x\">]>",
    ])
    func entitiesAreNeverExpanded(_ type: String) throws {
        let unit = "<tu><tuv xml:lang=\"en\"><seg>a&c;b</seg></tuv><tuv xml:lang=\"de\"><seg>c</seg></tuv></tu>"
        for encoding in [String.Encoding.utf8, .utf16] {
            let complaint = try #require(throws: InputError.self) {
                try read(document(unit, head: type), encoding: encoding)
            }
            #expect(complaint.problem.contains("entities"))
        }
    }

    @Test func aDocumentTypeWithoutDeclarationsIsUsual() throws {
        let text = document(
            "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv xml:lang=\"de\"><seg>b</seg></tuv></tu>",
            head: "<!-- by a program -->\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n")
        #expect(try read(text).0.count == 1)
    }

    @Test func aCutDocumentGivesWhatCameBefore() throws {
        let unit = "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv xml:lang=\"de\"><seg>b</seg></tuv></tu>\n"
        let path = try folder.write(String(document(unit + unit + unit).dropLast(60)), to: "cut.tmx")
        var count = 0
        let complaint = try #require(throws: InputError.self) {
            try TMXReader(path, .init(engine: "x")).forEach { _ in
                count += 1
            } problem: { _ in
            }
        }
        #expect(count == 2)
        #expect(complaint.file == path)
        #expect(complaint.line == 5)
    }

    @Test(arguments: ["", "no XML", "<html><body>x</body></html>", "{\"text\": 1}"])
    func whatIsNoTMXIsAComplaint(_ text: String) throws {
        let complaint = try #require(throws: InputError.self) { try read(text) }
        #expect(complaint.file == folder.file("memory.tmx"))
    }

    @Test func whatTheCallerThrowsEndsTheReading() throws {
        struct Stop: Error {}
        let unit = "<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv xml:lang=\"de\"><seg>b</seg></tuv></tu>\n"
        let path = try folder.write(document(String(repeating: unit, count: 50)), to: "many.tmx")
        var count = 0
        #expect(throws: Stop.self) {
            try TMXReader(path, .init(engine: "x")).forEach { _ in
                count += 1
                if count == 3 { throw Stop() }
            } problem: { _ in
            }
        }
        #expect(count == 3)
    }

    @Test func aTextWithoutEndIsReported() throws {
        let long = String(repeating: "long ", count: 300_000)
        let (entries, problems) = try read(
            document(
                """
                <tu><tuv xml:lang="en"><seg>\(long)</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>
                <tu><tuv xml:lang="en"><seg>two</seg></tuv><tuv xml:lang="de"><seg>zwei</seg></tuv></tu>
                """))
        #expect(entries.map(\.text) == ["two"])
        #expect(problems.map(\.line) == [3])
    }

    @Test func aFileThatCannotBeMadeIsAComplaint() {
        #expect(throws: InputError.self) { try TMXWriter(folder.file("none/own.tmx")) }
        #expect(throws: InputError.self) { try TMXReader(folder.file("none.tmx"), .init(engine: "x")) }
    }
}
