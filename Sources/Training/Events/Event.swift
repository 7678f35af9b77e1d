/// An entry of a file that TensorBoard reads: a record of TFRecord's framing around a protocol buffer of the type
/// `tensorflow.Event`.
public struct Event: Sendable, Equatable {
    /// Seconds since 1970, which TensorBoard shows as the event's time.
    public var wallTime: Double
    public var step: Int
    public var content: Content

    public enum Content: Sendable, Equatable {
        /// The first entry of every file.
        case fileVersion
        /// A run goes on at the event's step: TensorBoard drops what files before say of this step and later ones.
        case sessionStart
        /// Numbers of a step.
        case scalars([Scalar])
    }

    /// A number under a tag, as `loss/total`; a curve in TensorBoard. It may be infinite or not a number.
    public struct Scalar: Sendable, Equatable {
        public var tag: String
        public var value: Float

        public init(_ tag: String, _ value: Float) { (self.tag, self.value) = (tag, value) }
    }

    public init(_ content: Content, step: Int, wallTime: Double) {
        (self.content, self.step, self.wallTime) = (content, step, wallTime)
    }

    /// The event as it stands in a file: its length, the length's checksum, the message, the message's checksum.
    public var record: [UInt8] {
        let message = message
        let length = Event.bytes(UInt64(message.count))
        return length + Event.bytes(CRC32C.masked(length)) + message + Event.bytes(CRC32C.masked(message))
    }

    private static func bytes<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }

    /// Fields in the order of their numbers, and none that has its usual value: the canonical form.
    private var message: [UInt8] {
        var event = Message()
        if wallTime != 0 { event.add(1, wallTime) }
        if step != 0 { event.add(2, UInt64(bitPattern: Int64(step))) }
        switch content {
        case .fileVersion: event.add(3, Array("brain.Event:2".utf8))
        case .scalars(let scalars):
            var summary = Message()
            for scalar in scalars {
                var value = Message()
                value.add(1, Array(scalar.tag.utf8))
                value.add(2, scalar.value)
                summary.add(1, value.bytes)
            }
            event.add(5, summary.bytes)
        case .sessionStart:
            var session = Message()
            session.add(1, UInt64(1))
            event.add(7, session.bytes)
        }
        return event.bytes
    }

    /// A protocol buffer's bytes, to which fields are added by their numbers.
    private struct Message {
        private(set) var bytes: [UInt8] = []

        /// How a field's value is laid out, after its number.
        private enum Wire: UInt64 {
            case varint = 0
            case fixed64 = 1
            case bytes = 2
            case fixed32 = 5
        }

        mutating func add(_ field: UInt64, _ value: Double) {
            begin(field, .fixed64)
            bytes += Event.bytes(value.bitPattern)
        }

        mutating func add(_ field: UInt64, _ value: Float) {
            begin(field, .fixed32)
            bytes += Event.bytes(value.bitPattern)
        }

        mutating func add(_ field: UInt64, _ value: UInt64) {
            begin(field, .varint)
            varint(value)
        }

        mutating func add(_ field: UInt64, _ value: [UInt8]) {
            begin(field, .bytes)
            varint(UInt64(value.count))
            bytes += value
        }

        private mutating func begin(_ field: UInt64, _ wire: Wire) { varint(field << 3 | wire.rawValue) }

        private mutating func varint(_ value: UInt64) {
            var rest = value
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }
}
