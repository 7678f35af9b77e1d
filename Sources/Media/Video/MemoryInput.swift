import CFFmpeg

/// Lets FFmpeg read a file that is in memory.
final class MemoryInput {
    private let bytes: [UInt8]
    private var position = 0
    private(set) var context: UnsafeMutablePointer<AVIOContext>?

    /// AVSEEK_SIZE: not a seek but the question how large the file is.
    private static let askSize: Int32 = 0x10000

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        let size = 32768
        guard let buffer = av_malloc(size) else { throw OutOfMemory() }
        context = avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self), Int32(size), 0, Unmanaged.passUnretained(self).toOpaque(),
            { opaque, target, count in
                guard let opaque, let target else { return FFmpeg.endOfFile }
                return Unmanaged<MemoryInput>.fromOpaque(opaque).takeUnretainedValue().read(target, Int(count))
            }, nil,
            { opaque, offset, whence in
                guard let opaque else { return -1 }
                return Unmanaged<MemoryInput>.fromOpaque(opaque).takeUnretainedValue().seek(offset, whence)
            })
        if context == nil {
            av_free(buffer)
            throw OutOfMemory()
        }
    }

    deinit {
        // FFmpeg may have put another buffer in place of the first.
        if let buffer = context?.pointee.buffer { av_free(buffer) }
        avio_context_free(&context)
    }

    private func read(_ target: UnsafeMutablePointer<UInt8>, _ most: Int) -> Int32 {
        let count = min(most, bytes.count - position)
        guard count > 0 else { return FFmpeg.endOfFile }
        bytes.withUnsafeBufferPointer { source in
            _ = UnsafeMutableBufferPointer(start: target, count: count)
                .update(fromContentsOf: UnsafeBufferPointer(rebasing: source[position..<position + count]))
        }
        position += count
        return Int32(count)
    }

    private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        if whence & MemoryInput.askSize != 0 { return Int64(bytes.count) }
        let base: Int64
        switch whence & 3 {
        case 0: base = 0
        case 1: base = Int64(position)
        default: base = Int64(bytes.count)
        }
        let (target, overflow) = base.addingReportingOverflow(offset)
        guard !overflow, target >= 0, target <= Int64(bytes.count) else { return -1 }
        position = Int(target)
        return target
    }
}
