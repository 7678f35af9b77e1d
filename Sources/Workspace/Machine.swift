import Foundation

/// The machine that this process runs on.
enum Machine {
    /// Its own name for itself: no server is asked, as Foundation would.
    static var name: String {
        var bytes = [CChar](repeating: 0, count: 256)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
        return bytes.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } } ?? "unknown"
    }
}
