import CFFmpeg

/// What a packet's own bits say of the one picture that it holds.
struct CodedPicture {
    /// Whether it starts afresh: neither it nor any later picture needs an earlier one.
    var isEntry = false
    /// Whether later pictures of its layer may need it.
    var isReference = true
    /// Its temporal layer; only pictures of the highest are not needed by other layers.
    var layer = 0
    /// Its place in display order among the pictures since the last entry; nil where that is the order of the packets.
    var order: Int?
}

/// Reads the pictures of one codec from packets, all of which it must be shown, in their order.
protocol PictureReader {
    /// How many pictures the decoder lets wait for an earlier one at least; as far as the stream has said it by now.
    var reorderDepth: Int { get }
    /// The parameter sets of the last packet.
    var parameterSets: [UInt8] { get }
    /// - Returns: nil where the packet does not hold exactly one shown picture of a form that is understood.
    mutating func picture(in packet: UnsafeBufferPointer<UInt8>) -> CodedPicture?
}

/// The readers, by codec.
enum PictureReaders {
    /// Nil for a codec whose streams are always decoded whole.
    static func reader(for stream: UnsafeMutablePointer<AVStream>) -> (any PictureReader)? {
        switch stream.pointee.codecpar.pointee.codec_id {
        case AV_CODEC_ID_H264: H264Pictures(stream)
        case AV_CODEC_ID_HEVC: HEVCPictures(stream)
        case AV_CODEC_ID_VP9: VP9Pictures()
        case AV_CODEC_ID_AV1: AV1Pictures()
        case AV_CODEC_ID_RAWVIDEO, AV_CODEC_ID_PRORES: IntraPictures()
        default: nil
        }
    }
}

/// Codecs whose packets are a picture each that needs no other.
struct IntraPictures: PictureReader {
    let reorderDepth = 0
    let parameterSets: [UInt8] = []

    func picture(in packet: UnsafeBufferPointer<UInt8>) -> CodedPicture? {
        CodedPicture(isEntry: true, isReference: false)
    }
}

extension AVCodecParameters {
    /// The decoder's configuration from the container's header.
    var configuration: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: extradata, count: Int(extradata_size)) }
}
