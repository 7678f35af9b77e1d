import Documents
import Foundation
import Transfer

extension ObjectStore {
    /// Writes a small object.
    /// - Returns: its ETag.
    @discardableResult
    public func write(_ bytes: [UInt8], to place: S3Location) async throws -> String {
        let headers: HTTPHeaders = [
            "Content-Type": "application/octet-stream", RequestSigner.bodyHeader: RequestSigner.digest(bytes),
        ]
        let response = try await send("writing", place, HTTPRequest("", method: "PUT", headers: headers, body: bytes))
        guard response.isSuccess else { throw S3Complaint(response).error("writing", place, isSigned: true) }
        return ObjectStore.plain(response.headers["ETag"])
    }

    /// Writes a file: a large one in parts, of which a few are in memory at a time. The object appears when all of it is there;
    /// after a failure the server forgets the parts.
    /// - Returns: its ETag.
    @discardableResult
    public func write(file path: String, to place: S3Location) async throws -> String {
        let file = try PartReader(path)
        guard file.bytes > partBytes else { return try await write(file.read(0..<file.bytes), to: place) }
        let started = try await send(
            "writing", place,
            HTTPRequest("", method: "POST", headers: ["Content-Type": "application/octet-stream"]),
            query: ["uploads": ""])
        guard started.isSuccess else { throw S3Complaint(started).error("writing", place, isSigned: true) }
        guard let upload = try? XMLElement(started.body)["UploadId"], !upload.isEmpty else {
            throw Fault("writing \(place)", reason: "the server begins no upload in parts")
        }
        do {
            let etags = try await parts(of: file, to: place, upload)
            return try await complete(place, upload, etags, bytes: file.bytes)
        } catch {
            // Also after a cancellation, which this task does not have. What went wrong first is what there is to say; the
            // server's own rules end uploads that are left.
            await Task {
                _ = try? await send("ending", place, HTTPRequest("", method: "DELETE"), query: ["uploadId": upload])
            }
            .value
            throw error
        }
    }

    private func parts(of file: PartReader, to place: S3Location, _ upload: String) async throws -> [String] {
        // No more than 10,000 of them, whatever the file's length.
        let length = max(partBytes, (file.bytes + 9_999) / 10_000)
        let starts = Array(stride(from: 0, to: file.bytes, by: length))
        return try await withThrowingTaskGroup(of: (Int, String).self) { group in
            var etags = [String](repeating: "", count: starts.count)
            for (index, start) in starts.enumerated() {
                if index >= ObjectStore.partsAtOnce, let (done, etag) = try await group.next() { etags[done] = etag }
                group.addTask { [self] in
                    let bytes = try file.read(start..<min(start + length, file.bytes))
                    let headers: HTTPHeaders = [RequestSigner.bodyHeader: RequestSigner.digest(bytes)]
                    let response = try await send(
                        "writing", place, HTTPRequest("", method: "PUT", headers: headers, body: bytes),
                        query: ["partNumber": "\(index + 1)", "uploadId": upload])
                    guard response.isSuccess, let etag = response.headers["ETag"] else {
                        throw S3Complaint(response).error("writing", place, isSigned: true)
                    }
                    return (index, etag)
                }
            }
            while let (done, etag) = try await group.next() { etags[done] = etag }
            return etags
        }
    }

    private func complete(_ place: S3Location, _ upload: String, _ etags: [String], bytes: Int) async throws -> String {
        let parts = etags.enumerated().map { index, etag in
            "<Part><PartNumber>\(index + 1)</PartNumber><ETag>&quot;\(ObjectStore.plain(etag))&quot;</ETag></Part>"
        }
        let body = Array("<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>".utf8)
        var tries = 0
        while true {
            let response = try await send(
                "writing", place,
                HTTPRequest("", method: "POST", headers: ["Content-Type": "application/xml"], body: body),
                query: ["uploadId": upload])
            let answer = try? XMLElement(response.body)
            if response.isSuccess, answer?.name == "CompleteMultipartUploadResult" {
                // As listings will have it, which is not everywhere what this answer says.
                return try await entry(place)?.etag ?? ObjectStore.plain(answer?["ETag"])
            }
            let complaint = S3Complaint(response)
            // An answer to an earlier try may have been lost on its way.
            if complaint.code == "NoSuchUpload", let there = try await entry(place), there.bytes == bytes {
                return there.etag
            }
            // Even a success may hold an error: the server sends its status before the work is done.
            tries += 1
            guard response.isSuccess, complaint.isPassing, tries <= options.retry.retries else {
                throw complaint.error("writing", place, isSigned: true)
            }
            try await Task.sleep(for: options.retry.baseDelay * tries)
        }
    }

    /// What there is at a place; nil for nothing.
    public func entry(_ place: S3Location) async throws -> Entry? {
        let response = try await send("looking at", place, HTTPRequest("", method: "HEAD"))
        guard response.isSuccess, let bytes = response.headers["Content-Length"].flatMap({ Int($0) }) else {
            return nil
        }
        return Entry(name: "", bytes: bytes, etag: ObjectStore.plain(response.headers["ETag"]))
    }
}

/// A file that is read in parts, from several tasks.
private final class PartReader: Sendable {
    let bytes: Int
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw Fault("reading \(path)", reason: String(cString: strerror(errno)))
        }
        bytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(_ range: Range<Int>) throws -> [UInt8] {
        var failure: Int32 = 0
        let part = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            filled = 0
            while filled < range.count {
                guard let start = buffer.baseAddress else { return }
                let count = pread(descriptor, start + filled, range.count - filled, off_t(range.lowerBound + filled))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    failure = count < 0 ? errno : EIO
                    return
                }
                filled += count
            }
        }
        guard failure == 0 else { throw Fault("reading \(path)", reason: String(cString: strerror(failure))) }
        return part
    }
}
