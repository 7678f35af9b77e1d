import Documents
import Foundation

/// Writes safetensors files whose bytes depend on nothing but the tensors and the metadata.
///
/// Tensors of wider types come first, as the reference library has it, so that each is aligned to its type.
public struct SafetensorsWriter {
    private var tensors: [(name: String, tensor: Tensor)] = []
    /// Notes that stand in the header.
    public var metadata: [String: String]

    public init(metadata: [String: String] = [:]) {
        self.metadata = metadata
    }

    /// Adds a tensor.
    public mutating func add(_ name: String, _ tensor: Tensor) {
        tensors.append((name, tensor))
    }

    /// Adds a list of values as a tensor of one dimension.
    public mutating func add<T: Element>(_ name: String, _ values: [T]) throws {
        add(name, try Tensor(values))
    }

    /// Writes the file. Whoever calls this gives a temporary path and renames it: see Workspace.
    public func write(to path: String) throws {
        let ordered = tensors.sorted { ($1.tensor.type.size, $0.name) < ($0.tensor.type.size, $1.name) }
        var position = 0
        var fields: [String] = []
        if !metadata.isEmpty {
            let notes = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            fields.append("\"__metadata__\":{\(notes.joined(separator: ","))}")
        }
        for (name, tensor) in ordered {
            let end = position + tensor.count * tensor.type.size
            let shape = tensor.shape.map(String.init).joined(separator: ",")
            fields.append(
                "\(quoted(name)):{\"dtype\":\"\(tensor.type.rawValue)\",\"shape\":[\(shape)],\"data_offsets\":[\(position),\(end)]}"
            )
            position = end
        }
        var header = Array("{\(fields.joined(separator: ","))}".utf8)
        header.append(contentsOf: repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8))

        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
        defer { try? handle.close() }
        do {
            try handle.write(contentsOf: withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) })
            try handle.write(contentsOf: header)
            for (_, tensor) in ordered {
                try handle.write(contentsOf: tensor.bytes())
            }
        } catch let error as TensorError {
            throw error
        } catch {
            throw Fault("writing \(path)", reason: error.localizedDescription)
        }
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
