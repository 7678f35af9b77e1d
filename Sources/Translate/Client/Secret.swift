import Documents
import Foundation

/// A provider's key. It prints as an ellipsis, so that no log, error or record can hold it by mistake.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself: only for the request that needs it.
    let value: String
    /// Where it came from, in the words of the endpoint: `the environment variable NAME`.
    let origin: String

    /// - Parameter origin: where it came from, for errors.
    public init(_ value: String, from origin: String = "the endpoint's 'key'") {
        self.value = value
        self.origin = origin
    }

    /// Reads where the key is to be found, `{environment: NAME}` or `{file: PATH}`, and the key there. Space around it
    /// goes away: a file ends with a line break.
    /// - Returns: the key, or why there is none.
    /// - Throws: ``InputError`` for a section of another form.
    static func read(_ document: Document) throws -> Result<Secret, InputError> {
        try document.allow(only: ["environment", "file"])
        switch (try document.optional("environment"), try document.optional("file")) {
        case (let name?, nil):
            let variable = try name.string()
            let value = ProcessInfo.processInfo.environment[variable] ?? ""
            let secret = Secret(
                value.trimmingCharacters(in: .whitespacesAndNewlines), from: "the environment variable \(variable)")
            guard !secret.value.isEmpty else {
                return .failure(
                    name.error(
                        "the environment variable '\(variable)' is not set", remedy: "set it to the provider's key"))
            }
            return .success(secret)
        case (nil, let file?):
            let path = try file.path()
            guard let data = FileManager.default.contents(atPath: path) else {
                return .failure(
                    file.error("the file \(path) cannot be read", remedy: "write the provider's key into it"))
            }
            let value = String(decoding: data, as: UTF8.self)
            let secret = Secret(value.trimmingCharacters(in: .whitespacesAndNewlines), from: "the file \(path)")
            guard !secret.value.isEmpty else {
                return .failure(file.error("the file \(path) holds no key", remedy: "write the provider's key into it"))
            }
            return .success(secret)
        default:
            throw document.error(
                "a key needs exactly one of 'environment' and 'file'",
                remedy: "write {environment: NAME} or {file: PATH}")
        }
    }

    public var description: String { "…" }
    public var debugDescription: String { "…" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// The forms in which a server may quote the key as a whole, the longest first.
    fileprivate var forms: [[UInt8]] {
        let base64 = Data(value.utf8).base64EncodedString()
        let unpadded = base64.replacing("=", with: "")
        let quoted = (try? JSONValue.bytes(of: value)).map { Array($0.dropFirst().dropLast()) } ?? []
        let forms = [value, base64, unpadded, unpadded.replacing("+", with: "-").replacing("/", with: "_")]
        return (forms.map { Array($0.utf8) } + [quoted]).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    }
}

extension String {
    /// The text without a secret, also where it is percent-encoded, in base64, or quoted as JSON: providers quote a
    /// wrong key in their complaints.
    func hiding(_ secret: Secret?) -> String {
        guard let secret, !secret.value.isEmpty else { return self }
        // By bytes: as characters, a key before a combining mark would be another text.
        var bytes = Array(utf8)
        let mark = Array("…".utf8)
        for form in secret.forms { bytes.replace(form, with: mark) }
        bytes = SecretSearch(secret.value).replacing(in: bytes, with: mark)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text as a value of `application/x-www-form-urlencoded`, or in a URL's query, byte for byte.
    var formEncoded: String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(utf8.count * 2)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
