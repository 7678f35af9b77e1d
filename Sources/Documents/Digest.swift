import Crypto
import Foundation

/// SHA-256, as lower-case hexadecimal text, of bytes that arrive in pieces.
public struct Digest: Sendable {
    private var hash = SHA256()

    public init() {}

    /// Adds bytes.
    public mutating func update(_ data: some DataProtocol) {
        hash.update(data: data)
    }

    /// Adds bytes that lie in memory that somebody else owns.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
    }

    /// The digest of all that was added: 64 hexadecimal digits.
    public func hexadecimal() -> String {
        hash.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }

    /// The digest of a text's UTF-8.
    public static func of(_ text: String) -> String {
        var digest = Digest()
        digest.update(Array(text.utf8))
        return digest.hexadecimal()
    }

    /// The first eight bytes of the digest of a text's UTF-8, as a number: to draw samples by. Numbers are ordered as the
    /// digests are.
    public static func number(of text: String) -> UInt64 {
        var digest = Digest()
        var text = text
        text.withUTF8 { digest.update(UnsafeRawBufferPointer($0)) }
        return digest.hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The digest of a file, read in pieces of 1 MiB.
    /// - Throws: ``InputError`` when the file cannot be read.
    public static func ofFile(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        defer { close(descriptor) }
        // Not with FileHandle, which reads 4 KiB at a time: models and shards are large.
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { piece.deallocate() }
        var digest = Digest()
        while true {
            let count = read(descriptor, piece.baseAddress, piece.count)
            if count == 0 { return digest.hexadecimal() }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw InputError(
                    file: path, "cannot be read to its end",
                    remedy: "check that it is a file, and that its disk is sound")
            }
            digest.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }
}
