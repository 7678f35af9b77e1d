import CSentencePiece
import Documents
import Foundation

/// A model of libsentencepiece.
final class SentencePieceModel: @unchecked Sendable {
    // Unchecked, yet sound: the library documents encoding and look-ups as safe from many threads once loaded.
    private let handle: OpaquePointer

    init(_ path: String) throws {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        var error: UnsafeMutablePointer<CChar>?
        guard let handle = tsp_load(path, &error) else {
            defer { tsp_free(error) }
            throw InputError(
                file: path, "is not a SentencePiece model: \(error.map { String(cString: $0) } ?? "no reason given")",
                remedy: "fetch the file again")
        }
        self.handle = handle
    }

    deinit { tsp_unload(handle) }

    /// How many pieces the model has.
    var size: Int32 { tsp_size(handle) }

    /// The model's id of what it does not know.
    var unknown: Int32 { tsp_unknown(handle) }

    /// The piece of one of the model's ids.
    func piece(_ id: Int32) -> String? { tsp_piece(handle, id).map { String(cString: $0) } }

    /// A text as the model's normalizer makes it; nil when the library refuses it.
    func normalize(_ text: String) -> [UInt8]? {
        var memory: UnsafeMutablePointer<CChar>?
        var count = 0
        var text = text
        let done = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { tsp_normalize(handle, $0.baseAddress, $0.count, &memory, &count) }
        }
        defer { tsp_free(memory) }
        return done ? [UInt8](UnsafeRawBufferPointer(start: memory, count: count)) : nil
    }

    /// The model's ids of a text; nil when the library refuses it.
    func encode(_ text: String) -> [Int32]? {
        var ids: UnsafeMutablePointer<Int32>?
        var count = 0
        var text = text
        let done = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { tsp_encode(handle, $0.baseAddress, $0.count, &ids, &count) }
        }
        defer { tsp_free(ids) }
        return done ? Array(UnsafeBufferPointer(start: ids, count: count)) : nil
    }
}
