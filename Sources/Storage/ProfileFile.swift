import Documents
import Foundation

/// A file of AWS profiles, `~/.aws/credentials` or `~/.aws/config`: sections of `key = value` lines, of which one may have
/// indented lines below it.
struct ProfileFile {
    private var sections: [String: [String: String]] = [:]

    var names: [String] { sections.keys.sorted() }

    /// - Parameter path: a file that may be missing.
    /// - Throws: ``InputError`` for a file that is there and cannot be read; its lines, which may be secrets, are not quoted.
    init(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        // Not FileManager's reading, which takes no device: /dev/null says that there are none.
        guard let data = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).readToEnd() ?? Data() else {
            throw InputError(
                file: path, "cannot be read", remedy: "let this user read it, or set AWS_PROFILE and its files")
        }
        var section: String?
        var parent = ""
        for (index, line) in String(decoding: data, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { continue }
            if text.hasPrefix("["), text.hasSuffix("]") {
                let name = text.dropFirst().dropLast().trimmingCharacters(in: .whitespaces)
                // The config file names all but the default one so.
                let words = name.split(separator: " ").map(String.init)
                section = words.count > 1 && words[0] == "profile" ? words.dropFirst().joined(separator: " ") : name
                sections[section ?? "", default: [:]] = sections[section ?? "", default: [:]]
                parent = ""
                continue
            }
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard let section, parts.count == 2, !parts[0].isEmpty else {
                throw InputError(
                    file: path, line: index + 1, "is neither a [section] nor a line of the form key = value",
                    remedy: "mend the line")
            }
            let isNested = line.first?.isWhitespace == true && !parent.isEmpty
            sections[section, default: [:]][isNested ? "\(parent).\(parts[0])" : parts[0]] = parts[1]
            if !isNested { parent = parts[1].isEmpty ? parts[0] : "" }
        }
    }

    /// The values of a profile; nil where it has no section.
    subscript(name: String) -> [String: String]? { sections[name] }
}
