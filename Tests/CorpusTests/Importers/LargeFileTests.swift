import Corpus
import Foundation
import TestSupport
import Testing

/// A million images with five million captions, generated where temporary files go. It takes a minute and half a
/// gigabyte, so that it runs on request only:
///
///     TESSERA_LARGE_FILES=1 swift test -c release -Xswiftc -enable-testing --filter LargeFileTests
@Suite(
    .enabled("set TESSERA_LARGE_FILES to run this: it is long") {
        ProcessInfo.processInfo.environment["TESSERA_LARGE_FILES"] != nil
    })
struct LargeFileTests {
    /// The memory of this process, in MiB: now, and at its peak.
    private func memory() throws -> (now: Int, peak: Int) {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        func field(_ name: String) throws -> Int {
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name) })
            return try #require(Int(line.filter(\.isNumber))) / 1024
        }
        return try (field("VmRSS:"), field("VmHWM:"))
    }

    private func write(_ path: String, _ body: (_ append: (String) throws -> Void) throws -> Void) throws {
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        var text = ""
        try body {
            text += $0
            guard text.utf8.count > 1 << 20 else { return }
            try handle.write(contentsOf: Data(text.utf8))
            text = ""
        }
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Reads a file, prints its rate and the memory that it took, and bounds the memory.
    private func read(_ path: String, _ importer: any Importer) throws -> (records: Int, captions: Int) {
        let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        let clock = ContinuousClock()
        var records = 0
        var captions = 0
        let time = try clock.measure {
            try importer.forEach(
                {
                    records += 1
                    captions += $0.captions.count
                }, malformed: { throw $0 })
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        let memory = try memory()
        print(
            "\(type(of: importer)): \(size >> 20) MiB, \(records) records in \(String(format: "%.2f", seconds)) s, "
                + "\(Int(Double(size) / 1e6 / seconds)) MB/s; memory \(memory.now) MiB, peak \(memory.peak) MiB")
        #expect(memory.peak < 300)
        return (records, captions)
    }

    @Test func aMillionImagesOfCOCO() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("captions.json")
        try write(path) { append in
            try append("{\"info\": {\"description\": \"large\"}, \"images\": [")
            for id in 0..<1_000_000 {
                let name = "COCO_train2014_\(String(format: "%012d", id)).jpg"
                try append(
                    """
                    \(id == 0 ? "" : ", "){"license": 5, "file_name": "\(name)", "coco_url": \
                    "http://images.example.org/train2014/\(name)", "height": 480, "width": 640, \
                    "date_captured": "2013-11-14 16:28:13", "id": \(id)}
                    """)
            }
            try append("], \"licenses\": [], \"annotations\": [")
            for id in 0..<5_000_000 {
                try append(
                    """
                    \(id == 0 ? "" : ", "){"image_id": \(id % 1_000_000), "id": \(id), "caption": \
                    "A caption of ordinary length, \(id) in number."}
                    """)
            }
            try append("]}")
        }
        let counts = try read(path, COCOCaptionsImporter(path: path))
        #expect(counts == (6_000_000, 5_000_000))
    }

    @Test func aMillionLines() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("captions.jsonl")
        try write(path) { append in
            for id in 0..<1_000_000 {
                try append(
                    """
                    {"id": "\(id)", "file": "train/\(id).jpg", "captions": ["A caption of ordinary length", \
                    "another, with \\"quotes\\" and an \\u00e9"], "split": "train"}\n
                    """)
            }
        }
        let columns = AnnotationColumns(id: "id", media: "file", captions: ["captions"], split: "split")
        #expect(try read(path, JSONLinesImporter(path: path, columns: columns)) == (1_000_000, 2_000_000))
    }

    @Test func aMillionRows() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("train.tsv")
        try write(path) { append in
            for id in 0..<1_000_000 {
                try append(
                    "a caption of ordinary length , \(id) in number\thttp://images.example.org/\(id).jpg?w=480\n")
            }
        }
        #expect(try read(path, CC3MImporter(path: path)) == (1_000_000, 1_000_000))
    }
}
