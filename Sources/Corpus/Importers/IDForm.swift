/// How the names in a list of ids become ids.
public enum IDForm: String, Sendable, CaseIterable {
    /// As they are.
    case asWritten = "as-written"
    /// A file's name without its folder and its last extension: `val/0001.v2.jpg` is `0001.v2`.
    case fileName = "file-name"
    /// COCO's number of an image, without leading zeros: `COCO_val2014_000000391895.jpg` is `391895`.
    case cocoNumber = "coco-number"

    /// The id of a name; nil where the name is not of the form.
    public func id(_ name: String) -> String? {
        guard self != .asWritten else { return name }
        let file =
            name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? name.utf8[...]
        var stem = Substring(file)
        if let dot = file.lastIndex(of: UInt8(ascii: ".")), dot > file.startIndex {
            stem = Substring(file[..<dot])
        }
        guard self == .cocoNumber else { return stem.isEmpty ? nil : String(stem) }
        let digits = stem.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).last ?? stem.utf8
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let number = Substring(digits.drop { $0 == 0x30 })
        return number.isEmpty ? "0" : String(number)
    }
}
