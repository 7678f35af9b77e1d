import Documents
import Foundation
import TestSupport
import Testing

@testable import Tensors

@Suite struct SafetensorsTests {
    @Test func whatIsWrittenIsReadByAnother() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.safetensors")
        var writer = SafetensorsWriter(metadata: ["note": "quotes \" and \\ and é"])
        try writer.add("b", [1, 2, 3] as [UInt8])
        writer.add("a", try Tensor([1.5, -2] as [Float], shape: [2, 1]))
        try writer.write(to: path)
        let reference = try ReferenceTensors(path)
        #expect(reference.names == ["a", "b"])
        #expect(reference.shape("a") == [2, 1])
        #expect(reference.floats("a") == [1.5, -2])
        let file = try SafetensorsFile(path)
        #expect(file.metadata["note"] == "quotes \" and \\ and é")
        #expect(try file.tensor("b").values(as: UInt8.self) == [1, 2, 3])
    }

    @Test func theOrderOfAddingDoesNotMatter() throws {
        let folder = try TemporaryFolder()
        for (name, order) in [("1", ["x", "y"]), ("2", ["y", "x"])] {
            var writer = SafetensorsWriter()
            for tensor in order { writer.add(tensor, try Tensor([Float(tensor == "x" ? 1 : 2)])) }
            try writer.write(to: folder.file(name))
        }
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: folder.file("1")))
                == Data(contentsOf: URL(fileURLWithPath: folder.file("2"))))
    }

    /// Headers that lie, and what is said of each.
    @Test(arguments: [
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "do not fill its shape"),
        (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#, "outside the file"),
        (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, "not possible"),
        (#"{"a":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,4]}}"#, "not possible"),
        (#"{"a":{"dtype":"I8","shape":[7],"data_offsets":[0,8]}}"#, "do not fill its shape"),
        (#"{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,8]}}"#, "do not fill its shape"),
        (#"{"a":{"dtype":"U8","shape":[8.0],"data_offsets":[0,8]}}"#, "not possible"),
        (#"{"a":{"dtype":"U8","shape":[8e0],"data_offsets":[0,8]}}"#, "not possible"),
        (#"{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,8]}}"#, "not possible"),
        (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}}"#, "outside the file"),
        (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[-0,8]}}"#, "outside the file"),
        (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[0]}}"#, "not of the form"),
        (#"{"a":{"dtype":"U8","shape":[8],"shape":[8],"data_offsets":[0,8]}}"#, "not of the form"),
        (
            #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"\u0061":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}"#,
            "a: not a sound safetensors file: the name stands twice"
        ),
        (#"{"__metadata__":{"x":1},"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}"#, "other than texts"),
        (#"{"__metadata__":{},"__metadata__":{}}"#, "the metadata stands twice"),
        (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}} x"#, "expected the end"),
        (#"{"a":{"dtype":"U8","shape":[08],"data_offsets":[0,8]}}"#, "leading zeros"),
        (#"{"a\ud800":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}"#, "surrogate pair"),
        (
            #"{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8],"x":\#(String(repeating: "[", count: 99999))"#,
            "nesting"
        ),
        (
            #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#,
            "do not follow"
        ),
        (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "belong to no tensor"),
        (#"["not an object"]"#, "not a JSON object"),
        (#"{"a":7}"#, "not of the form"),
    ])
    func aLyingHeaderIsRefused(_ header: String, _ complaint: String) throws {
        let error = #expect(throws: InputError.self) { _ = try open(header) }
        #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        (#"{"a":{"dtype":"U8","shape":[2,4],"data_offsets":[0,8]}}"#, ["a"]),
        (
            "  {\"a\" : {\"x\": [1, {\"y\": -1.5e3}], \"dtype\":\n\"I64\",\"shape\":[],\"data_offsets\":[0,8]} }  \n",
            ["a"]
        ),
        (
            #"{"z":{"dtype":"F32","shape":[0],"data_offsets":[8,8]},"a\"\u00e9\ud83d\ude00":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]}}"#,
            ["a\"\u{E9}\u{1F600}", "z"]
        ),
        (#"{"__metadata__":null,"a":{"dtype":"BOOL","shape":[8],"data_offsets":[0,8]}}"#, ["a"]),
    ])
    func anOddButSoundHeaderIsRead(_ header: String, _ names: [String]) throws {
        let file = try open(header)
        #expect(file.names == names)
        for name in names { #expect(try file.tensor(name).shape == file.entries[name]?.shape) }
    }

    @Test func aTypeThatIsNotReadSparesTheOthers() throws {
        let file = try open(
            #"{"a":{"dtype":"I8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"NEW","shape":[9],"data_offsets":[2,4]},"#
                + #""c":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#)
        #expect(try file.tensor("c").values(as: Float.self) == [0])
        for (name, type) in [("a", "I8"), ("b", "NEW")] {
            let error = #expect(throws: InputError.self) { try file.tensor(name) }
            #expect(error?.key == name && error?.problem.contains(type) == true)
            #expect(error?.remedy == "use one of BF16, BOOL, F16, F32, F64, I32, I64, U8")
        }
    }

    /// Opens a file with this header and 8 bytes of zeros behind it.
    private func open(_ header: String) throws -> SafetensorsFile {
        var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        data.append(contentsOf: header.utf8)
        data.append(contentsOf: [UInt8](repeating: 0, count: 8))
        let folder = try TemporaryFolder()
        let path = folder.file("a.safetensors")
        try data.write(to: URL(fileURLWithPath: path))
        return try withExtendedLifetime(folder) { try SafetensorsFile(path) }
    }

    @Test func aCutFileIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("abc", to: "short")
        #expect(throws: InputError.self) { _ = try SafetensorsFile(path) }
        try Data([255, 255, 255, 255, 255, 255, 255, 255, 1]).write(to: URL(fileURLWithPath: path))
        #expect(throws: InputError.self) { _ = try SafetensorsFile(path) }
    }
}
