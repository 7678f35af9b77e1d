/// Stands in for the preprocessor's own members until they are merged.
extension CLIPPreprocessor {
    public func append(_ image: StillImage, to pixels: inout [Float]) { pixels.append(contentsOf: self(image)) }
    public func append(_ image: RGBImage, to pixels: inout [Float]) { pixels.append(contentsOf: self(image)) }
}
