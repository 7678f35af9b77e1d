import Documents
import Foundation
import Transfer

/// Writes a tar archive (POSIX ustar; a pax header where a name is too long for it) whose bytes depend only on its
/// members: no times, no owners, mode 0644.
final class TarWriter {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// The bytes that were written before the buffer's.
    private var flushed = 0
    private static let most = 1 << 20

    /// - Throws: ``Fault`` when the file cannot be made.
    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
        buffer.reserveCapacity(TarWriter.most + (1 << 16))
    }

    deinit { close(descriptor) }

    /// Where the next byte goes.
    var position: Int { flushed + buffer.count }

    /// Adds a file.
    func add(_ name: String, _ bytes: [UInt8]) throws {
        addHead(name, count: bytes.count)
        if bytes.count > TarWriter.most { try flush() }
        buffer += bytes
        try pad()
    }

    /// Adds a file.
    /// - Returns: where its bytes begin in the archive.
    @discardableResult
    func add(_ name: String, _ body: ReceivedBody) throws -> Int {
        addHead(name, count: body.count)
        let start = position
        switch body {
        case .memory(let bytes): buffer += bytes
        case .file(let file):
            try file.forEachPiece { piece in
                buffer += piece
                try flush()
            }
        }
        try pad()
        return start
    }

    /// Adds a file that is in this archive already.
    /// - Parameter start: where its bytes begin in the archive.
    func add(_ name: String, again start: Int, count: Int) throws {
        addHead(name, count: count)
        try flush()
        try copy(from: descriptor, at: start, count: count)
        try pad()
    }

    /// Adds whole members of another archive, with their heads, byte for byte.
    func add(from archive: FileHandle, at start: Int, count: Int) throws {
        try copy(from: archive.fileDescriptor, at: start, count: count)
    }

    /// Writes the end mark.
    func finish() throws {
        buffer += [UInt8](repeating: 0, count: 1024)
        try flush()
    }

    private func copy(from source: Int32, at start: Int, count: Int) throws {
        var done = 0
        while done < count {
            var read = 0
            let wanted = min(TarWriter.most, count - done)
            buffer += [UInt8](unsafeUninitializedCapacity: wanted) { target, filled in
                read = pread(source, target.baseAddress, wanted, off_t(start + done))
                filled = max(0, read)
            }
            guard read > 0 else { throw Fault("reading a shard", reason: String(cString: strerror(errno))) }
            done += read
            if buffer.count >= TarWriter.most { try flush() }
        }
    }

    private func pad() throws {
        let over = position % 512
        if over > 0 { buffer.append(contentsOf: repeatElement(0, count: 512 - over)) }
        if buffer.count >= TarWriter.most { try flush() }
    }

    private func flush() throws {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
            done += count
        }
        flushed += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private func addHead(_ name: String, count: Int) {
        guard name.utf8.count > 100 else { return addHead(name, count: count, type: UInt8(ascii: "0")) }
        let record = TarWriter.paxRecord("path", name)
        addHead("pax", count: record.count, type: UInt8(ascii: "x"))
        buffer += record
        buffer.append(contentsOf: repeatElement(0, count: (512 - record.count % 512) % 512))
        addHead(String(decoding: name.utf8.prefix(100), as: UTF8.self), count: count, type: UInt8(ascii: "0"))
    }

    /// A record counts its own length in.
    private static func paxRecord(_ key: String, _ value: String) -> [UInt8] {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while String(length).utf8.count + rest.utf8.count != length {
            length = String(length).utf8.count + rest.utf8.count
        }
        return Array("\(length)\(rest)".utf8)
    }

    private func addHead(_ name: String, count: Int, type: UInt8) {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: 512))
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { buffer[start + offset + index] = byte }
        }
        func put(octal value: Int, digits: Int, at offset: Int) {
            for index in 0..<digits {
                buffer[start + offset + index] = UInt8(ascii: "0") + UInt8(value >> (3 * (digits - 1 - index)) & 7)
            }
        }
        put(name, at: 0)
        put(octal: 0o644, digits: 7, at: 100)
        put(octal: 0, digits: 7, at: 108)
        put(octal: 0, digits: 7, at: 116)
        put(octal: count, digits: 11, at: 124)
        put(octal: 0, digits: 11, at: 136)
        buffer[start + 156] = type
        put("ustar", at: 257)
        put("00", at: 263)
        // The sum is taken with blanks in its own place.
        let sum = buffer[start...].reduce(8 * 32) { $0 + Int($1) }
        put(octal: sum, digits: 6, at: 148)
        buffer[start + 155] = UInt8(ascii: " ")
    }
}
