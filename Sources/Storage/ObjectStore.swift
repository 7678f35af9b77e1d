import Documents
import Foundation
import Transfer

/// Objects in buckets: listed, read, written whole, removed. One ``TransferEngine`` does all of it, with its retries.
///
/// An object appears whole or not at all: a server gives it its name when all of it is there.
public final class ObjectStore: Sendable {
    /// An object as a listing has it.
    public struct Entry: Sendable, Equatable {
        /// Relative to the place that was listed.
        public let name: String
        public let bytes: Int
        /// Without quotes.
        public let etag: String
    }

    public let access: S3Access
    let engine: TransferEngine
    let options: TransferEngine.Options
    /// The length of a part of a large object, and of the largest that is sent in one.
    let partBytes: Int
    /// Parts that are sent at a time; they are what is held in memory, once here and once in libcurl.
    static let partsAtOnce = 4

    /// What a busy server needs: tries for about two minutes.
    public static var usualOptions: TransferEngine.Options {
        var options = TransferEngine.Options()
        options.retry = RetryPolicy(retries: 8, maxDelay: .seconds(30))
        options.maxPerHost = 32
        return options
    }

    /// - Parameter partBytes: servers want 5 MiB at least.
    public init(
        _ access: S3Access = S3Access(), options: TransferEngine.Options = ObjectStore.usualOptions,
        partBytes: Int = 16 << 20
    ) {
        (self.access, self.options, self.partBytes) = (access, options, partBytes)
        engine = TransferEngine(options)
    }

    /// Stops what is under way.
    public func close() { engine.close() }

    /// The whole of a small object; nil where there is none.
    /// - Throws: ``InputError`` that says what is wrong and what to do; ``Fault`` for what a rerun may pass.
    public func read(_ place: S3Location, limit: Int = 64 << 20) async throws -> [UInt8]? {
        let response = try await send("reading", place, HTTPRequest("", limit: Int64(limit)))
        return response.isSuccess ? response.body : nil
    }

    /// Brings an object here, whole or not at all.
    /// - Parameter sha256: what it must have; nil where that is not known.
    /// - Throws: as ``read(_:limit:)``; ``InputError`` for another digest.
    public func download(_ place: S3Location, to path: String, sha256: String? = nil) async throws {
        let request = try access.request(engine.downloadRequest(""), place)
        do {
            _ = try await engine.download(request, to: path, sha256: sha256)
        } catch let error as TransferError {
            throw await explain(error, "reading", place)
        }
    }

    /// Removes an object. That there is none is no error.
    public func remove(_ place: S3Location) async throws {
        _ = try await send("removing", place, HTTPRequest("", method: "DELETE"))
    }

    /// Sends a request about a place, and complains of what is neither a success nor "there is none".
    func send(_ task: String, _ place: S3Location, _ request: HTTPRequest, query: [String: String] = [:]) async throws
        -> HTTPResponse
    {
        var request = try access.request(request, place, query: query)
        request.timeout = nil
        request.stallTimeout = options.stallTimeout
        request.retry = options.retry
        let response: HTTPResponse
        do { response = try await engine.send(request) } catch let error as TransferError {
            throw ObjectStore.complaint(error, task, place)
        }
        let complaint = S3Complaint(response)
        if response.isSuccess { return response }
        if response.status == 404, ["NoSuchKey", "NoSuchUpload", ""].contains(complaint.code) { return response }
        throw complaint.error(task, place, isSigned: request.signer != nil)
    }

    /// What a failed transfer is put down to. Of an answer that is no success the server is asked again for its reason, which
    /// the transfer did not keep.
    public func explain(_ error: TransferError, _ task: String, _ place: S3Location) async -> any Error {
        guard case .http(let status) = error.kind, !error.isRetryable, (300..<500).contains(status) else {
            return ObjectStore.complaint(error, task, place)
        }
        do {
            let again = try await send(task, place, HTTPRequest("", headers: ["Range": "bytes=0-0"]))
            return again.status == 404
                ? S3Complaint(again).error(task, place, isSigned: true)
                : Fault("\(task) \(place)", reason: "HTTP status \(status), but not when asked again")
        } catch { return error }
    }

    static func complaint(_ error: TransferError, _ task: String, _ place: S3Location) -> any Error {
        let words = error.kind.reason + (error.detail.isEmpty ? "" : " (\(error.detail))")
        switch error.kind {
        case .cancelled: return CancellationError()
        case .digestMismatch:
            return InputError(
                file: "\(place)", words, remedy: "the object was altered: put the right one there, or remove it")
        case .invalidRequest: return InputError(file: "\(place)", words, remedy: "check AWS_ENDPOINT_URL and the key")
        default: return Fault("\(task) \(place)", reason: words)
        }
    }
}
