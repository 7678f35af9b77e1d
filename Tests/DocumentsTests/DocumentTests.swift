import TestSupport
import Testing

@testable import Documents

@Suite struct DocumentTests {
    private let document: Document

    init() throws {
        document = try Document(
            parsing: """
                name: demo
                files:
                  - url: https://example.org/a
                    size: 12
                rate: 2e-4
                """, file: "folder/a.yaml")
    }

    @Test func valuesAreRead() throws {
        #expect(try document.required("name").string() == "demo")
        #expect(try document.required("rate").double() == 2e-4)
        #expect(try document.required("files").list()[0].required("size").int() == 12)
        #expect(try document.required("name").path() == "folder/demo")
    }

    @Test(arguments: [
        ("a.yaml", "b", "b"), ("Pipelines/a.yaml", "../x/y", "x/y"), ("/p/a.yaml", "../x", "/x"),
        ("p/a.yaml", "/x", "/x"),
        ("p/a.yaml", "../../x", "../x"), ("p/a.yaml", "..", "."),
    ])
    func pathsAreRelativeToTheFile(_ file: String, _ path: String, _ expected: String) throws {
        let document = try Document(parsing: "key: \(path)", file: file)
        #expect(try document.required("key").path() == expected)
    }

    @Test func aComplaintNamesFileLineAndKey() throws {
        let size = try document.required("files").list()[0].required("size")
        let error = #expect(throws: InputError.self) { try size.bool() }
        #expect(error?.description == "folder/a.yaml:4: files[0].size: expected true or false; write true or false")
    }

    @Test func anUnknownKeyIsRefusedWithTheNearestOne() throws {
        let error = #expect(throws: InputError.self) { try document.allow(only: ["name", "file", "rate"]) }
        #expect(error?.line == 2)
        #expect(error?.description.contains("did you mean 'file'?") == true)
    }

    @Test func aMissingKeyIsNamed() throws {
        let error = #expect(throws: InputError.self) { try document.required("splits") }
        #expect(error?.description == "folder/a.yaml:1: splits: the key is missing; add 'splits:' here")
    }

    @Test(arguments: ["a: [1, 2", "a: 1\na: 2", "", "\t- x"])
    func whatIsNotYAMLIsRefused(_ text: String) {
        #expect(throws: InputError.self) { _ = try Document(parsing: text, file: "b.yaml") }
    }

    @Test func numbersOutOfRangeAreRefused() throws {
        let size = try document.required("files").list()[0].required("size")
        #expect(throws: InputError.self) { try size.int(in: 0...10) }
        #expect(throws: InputError.self) { try size.double(in: 20...30) }
    }
}
