extension Tensor {
    /// A contiguous tensor whose elements `body` writes into its memory, so that nothing is gathered in an array first.
    ///
    /// - Parameter body: gets the elements in row-major order, not set to anything; it must write them all.
    /// - Throws: ``TensorError``; what `body` throws.
    public static func filled<T: Element>(
        _ shape: [Int], of type: T.Type = T.self, _ body: (UnsafeMutableBufferPointer<T>) throws -> Void
    ) throws -> Tensor {
        let memory = TensorMemory(bytes: shape.reduce(MemoryLayout<T>.stride, *))
        try body(memory.bytes.bindMemory(to: T.self))
        return try over(UnsafeRawBufferPointer(memory.bytes), type: T.elementType, shape: shape, owner: memory)
    }

    /// Memory that is freed with the last tensor over it.
    private final class TensorMemory {
        let bytes: UnsafeMutableRawBufferPointer

        /// libtorch aligns its own tensors so.
        private static let alignment = 64

        init(bytes count: Int) {
            bytes = .allocate(byteCount: count, alignment: TensorMemory.alignment)
        }

        deinit { bytes.deallocate() }
    }
}
