import Documents
import Media
import Transfer

/// A file of a URL list, checked and perhaps made smaller.
struct CheckedMedia: Sendable {
    let body: ReceivedBody
    let facts: MediaFacts
}

/// What is known of a file.
struct MediaFacts: Sendable, Equatable {
    let format: MediaFormat
    /// Of the bytes as they were fetched.
    let sha256: String
    /// The length as it is kept, in bytes.
    let bytes: Int
    let width: Int
    let height: Int
    let originalWidth: Int
    let originalHeight: Int
}

/// Looks into what a server gave: whether it is an image that decodes, or a video that opens.
struct MediaCheck: Sendable {
    let settings: MediaSettings
    /// Where a small video is put for the time of its check.
    let folder: String

    /// - Parameter type: the server's word for what it gave, for complaints.
    /// - Throws: ``MediaFailure``; ``Fault`` when the disk fails.
    func callAsFunction(_ body: ReceivedBody, type: String?) throws -> CheckedMedia {
        guard let format = MediaFormat(try head(of: body)) else { throw MediaFailure.notMedia(type) }
        do {
            return format.isImage ? try image(body, format) : try video(body, format)
        } catch let error as InputError {
            throw MediaFailure.damaged(error)
        }
    }

    private func head(of body: ReceivedBody) throws -> [UInt8] {
        switch body {
        case .memory(let bytes): return Array(bytes.prefix(MediaFormat.needed))
        case .file(let file):
            var head: [UInt8] = []
            try file.forEachPiece { if head.isEmpty { head = Array($0.prefix(MediaFormat.needed)) } }
            return head
        }
    }

    private func image(_ body: ReceivedBody, _ format: MediaFormat) throws -> CheckedMedia {
        let bytes = try all(of: body)
        var digest = Digest()
        digest.update(bytes)
        let (width, height) = try ImageFile.check(bytes, name: "")
        guard min(width, height) >= settings.minSide else { throw MediaFailure.tooSmall(width, height) }
        guard let size = smaller(width, height) else {
            let facts = MediaFacts(
                format: format, sha256: digest.hexadecimal(), bytes: bytes.count, width: width, height: height,
                originalWidth: width, originalHeight: height)
            return CheckedMedia(body: body, facts: facts)
        }
        let picture = try ImageFile.open(bytes, name: "").resized(width: size.width, height: size.height)
        let jpeg = try JPEGFile.encode(picture, quality: settings.resize?.quality ?? 95)
        let facts = MediaFacts(
            format: .jpg, sha256: digest.hexadecimal(), bytes: jpeg.count, width: size.width, height: size.height,
            originalWidth: width, originalHeight: height)
        return CheckedMedia(body: .memory(jpeg), facts: facts)
    }

    /// The size to make an image; nil to keep it as it is.
    private func smaller(_ width: Int, _ height: Int) -> (width: Int, height: Int)? {
        guard let resize = settings.resize else { return nil }
        let (short, long) = (min(width, height), max(width, height))
        guard short > resize.shorterSide || !resize.onlyIfBigger else { return nil }
        // The longer side's fraction is cut off, as torchvision does it.
        let other = max(1, resize.shorterSide * long / short)
        return width <= height ? (resize.shorterSide, other) : (other, resize.shorterSide)
    }

    private func video(_ body: ReceivedBody, _ format: MediaFormat) throws -> CheckedMedia {
        let file = try spooled(body)
        var digest = Digest()
        try file.forEachPiece { digest.update($0) }
        let probe = try VideoFile(path: file.path).probe()
        guard min(probe.width, probe.height) >= settings.minSide else {
            throw MediaFailure.tooSmall(probe.width, probe.height)
        }
        let facts = MediaFacts(
            format: format, sha256: digest.hexadecimal(), bytes: body.count, width: probe.width, height: probe.height,
            originalWidth: probe.width, originalHeight: probe.height)
        return CheckedMedia(body: body, facts: facts)
    }

    private func all(of body: ReceivedBody) throws -> [UInt8] {
        switch body {
        case .memory(let bytes): return bytes
        case .file(let file):
            var bytes: [UInt8] = []
            bytes.reserveCapacity(file.count)
            try file.forEachPiece { bytes += $0 }
            return bytes
        }
    }

    private func spooled(_ body: ReceivedBody) throws -> SpooledFile {
        switch body {
        case .file(let file): return file
        case .memory(let bytes):
            let file = try SpooledFile(in: folder)
            try file.append(bytes)
            return file
        }
    }
}
