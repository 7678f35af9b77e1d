import Foundation
import TestSupport
import Testing
import Transfer

/// Ours, and not the one of the same name that hummingbird brings along.
typealias HTTPRequest = Transfer.HTTPRequest

/// Bytes that differ everywhere, so that a piece out of place is seen.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40)
    }
}

func bytes(of path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map(Array.init) }

/// The names in a test's folder, sorted.
func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}

/// An engine whose retries come at once.
func impatientEngine(
    retries: Int = 4, _ change: (inout TransferEngine.Options) -> Void = { _ in }
) -> TransferEngine {
    var options = TransferEngine.Options()
    options.retry = RetryPolicy(retries: retries, baseDelay: .milliseconds(5), maxRetryAfter: .milliseconds(200))
    change(&options)
    return TransferEngine(options)
}

/// The error of a transfer that must fail, its kind checked.
@discardableResult
func failure(
    _ kind: TransferError.Kind, sourceLocation: SourceLocation = #_sourceLocation,
    _ work: () async throws -> some Any
) async -> TransferError? {
    let error = await #expect(throws: TransferError.self, sourceLocation: sourceLocation) { _ = try await work() }
    #expect(error?.kind == kind, sourceLocation: sourceLocation)
    return error
}
