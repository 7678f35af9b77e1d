import Media

/// A picture at 12 by 12: what a hash of it does not see, such as its colours, or a small thing that is elsewhere.
struct PictureThumbnail: Sendable, Hashable {
    private let pixels: [UInt8]
    private let isGrey: Bool

    private static let side = 12
    /// Levels, of 255, by which a place may differ.
    private static let most = 32
    /// The share of places that may differ by more: a copy that was cut or encoded anew has some.
    private static let share = 0.06
    /// Levels by which a colour may become brighter more than another does.
    private static let tint = 16

    init(_ image: RGBImage) {
        pixels = StillImage(image).resized(width: Self.side, height: Self.side).pixels
        let pixels = pixels
        isGrey = stride(from: 0, to: pixels.count, by: 3).allSatisfy { place in
            let (red, green, blue) = (Int(pixels[place]), Int(pixels[place + 1]), Int(pixels[place + 2]))
            return max(red, green, blue) - min(red, green, blue) <= 8
        }
    }

    /// Whether they show the same, one perhaps brighter than the other, or without its colours.
    func isLike(_ other: PictureThumbnail) -> Bool {
        let channels = isGrey || other.isGrey ? [(grey, other.grey)] : (0..<3).map { (channel($0), other.channel($0)) }
        let steps = channels.map { PictureThumbnail.step($0.0, $0.1) }
        guard let least = steps.min(), let greatest = steps.max(), greatest - least <= Self.tint else { return false }
        let places = Self.side * Self.side
        let off = (0..<places).count { place in
            zip(channels, steps).contains { pair, step in
                abs(max(0, min(255, pair.0[place] + step)) - pair.1[place]) > Self.most
            }
        }
        return Double(off) <= Self.share * Double(places)
    }

    private func channel(_ number: Int) -> [Int] {
        stride(from: number, to: pixels.count, by: 3).map { Int(pixels[$0]) }
    }

    private var grey: [Int] {
        zip(channel(0), zip(channel(1), channel(2))).map { red, others in
            (299 * red + 587 * others.0 + 114 * others.1) / 1000
        }
    }

    /// By how much one is brighter than another, where neither is black or white.
    private static func step(_ a: [Int], _ b: [Int]) -> Int {
        let steps = zip(a, b).filter { (8..<248).contains($0) && (8..<248).contains($1) }.map { $1 - $0 }.sorted()
        return steps.isEmpty ? 0 : steps[steps.count / 2]
    }
}
