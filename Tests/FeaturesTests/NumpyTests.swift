import Documents
import Foundation
import TestSupport
import Tensors
import Testing

@testable import Features

/// Arrays that numpy wrote: Tests/Oracles/make-numpy.py.
@Suite struct NumpyTests {
    private static let folder = testsFolder + "/Fixtures/numpy"

    private func file(_ name: String) throws -> NumpyFile { try NumpyFile("\(NumpyTests.folder)/\(name).npy") }

    @Test(arguments: ["f2", "f4", "f8", "version-2", "version-3"])
    func everyFormIsRead(_ name: String) throws {
        let file = try file(name)
        #expect(file.shape == [4, 6])
        #expect(file.values(0..<24) == (0..<24).map { Float($0) / 4 })
        #expect(file.values(7..<9) == [1.75, 2])
    }

    @Test func everyNumberOfDimensionsIsRead() throws {
        #expect(try file("vector").shape == [6])
        #expect(try file("frames").shape == [2, 2, 6])
        #expect(try file("none").shape == [0, 6])
        #expect(try file("number").shape == [])
        #expect(try file("number").values(0..<1) == [1.5])
    }

    @Test(arguments: [
        "fortran", "big-endian", "integers", "structured", "objects", "cut", "long", "header", "shape", "huge",
        "version", "keys", "text",
    ])
    func whatIsNotReadIsRefusedByName(_ name: String) throws {
        let error = #expect(throws: InputError.self) { try file("refused-" + name) }
        #expect(error?.file == "\(NumpyTests.folder)/refused-\(name).npy")
        #expect(error?.remedy.contains("numpy") == true || name == "structured")
    }

    /// Whatever is cut from an array, it is an error and no crash.
    @Test func everyPrefixIsRefused() throws {
        let folder = try TemporaryFolder()
        let whole = try Data(contentsOf: URL(fileURLWithPath: "\(NumpyTests.folder)/f4.npy"))
        for length in 0..<whole.count {
            try whole.prefix(length).write(to: URL(fileURLWithPath: folder.file("x.npy")))
            let isRefused = (try? NumpyFile(folder.file("x.npy"))) == nil
            #expect(isRefused, "\(length) bytes")
        }
    }

    @Test func filesOfAFolderAreInTheOrderOfTheirNumbers() throws {
        let folder = try TemporaryFolder()
        for (name, fixture) in [("e_2", "f4"), ("e_10", "f2")] {
            try FileManager.default.copyItem(
                atPath: "\(NumpyTests.folder)/\(fixture).npy", toPath: folder.file("in/\(name).npy", makingFolder: true)
            )
        }
        let names = try folder.write((0..<8).map { "n\($0)\n" }.joined(), to: "names.txt")
        let table = try FeatureTable([folder.file("in")], names: [names], match: .id)
        #expect(table.row == [6])
        // e_10.npy holds the same numbers, so the row within the file is what tells.
        #expect(try table.feature("n1")?.values == [1.5, 1.75, 2, 2.25, 2.5, 2.75])
        #expect(try table.feature("n4")?.values == [0, 0.25, 0.5, 0.75, 1, 1.25])
        #expect(try table.feature("n8") == nil)
    }

    @Test func listsMustFitTheArrays() throws {
        let folder = try TemporaryFolder()
        let array = "\(NumpyTests.folder)/f4.npy"
        for lines in [3, 5] {
            let names = try folder.write((0..<lines).map { "n\($0)\n" }.joined(), to: "names.txt")
            #expect(throws: InputError.self) { try FeatureTable([array], names: [names], match: .id) }
        }
        let twice = try folder.write("a\nb\na\nc\n", to: "twice.txt")
        let error = #expect(throws: InputError.self) { try FeatureTable([array], names: [twice], match: .id) }
        #expect(error?.line == 3)
        let parquet = #expect(throws: InputError.self) {
            try FeatureTable([array], names: [folder.file("m.parquet")], match: .id)
        }
        #expect(parquet?.remedy.contains("python") == true)
    }

    @Test func namesAreReadFromEveryKindOfList() throws {
        let folder = try TemporaryFolder()
        let lists = [
            try folder.write("a\nb\nc\nd\n", to: "l.txt"), try folder.write("x,key\n1,a\n2,b\n3,c\n4,d\n", to: "l.csv"),
            try folder.write("key\tx\na\t1\nb\t2\nc\t3\nd\t4\n", to: "l.tsv"),
            try folder.write(["a", "b", "c", "d"].map { "{\"key\": \"\($0)\"}\n" }.joined(), to: "l.jsonl"),
        ]
        for list in lists {
            let table = try FeatureTable(
                ["\(NumpyTests.folder)/f4.npy"], names: [list], match: .id, column: "key")
            #expect(try table.feature("d")?.values.first == 4.5)
        }
    }

    @Test func framesThatAreAllZeroAtTheEndAreAbsent() throws {
        let folder = try TemporaryFolder()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(NumpyTests.folder)/frames.npy"))
        bytes.replaceSubrange(bytes.count - 24..<bytes.count, with: Data(count: 24))
        try bytes.write(to: URL(fileURLWithPath: folder.file("x.npy")))
        let table = try FeatureTable([folder.file("x.npy")], names: [folder.write("a\nb\n", to: "n")], match: .id)
        #expect(table.row == [2, 6])
        #expect(try table.feature("a")?.frames == 2)
        #expect(try table.feature("b")?.frames == 1)
    }
}

extension TemporaryFolder {
    /// A path in the folder, whose own folder is made.
    fileprivate func file(_ name: String, makingFolder: Bool) throws -> String {
        let folder = (file(name) as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return file(name)
    }
}
