import Foundation
import TestServer
import TestSupport

/// `tessera translate` of a few sentences with a key, and a search for the key in all that it left.
struct SecretRun {
    /// Where an endpoint says that the key is.
    enum Place: String, CaseIterable {
        case environment, file
    }

    /// It has signs that JSON, addresses and base64 each write in another way.
    static let key = #"sk-9f/Zz+q=w~"x%41&y"#

    /// The key, and as it is written in JSON, in an address and in base64.
    static let keyForms: [String] = {
        let quoted = key.replacing("\"", with: "\\\"")
        let unreserved = CharacterSet.alphanumerics.union(.init(charactersIn: "-._~"))
        let percent = [CharacterSet.alphanumerics, unreserved, .urlPathAllowed, .urlQueryAllowed].map {
            key.addingPercentEncoding(withAllowedCharacters: $0) ?? ""
        }
        let base64 = Data(key.utf8).base64EncodedString()
        return [key, quoted, quoted.replacing("/", with: "\\/"), base64, base64.replacing("=", with: "")] + percent
            + percent.map { $0.replacing("%2F", with: "%2f") }
    }()

    private let form: ChaosForm
    private let place: Place
    private let folder: TemporaryFolder
    /// Holds the key, where it is in a file: apart from what is searched.
    private let keyFolder: TemporaryFolder

    init(_ form: ChaosForm, _ place: Place) throws {
        self.form = form
        self.place = place
        folder = try TemporaryFolder()
        keyFolder = try TemporaryFolder()
        try keyFolder.write(SecretRun.key + "\n", to: "key")
        let lines = (0..<4).map { index in
            #"{"captions":[{"language":"en","origin":"human","text":"A dog runs \#(index)."}],"id":"\#(index)","#
                + #""media":{"kind":"image","path":"\#(index).jpg"},"split":"test"}"#
        }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "dataset/source/test-00000-of-00001.jsonl")
    }

    /// Runs the command, as talkative as it gets.
    func translate(url: String) throws -> TesseraProcess.Result {
        let key =
            switch place {
            case .environment: "{environment: SECRET_KEY}"
            case .file: "{file: \(keyFolder.file("key"))}"
            }
        var lines = ["api: \(form.rawValue)", "url: \(url)", "retries: 0", "timeout: 2", "key: \(key)"]
        if form == .openai { lines.append("model: any") }
        if form == .template { lines.append(ChaosForm.templateEndpoint) }
        let file = try folder.write(lines.joined(separator: "\n") + "\n", to: "endpoint.yaml")
        return try TesseraProcess.run(
            [
                "translate", folder.file("dataset"), "--to", "de", "--endpoint", file, "--out", folder.file("work"),
                "--json", "--log-level", "trace",
            ], environment: place == .environment ? ["SECRET_KEY": SecretRun.key] : [:])
    }

    /// Whether the key is in some bytes, in any form.
    static func mentionsKey(_ data: Data) -> Bool { keyForms.contains { data.range(of: Data($0.utf8)) != nil } }

    /// The number of files that the run left.
    func files() throws -> Int { try left().count }

    /// Those of them with the key.
    func filesWithKey() throws -> [String] {
        try left().filter { SecretRun.mentionsKey(try Data(contentsOf: URL(fileURLWithPath: folder.file($0)))) }
    }

    private func left() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: folder.file($0), isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}
