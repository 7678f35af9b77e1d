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
        (#"{"a":{"dtype":"F8","shape":[8],"data_offsets":[0,8]}}"#, "not read by Tessera"),
        (
            #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}"#,
            "do not follow"
        ),
        (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "belong to no tensor"),
        (#"["not an object"]"#, "not a JSON object"),
        (#"{"a":7}"#, "not of the form"),
    ])
    func aLyingHeaderIsRefused(_ header: String, _ complaint: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("bad.safetensors")
        var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
        data.append(contentsOf: header.utf8)
        data.append(contentsOf: [UInt8](repeating: 0, count: 8))
        try data.write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: InputError.self) { _ = try SafetensorsFile(path) }
        #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
    }

    @Test func aCutFileIsRefused() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("abc", to: "short")
        #expect(throws: InputError.self) { _ = try SafetensorsFile(path) }
        try Data([255, 255, 255, 255, 255, 255, 255, 255, 1]).write(to: URL(fileURLWithPath: path))
        #expect(throws: InputError.self) { _ = try SafetensorsFile(path) }
    }
}
