import Documents
import Foundation
import Tensors

/// The weights of a folder in the Hugging Face layout: model.safetensors, or the parts that model.safetensors.index.json
/// names. They are mapped.
public struct FolderWeights: WeightSource, Sendable {
    private static let single = "model.safetensors"
    private static let index = "model.safetensors.index.json"

    private let folder: String
    /// The files by name.
    private let files: [String: SafetensorsFile]
    /// The file of each weight; nil where there is one file.
    private let places: [String: String]?
    private let device: Device
    /// What stands before all names in the files.
    private var root = ""

    /// - Parameter device: where weights are put when they are asked for.
    /// - Throws: ``InputError`` for files that are missing or not sound, and an index that does not fit them.
    public init(folder: String, device: Device = .cpu) throws {
        self.folder = folder
        self.device = device
        places = try FolderWeights.places(in: folder)
        var files: [String: SafetensorsFile] = [:]
        for name in Set(places?.values.map { $0 } ?? [FolderWeights.single]) {
            files[name] = try SafetensorsFile("\(folder)/\(name)")
        }
        self.files = files
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        let file = try check(name, shape)
        return try file.tensor(root + name).moved(to: device).converted(to: .float32)
    }

    /// Whether there is a weight of a name.
    func has(_ name: String) -> Bool {
        places.map { $0[root + name] != nil } ?? files.values.contains { $0.entries[root + name] != nil }
    }

    /// The shape of a weight; nil where there is none.
    func shape(of name: String) -> [Int]? { files.values.lazy.compactMap { $0.entries[root + name]?.shape }.first }

    /// How many numbers each weight has, by name.
    var counts: [String: Int] {
        files.values.reduce(into: [:]) { counts, file in
            for (name, entry) in file.entries where name.hasPrefix(root) {
                counts[String(name.dropFirst(root.count))] = entry.shape.reduce(1, *)
            }
        }
    }

    /// The weights below the first of some roots under which there is one of a name; all of them where there is none.
    func below(_ roots: [String], of name: String) -> FolderWeights {
        var below = self
        below.root = roots.first { has($0 + name) } ?? ""
        return below
    }

    /// These weights as a source that checks names and shapes and reads no numbers.
    var checked: CheckedWeights { CheckedWeights(weights: self) }

    /// - Returns: the file that has a weight.
    @discardableResult
    fileprivate func check(_ name: String, _ shape: [Int]) throws -> SafetensorsFile {
        let name = root + name
        let place = places.map { $0[name] } ?? FolderWeights.single
        guard let place, let file = files[place] else {
            throw InputError(
                file: "\(folder)/\(FolderWeights.index)", key: "weight_map.\(name)", "there is no such tensor",
                remedy: "use the config.json that belongs to these weights")
        }
        try file.check(name, shape)
        return file
    }

    /// The names of the files that hold a folder's weights, the index with its parts, in a fixed order.
    static func names(in folder: String) throws -> [String] {
        guard let places = try places(in: folder) else { return [single] }
        return [index] + Set(places.values).sorted()
    }

    private static func places(in folder: String) throws -> [String: String]? {
        let path = "\(folder)/\(index)"
        if FileManager.default.fileExists(atPath: "\(folder)/\(single)") { return nil }
        guard FileManager.default.fileExists(atPath: path) else {
            throw InputError(
                file: "\(folder)/\(single)", "no such file",
                remedy: "name a folder of a model in the Hugging Face layout: config.json with \(single), "
                    + "or with \(index) and its parts")
        }
        var places: [String: String] = [:]
        for (name, value) in try Document(contentsOf: path).required("weight_map").entries() {
            let file = try value.string()
            guard !file.isEmpty, !file.contains("/"), file.hasSuffix(".safetensors") else {
                throw value.error(
                    "'\(file)' is not a safetensors file of this folder", remedy: "fetch the folder again")
            }
            places[name] = file
        }
        return places
    }
}

/// Checks names and shapes, and gives empty tensors: a folder that does not fit its configuration is refused before
/// anything large is read.
struct CheckedWeights: WeightSource, Sendable {
    fileprivate let weights: FolderWeights

    func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        try weights.check(name, shape)
        return try Tensor.zeros([0])
    }
}
