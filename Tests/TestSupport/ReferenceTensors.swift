import Foundation

/// A safetensors file as a test reads it: its own few lines, so that no expectation comes from the code under test.
public struct ReferenceTensors: Sendable {
    private struct Entry: Decodable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]
    }

    private let entries: [String: Entry]
    private let data: Data

    public init(_ path: String) throws {
        let file = try Data(contentsOf: URL(fileURLWithPath: path))
        let length = file.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        let header = try JSONSerialization.jsonObject(with: file[8..<8 + length]) as? [String: Any] ?? [:]
        let tensors = header.filter { $0.key != "__metadata__" }
        let text = try JSONSerialization.data(withJSONObject: tensors)
        entries = try JSONDecoder().decode([String: Entry].self, from: text)
        data = Data(file.dropFirst(8 + length))
    }

    /// The tensors' names, sorted.
    public var names: [String] { entries.keys.sorted() }

    /// A tensor's shape.
    public func shape(_ name: String) -> [Int] { entries[name]?.shape ?? [] }

    /// The values of an F32 tensor.
    public func floats(_ name: String) -> [Float] { values(name, "F32") }

    /// The values of an F16 tensor.
    public func halves(_ name: String) -> [Float] {
        values(name, "F16").map { (bits: UInt16) in Float(Float16(bitPattern: bits)) }
    }

    /// The values of a U8 tensor.
    public func bytes(_ name: String) -> [UInt8] { values(name, "U8") }

    /// The values of an I32 tensor.
    public func ints(_ name: String) -> [Int32] { values(name, "I32") }

    private func values<T: BitwiseCopyable>(_ name: String, _ dtype: String) -> [T] {
        guard let entry = entries[name], entry.dtype == dtype else { return [] }
        let bytes = data[entry.data_offsets[0]..<entry.data_offsets[1]]
        return bytes.withUnsafeBytes { raw in
            (0..<raw.count / MemoryLayout<T>.size).map {
                raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: T.self)
            }
        }
    }
}

/// The largest difference of two lists, as a share of the largest expected value; infinite when their counts differ.
public func relativeDifference(_ actual: [Float], _ expected: [Float]) -> Float {
    guard actual.count == expected.count, !expected.isEmpty else { return .infinity }
    let largest = max(expected.map(abs).max() ?? 0, .leastNormalMagnitude)
    return zip(actual, expected).map { a, e in a.isNaN ? .infinity : abs(a - e) }.max().map { $0 / largest }
        ?? .infinity
}

/// The cosine of the angle between two vectors.
public func cosine(_ a: [Float], _ b: [Float]) -> Double {
    guard a.count == b.count else { return -.infinity }
    var (dot, left, right) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
        dot += Double(x) * Double(y)
        left += Double(x) * Double(x)
        right += Double(y) * Double(y)
    }
    return dot / (left * right).squareRoot()
}
