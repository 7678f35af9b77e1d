import Documents
import Foundation
import TestServer
import TestSupport
import Testing
import Transfer

@testable import Storage

/// Objects on a real server that checks signatures.
@Suite struct ObjectStoreTests {
    private let folder: TemporaryFolder
    private let server: S3Server

    init() throws {
        folder = try TemporaryFolder()
        server = try S3Server(folder.file("served"))
    }

    static let options: TransferEngine.Options = {
        var options = ObjectStore.usualOptions
        options.retry = RetryPolicy(retries: 3, baseDelay: .milliseconds(5), maxRetryAfter: .milliseconds(50))
        return options
    }()

    private func store(_ others: [String: String] = [:], partBytes: Int = 16 << 20) -> ObjectStore {
        ObjectStore(
            S3Access(environment: server.environment(others)), options: ObjectStoreTests.options, partBytes: partBytes)
    }

    /// Every sign that an address, a query or a signature writes in another way.
    private static let names = [
        "plain", "a b+c", "ü/日本 é", "q?x=1&y#z", "100%25", "p:(a)*'!;@,$=[]{}|^`\"<>", "tilde~._-", "deep/er/x.tar",
    ]

    @Test func namesOfAllKindsAreWrittenListedReadAndRemoved() async throws {
        let store = store()
        defer { store.close() }
        let place = try S3Location("s3://bucket/some folder/ä+")
        for name in Self.names {
            let bytes = Array("of \(name)".utf8)
            try await store.write(bytes, to: place.appending(name))
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: server.file("some folder/ä+/" + name))) == Data(bytes),
                "\(name)")
            #expect(try await store.read(place.appending(name)) == bytes, "\(name)")
        }
        let entries = try await store.list(place)
        #expect(Set(entries.map { Array($0.name.utf8) }) == Set(Self.names.map { Array($0.utf8) }))
        for entry in entries {
            #expect(entry.bytes == "of \(entry.name)".utf8.count)
            #expect(try await store.entry(place.appending(entry.name))?.etag == entry.etag)
            try await store.remove(place.appending(entry.name))
        }
        #expect(try await store.list(place) == [])
        #expect(try await store.read(place.appending("plain")) == nil)
        try await store.remove(place.appending("plain"))
    }

    @Test func aListingOfManyPagesIsWhole() async throws {
        let names = (0..<1100).map { String(format: "n%05d", $0) }
        try FileManager.default.createDirectory(atPath: server.file("many"), withIntermediateDirectories: true)
        for name in names { _ = FileManager.default.createFile(atPath: server.file("many/\(name)"), contents: Data()) }
        let store = store()
        defer { store.close() }
        #expect(try await store.list(S3Location("s3://bucket/many")).map(\.name) == names)
    }

    @Test func aLargeFileGoesInParts() async throws {
        // No two of its parts are alike.
        let block = Data((0..<65_521).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) })
        let data = (0..<190).reduce(into: Data()) { $0 += block + [UInt8($1)] }
        try data.write(to: URL(fileURLWithPath: folder.file("large")))
        let store = store(partBytes: 5 << 20)
        defer { store.close() }
        let place = try S3Location("s3://bucket/a b/large")
        let etag = try await store.write(file: folder.file("large"), to: place)
        #expect(try Data(contentsOf: URL(fileURLWithPath: server.file("a b/large"))) == data)
        #expect(try await store.entry(place) == .init(name: "", bytes: data.count, etag: etag))
        try await store.download(place, to: folder.file("back"), sha256: Digest.ofFile(folder.file("large")))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("back"))) == data)
        _ = FileManager.default.createFile(atPath: folder.file("empty"), contents: Data())
        try await store.write(file: folder.file("empty"), to: S3Location("s3://bucket/empty"))
        #expect(try await store.entry(S3Location("s3://bucket/empty"))?.bytes == 0)

        let range = try await store.engine.receive(
            100..<200, of: store.access.request(HTTPRequest("s3://bucket/a b/large")))
        #expect(range.bytes == Array(data[100..<200]))
    }

    private func complaint(_ store: ObjectStore, _ body: (ObjectStore) async throws -> Void) async -> String {
        defer { store.close() }
        do {
            try await body(store)
            return "none"
        } catch let error as InputError { return error.description } catch { return "another: \(error)" }
    }

    @Test func whatIsWrongIsSaidWithARemedy() async throws {
        let (there, absent) = (try S3Location("s3://bucket/x"), try S3Location("s3://absent/x"))
        try await store().write([1], to: there)
        let words = await complaint(store()) { _ = try await $0.read(absent) }
        #expect(
            words.contains("s3://absent/x: there is no bucket 'absent' (status 404, NoSuchBucket); mend the name"),
            "\(words)")
        let secret = await complaint(store(["AWS_SECRET_ACCESS_KEY": "another-secret"])) {
            _ = try await $0.list(there)
        }
        #expect(secret.contains("check AWS_SECRET_ACCESS_KEY") && !secret.contains("another-secret"), "\(secret)")
        let download = await complaint(store(["AWS_SECRET_ACCESS_KEY": "another-secret"])) { [folder] in
            try await $0.download(there, to: folder.file("x"))
        }
        #expect(download.contains("SignatureDoesNotMatch"), "\(download)")
        let digest = await complaint(store()) { [folder] in
            try await $0.download(there, to: folder.file("x"), sha256: Digest.of("other"))
        }
        #expect(digest.contains("s3://bucket/x: SHA-256 is"), "\(digest)")
    }

    /// What only AWS says: by answers of its documentation's form.
    @Test(arguments: [
        (301, "PermanentRedirect", "<Endpoint>x</Endpoint>", "set AWS_REGION to eu-west-3"),
        (400, "AuthorizationHeaderMalformed", "<Region>eu-west-3</Region>", "set AWS_REGION to eu-west-3"),
        (400, "ExpiredToken", "", "the session's token has expired"),
        (403, "AccessDenied", "", "access denied (status 403, AccessDenied); let this key read"),
        (403, "InvalidAccessKeyId", "<AWSAccessKeyId>AK</AWSAccessKeyId>", "check AWS_ACCESS_KEY_ID"),
        (403, "RequestTimeTooSkewed", "", "set the clock"),
    ])
    func otherComplaints(_ status: Int, _ code: String, _ more: String, _ words: String) async throws {
        let elsewhere = try RawServer { _, _, connection in connection.write(head("200 OK", "Content-Length: 0")) }
        let raw = try RawServer { _, _, connection in
            let body = "<Error><Code>\(code)</Code><Message>of token-hidden</Message>\(more)</Error>"
            connection.write(
                head(
                    "\(status) X", "x-amz-bucket-region: eu-west-3", "Location: \(elsewhere.url("/bucket/x"))",
                    "Content-Length: \(body.utf8.count)") + body)
        }
        let environment = server.environment(["AWS_ENDPOINT_URL": raw.url(""), "AWS_SESSION_TOKEN": "token-hidden"])
        let said = await complaint(ObjectStore(S3Access(environment: environment), options: Self.options)) {
            _ = try await $0.read(S3Location("s3://bucket/x"))
        }
        #expect(said.contains(words) && !said.contains("token-hidden"), "\(said)")
        // The token did travel, and only there.
        #expect(
            raw.requests.allSatisfy { $0.header("x-amz-security-token") == "token-hidden" }
                && elsewhere.requests.isEmpty)
    }

    /// Busy, broken off, broken off in the middle, and then right.
    @Test func aFaultyServerIsAskedAgain() async throws {
        let raw = try RawServer { index, _, connection in
            switch index {
            case 0:
                connection.write(
                    head("503 Slow Down", "Content-Length: 46", "Retry-After: 0")
                        + "<Error><Code>SlowDown</Code><Message/></Error>")
            case 1: connection.reset()
            case 2: connection.write(head("200 OK", "Content-Length: 5") + "he")
            default: connection.write(head("200 OK", "Content-Length: 5") + "hello")
            }
        }
        let store = ObjectStore(
            S3Access(environment: server.environment(["AWS_ENDPOINT_URL": raw.url("")])), options: Self.options)
        defer { store.close() }
        #expect(try await store.read(S3Location("s3://bucket/x")) == Array("hello".utf8))
        #expect(raw.requests.count == 4)
        await #expect(throws: Fault.self) {
            let busy = try RawServer { _, _, connection in
                connection.write(head("503 Slow Down", "Content-Length: 0", "Retry-After: 0"))
            }
            let store = ObjectStore(
                S3Access(environment: server.environment(["AWS_ENDPOINT_URL": busy.url("")])), options: Self.options)
            defer { store.close() }
            _ = try await store.read(S3Location("s3://bucket/x"))
        }
    }

    /// A part that never passes ends the upload, and the server is told; a success that holds an error is none.
    @Test func anUploadThatFailsIsEnded() async throws {
        try Data(count: 11_000).write(to: URL(fileURLWithPath: folder.file("large")))
        for (part, whole) in [("400 Bad Request", ""), ("200 OK", "<Error><Code>EntityTooSmall</Code></Error>")] {
            let raw = try RawServer { _, request, connection in
                let start = "<R><UploadId>up/1</UploadId></R>"
                switch (request.head.prefix(4), request.path.contains("partNumber")) {
                case ("POST", _) where request.path.contains("uploads="):
                    connection.write(head("200 OK", "Content-Length: \(start.utf8.count)") + start)
                case ("PUT ", true): connection.write(head(part, "ETag: \"x\"", "Content-Length: 0"))
                case ("POST", _): connection.write(head("200 OK", "Content-Length: \(whole.utf8.count)") + whole)
                default: connection.write(head("204 No Content"))
                }
            }
            let store = ObjectStore(
                S3Access(environment: server.environment(["AWS_ENDPOINT_URL": raw.url("")])), options: Self.options,
                partBytes: 5000)
            defer { store.close() }
            await #expect(throws: InputError.self) {
                try await store.write(file: folder.file("large"), to: S3Location("s3://bucket/x"))
            }
            let heads = raw.requests.map { $0.head.prefix { $0 != "\r" } }
            // Another part that was on its way may be read later.
            #expect(heads.contains { $0.hasPrefix("DELETE /bucket/x?uploadId=up%2F1 ") }, "\(heads)")
        }
    }
}
