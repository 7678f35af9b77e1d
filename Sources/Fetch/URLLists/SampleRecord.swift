/// What a shard says of a sample, in its `KEY.json`.
struct SampleRecord: Sendable {
    let key: String
    let url: String
    let caption: String?
    let result: Result<MediaFacts, MediaFailure>

    /// One JSON object, its keys sorted.
    func json() -> [UInt8] {
        var facts: MediaFacts?
        var failure: MediaFailure?
        switch result {
        case .success(let value): facts = value
        case .failure(let value): failure = value
        }
        var json = JSONLine()
        json.add("bytes", facts?.bytes)
        json.add("caption", caption)
        json.add("error", failure?.reason)
        json.add("height", facts?.height)
        json.add("key", key)
        json.add("mime", facts?.format.mime)
        json.add("original_height", facts?.originalHeight)
        json.add("original_width", facts?.originalWidth)
        json.add("sha256", facts?.sha256)
        json.add("status", failure == nil ? "success" : "failed")
        json.add("url", url)
        json.add("width", facts?.width)
        return json.finished
    }
}

/// An object in JSON, written key by key.
private struct JSONLine {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func add(_ key: String, _ value: Int?) {
        begin(key)
        bytes += (value.map { String($0) } ?? "null").utf8
    }

    mutating func add(_ key: String, _ value: String?) {
        begin(key)
        guard let value else {
            bytes += "null".utf8
            return
        }
        append(value)
    }

    var finished: [UInt8] { bytes + [UInt8(ascii: "}")] }

    private mutating func begin(_ key: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        append(key)
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<32:
                let digits = String(byte, radix: 16)
                bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
