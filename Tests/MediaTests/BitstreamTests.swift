import Testing

@testable import Media

/// Headers by hand, after the formats' own documents.
@Suite struct BitstreamTests {
    private func units(_ form: NALUnits, _ bytes: [UInt8]) -> [[UInt8]]? {
        bytes.withUnsafeBufferPointer { packet in
            var found: [[UInt8]] = []
            let isWhole = form.forEach(in: packet) { unit in
                found.append(Array(unit))
                return true
            }
            return isWhole ? found : nil
        }
    }

    @Test func unitsAreCutByTheirLengths() {
        #expect(units(.lengths(2), [0, 1, 0x65, 0, 2, 7, 8]) == [[0x65], [7, 8]])
        #expect(units(.lengths(4), [0, 0, 0, 1, 9]) == [[9]])
        #expect(units(.lengths(4), [0, 0, 0, 2, 9]) == nil)
        #expect(units(.lengths(4), [0, 0, 0]) == nil)
        #expect(units(.lengths(1), [0]) == nil)
        #expect(units(.lengths(4), [0xFF, 0xFF, 0xFF, 0xFF, 1]) == nil)
    }

    @Test func unitsAreCutByStartCodes() {
        #expect(units(.startCodes, [0, 0, 0, 1, 9, 0x10, 0, 0, 1, 0x65, 5, 0, 0]) == [[9, 0x10], [0x65, 5]])
        #expect(units(.startCodes, [0, 0, 1, 9, 0, 0, 3, 1, 0, 1, 1]) == [[9, 0, 0, 3, 1, 0, 1, 1]])
        #expect(units(.startCodes, [1, 0, 0, 1, 9]) == nil)
        #expect(units(.startCodes, [0, 0, 1]) == nil)
        #expect(units(.startCodes, [9, 9, 9]) == nil)
        #expect(units(.startCodes, []) == nil)
    }

    private func vp9(_ bytes: [UInt8]) -> CodedPicture? {
        bytes.withUnsafeBufferPointer { VP9Pictures().picture(in: $0) }
    }

    /// frame_marker 10, profile 00, show_existing_frame, frame_type, show_frame, error_resilient_mode.
    @Test func vp9PacketsShowOnePicture() {
        #expect(vp9([0b1000_0010, 1, 2])?.isEntry == true)
        #expect(vp9([0b1000_0110, 1, 2])?.isEntry == false)
        #expect(vp9([0b1000_1000])?.isEntry == false)
        // Hidden alone, and no VP9 at all.
        #expect(vp9([0b1000_0100, 1, 2]) == nil)
        #expect(vp9([0b0100_0010]) == nil)
        #expect(vp9([]) == nil)
        // A superframe: a hidden picture of 2 bytes and a shown one of 1.
        #expect(vp9([0b1000_0100, 1, 0b1000_0110, 0xC1, 2, 1, 0xC1])?.isEntry == false)
        #expect(vp9([0b1000_0110, 1, 0b1000_0110, 0xC1, 2, 1, 0xC1]) == nil)
        #expect(vp9([0b1000_0100, 1, 0b1000_0110, 0xC1, 2, 9, 0xC1]) == nil)
    }

    private func av1(_ bytes: [UInt8]) -> CodedPicture? {
        var reader = AV1Pictures()
        return bytes.withUnsafeBufferPointer { reader.picture(in: $0) }
    }

    /// obu_type in bits 3 to 6, has_size in bit 1; show_existing_frame, frame_type of two bits, show_frame.
    @Test func av1UnitsShowOnePicture() {
        let sequence: [UInt8] = [0b0000_1010, 1, 0]
        #expect(av1(sequence + [0b0011_0010, 1, 0b0001_0000])?.isEntry == true)
        #expect(av1([0b0011_0010, 1, 0b0011_0000])?.isEntry == false)
        #expect(av1([0b0011_0010, 1, 0b0010_0000, 0b0011_0010, 1, 0b0011_0000])?.isEntry == false)
        #expect(av1([0b0001_1010, 1, 0b1000_0000])?.isEntry == false)
        // Hidden alone, two shown, a length beyond the end, still-picture headers, a spatial layer.
        #expect(av1([0b0011_0010, 1, 0b0010_0000]) == nil)
        #expect(av1([0b0011_0010, 1, 0b0011_0000, 0b0011_0010, 1, 0b0011_0000]) == nil)
        #expect(av1([0b0011_0010, 9, 0b0011_0000]) == nil)
        #expect(av1([0b0000_1010, 1, 0b0000_1000, 0b0011_0010, 1, 0b0001_0000]) == nil)
        #expect(av1([0b0011_0110, 0b0000_1000, 1, 0b0011_0000]) == nil)
    }
}
