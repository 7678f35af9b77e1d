import Documents
import Transfer

extension ObjectStore {
    /// All objects under a place, as in a folder, in the order of their names' bytes.
    /// - Throws: as ``read(_:limit:)``; ``InputError`` for an answer that is no listing.
    public func list(_ place: S3Location) async throws -> [Entry] {
        let bucket = S3Location(bucket: place.bucket, key: "")
        let prefix = place.key.isEmpty || place.key.hasSuffix("/") ? place.key : place.key + "/"
        var entries: [Entry] = []
        var token: String?
        repeat {
            var query = ["list-type": "2", "encoding-type": "url", "prefix": prefix]
            query["continuation-token"] = token
            let response = try await send("listing", bucket, HTTPRequest(""), query: query)
            guard response.isSuccess else { throw S3Complaint(response).error("listing", bucket, isSigned: true) }
            let page = try ListingPage(response.body, in: place)
            for object in page.objects {
                guard object.key.utf8.starts(with: prefix.utf8) else {
                    throw ListingPage.complaint(place, "it names objects that were not asked for")
                }
                let name = String(decoding: object.key.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
                // Consoles make an object for a folder.
                if name.isEmpty || name.hasSuffix("/") { continue }
                entries.append(Entry(name: name, bytes: object.bytes, etag: object.etag))
            }
            guard page.next == nil || page.next != token else {
                throw ListingPage.complaint(place, "its pages have no end")
            }
            token = page.next
        } while token != nil
        return entries
    }
}

/// A page of ListObjectsV2.
struct ListingPage {
    struct Object: Equatable {
        let key: String
        let bytes: Int
        let etag: String
    }

    private(set) var objects: [Object] = []
    /// What the next page is asked for by; nil for the last one.
    private(set) var next: String?

    static func complaint(_ place: S3Location, _ words: String) -> InputError {
        InputError(
            file: "\(place)", "the server's listing cannot be used: \(words)",
            remedy: "check that AWS_ENDPOINT_URL is a server of S3")
    }

    init(_ body: [UInt8], in place: S3Location) throws {
        guard let root = try? XMLElement(body), root.name == "ListBucketResult" else {
            throw ListingPage.complaint(place, "it is no XML of a listing")
        }
        let isEncoded = root["EncodingType"] == "url"
        for child in root.children where child.name == "Contents" {
            let text = child["Key"]
            guard let key = isEncoded ? text.flatMap(AWSEncoding.decoded) : text,
                let bytes = child["Size"].flatMap({ Int($0) }), bytes >= 0
            else { throw ListingPage.complaint(place, "an object has no key or no size") }
            objects.append(Object(key: key, bytes: bytes, etag: ObjectStore.plain(child["ETag"])))
        }
        if root["IsTruncated"] == "true" {
            guard let token = root["NextContinuationToken"], !token.isEmpty else {
                throw ListingPage.complaint(place, "it goes on, and does not say where")
            }
            next = token
        }
    }
}

extension ObjectStore {
    /// An ETag without its quotes, which some servers leave out.
    static func plain(_ etag: String?) -> String { (etag ?? "").filter { $0 != "\"" } }
}
