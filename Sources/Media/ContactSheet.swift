/// Rows of pictures on one sheet, each fitted into a cell without being distorted.
public struct ContactSheet: Sendable, Hashable {
    /// The most pixels that a picture takes across.
    public var cellWidth: Int
    /// The most pixels that a picture takes down.
    public var cellHeight: Int
    /// Pixels between cells and around them.
    public var gap: Int
    /// The level of the grey behind.
    public var background: UInt8

    /// Sizes in pixels; each picture is made as large as its cell allows.
    public init(cellWidth: Int = 160, cellHeight: Int = 120, gap: Int = 4, background: UInt8 = 255) {
        (self.cellWidth, self.cellHeight) = (max(1, cellWidth), max(1, cellHeight))
        (self.gap, self.background) = (max(0, gap), background)
    }

    /// Lays out rows, each from the left; rows may differ in length.
    public func callAsFunction(_ rows: [[RGBImage]]) -> RGBImage {
        let columns = rows.map(\.count).max() ?? 0
        var sheet = RGBImage(
            width: columns * (cellWidth + gap) + gap, height: rows.count * (cellHeight + gap) + gap, red: background,
            green: background, blue: background)
        for (row, images) in rows.enumerated() {
            for (column, image) in images.enumerated() where image.width > 0 && image.height > 0 {
                let small = fitted(image)
                sheet.paste(
                    small, x: gap + column * (cellWidth + gap) + (cellWidth - small.width) / 2,
                    y: gap + row * (cellHeight + gap) + (cellHeight - small.height) / 2)
            }
        }
        return sheet
    }

    /// The picture at the largest size that fits the cell. A small one is enlarged too, so that a sheet is even.
    private func fitted(_ image: RGBImage) -> RGBImage {
        let scale = min(Double(cellWidth) / Double(image.width), Double(cellHeight) / Double(image.height))
        return image.resized(
            width: min(cellWidth, max(1, Int((Double(image.width) * scale).rounded()))),
            height: min(cellHeight, max(1, Int((Double(image.height) * scale).rounded()))))
    }
}
