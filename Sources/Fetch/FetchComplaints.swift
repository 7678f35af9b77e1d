import Corpus
import Documents
import Foundation
import Storage
import Transfer

/// What a person is told of a file that cannot be had as the manifest has it: by the manifest's lines, for what lies in
/// the workspace meanwhile is gone then.
extension FetchStage {
    func mismatch(_ file: Manifest.File, wanted: String, found: String) -> InputError {
        guard file.sha256 != nil else {
            return InputError(
                file: lock.file, key: place(file), "the file has SHA-256 \(found), but \(wanted) was pinned",
                remedy: "get the file that was pinned, or remove the entry to pin this one")
        }
        return InputError(
            file: manifest, line: file.digestLine, key: file.key + ".sha256",
            "\(place(file)) has SHA-256 \(found), not \(wanted)",
            remedy: "get the right file, or mend the digest if the file is meant")
    }

    func complaint(_ error: TransferError, about file: Manifest.File) async -> any Error {
        // A server of buckets says more.
        if case .url(let url, let mirrors) = file.place, mirrors.isEmpty, let bucket = try? S3Location(url),
            case .http = error.kind
        {
            let store = ObjectStore(access)
            defer { store.close() }
            var told = await store.explain(error, "fetching", bucket)
            if var complaint = told as? InputError {
                complaint.problem = "\(complaint.file ?? url): \(complaint.problem)"
                (complaint.file, complaint.line, complaint.key) = (manifest, file.line, file.key + ".url")
                told = complaint
            }
            return told
        }
        switch error.kind {
        case .cancelled: return CancellationError()
        case .digestMismatch(let expected, let actual): return mismatch(file, wanted: expected, found: actual)
        case .http(let status) where !error.isRetryable && (400..<500).contains(status):
            return InputError(
                file: manifest, line: file.line, key: file.key + ".url", "\(error)",
                remedy: "check the address in a browser, and mend it")
        case .tooLarge:
            return InputError(
                file: manifest, line: file.line, key: file.key + ".max_bytes", "\(error)",
                remedy: "check the address in a browser; if the file is meant to be so large, raise max_bytes")
        case .invalidRequest, .insecureRedirect, .tooManyRedirects:
            return InputError(
                file: manifest, line: file.line, key: file.key + ".url", "\(error)", remedy: "mend the address")
        default: return Fault("fetching", reason: "\(error)")
        }
    }

    /// What is wrong with a file that an address gave.
    func complaint(_ error: InputError, aboutDownload path: String, of file: Manifest.File) -> InputError {
        guard error.file == path else { return error }
        return InputError(
            file: manifest, line: file.line, key: file.key + ".url", "'\(file.destination)': \(error.problem)",
            remedy: error.remedy)
    }

    /// Many a server answers with a page, and says that all is well, where a file should be: a login, a warning, a notice
    /// of having moved. It must not be pinned.
    func refuseWebPage(_ path: String, insteadOf file: Manifest.File) throws {
        let name = file.destination.lowercased()
        guard file.unpack != nil || !(name.hasSuffix(".html") || name.hasSuffix(".htm")) else { return }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Fault("reading \(path)", reason: "it cannot be read")
        }
        defer { try? handle.close() }
        let head = (try? handle.read(upToCount: 512)) ?? Data()
        let text = String(decoding: head, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        guard text.hasPrefix("<!doctype html") || text.hasPrefix("<html") else { return }
        throw InputError(
            file: path, "the address gives a web page, and not the file",
            remedy: "open it in a browser: it may ask for a login or a click; mend the address")
    }
}

extension ArchiveLimits {
    /// The usual ones, where a manifest names no others.
    init(_ limits: Manifest.File.UnpackLimits) {
        self.init()
        maxBytes = limits.bytes ?? maxBytes
        maxFiles = limits.files ?? maxFiles
        maxRatio = limits.ratio ?? maxRatio
    }
}
