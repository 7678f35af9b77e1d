/// A transformer's layers whose weights stay as they are, packed for fast use. Threads share it; each call works in the
/// thread that makes it.
public struct FrozenLayers: Sendable {
    private enum Packed: Sendable {
        case tiles([TileLayer])
        case fused([FusedLayer])
        case plain([PlainLayer<PlainMap>])
        case half([PlainLayer<HalfMap>])
    }

    private let layers: Packed

    /// - Parameter layers: the weights of each layer, F32, read one after the other so that they can go once packed.
    public init(
        _ layers: some Sequence<() throws -> LayerWeights>, _ precision: Precision, _ kernels: Kernels = .best
    ) throws {
        self.layers =
            switch kernels {
            case .tiles: .tiles(try layers.map { try TileLayer($0(), precision) })
            case .fused: .fused(try layers.map { try FusedLayer($0(), precision) })
            case .plain: .plain(try layers.map { try PlainLayer($0(), precision) })
            case .half: .half(try layers.map { try PlainLayer($0(), precision) })
            }
    }

    /// - Parameters: x: F32 [batch, length, width]; causal: whether a position sees only itself and those before.
    /// - Returns: F32 [batch, length, width].
    public func callAsFunction(_ x: Tensor, causal: Bool) throws -> Tensor {
        try run(x, causal: causal, leavingOut: 0)
    }

    /// The last layer's output at one position of each row: what a row's other positions would need of that layer beyond
    /// keys and values is not computed.
    /// - Parameters: x: F32 [batch, length, width]; positions: one for each of the batch.
    /// - Returns: F32 [batch, width].
    public func callAsFunction(_ x: Tensor, at positions: [Int], causal: Bool) throws -> Tensor {
        let index = try Tensor(positions.map(Int64.init)).moved(to: x.device)
        let x = try run(x, causal: causal, leavingOut: 1)
        switch layers {
        case .tiles(let layers):
            guard let last = layers.last else { return try x.gathered(at: index) }
            return try last.run(x, at: positions, causal: causal, TileWorkspace())
        case .fused(let layers):
            guard let last = layers.last else { return try x.gathered(at: index) }
            let mask = causal ? try seen(by: index, length: x.shape[1]) : nil
            return try last(x, at: index, mask: mask)
        case .plain(let layers):
            guard let last = layers.last else { return try x.gathered(at: index) }
            return try last(x, causal: causal).gathered(at: index)
        case .half(let layers):
            guard let last = layers.last else { return try x.gathered(at: index) }
            return try last(x, causal: causal).gathered(at: index)
        }
    }

    private func run(_ x: Tensor, causal: Bool, leavingOut count: Int) throws -> Tensor {
        var x = x
        switch layers {
        case .tiles(let layers):
            // The layers work in place, and what was given stays.
            x = try Operator.call("clone", "", .tensor(x.contiguous()), .none)
            let workspace = try TileWorkspace()
            for layer in layers.dropLast(count) { try layer.run(on: x, causal: causal, workspace) }
        case .fused(let layers):
            for layer in layers.dropLast(count) { x = try layer(x, causal: causal) }
        case .plain(let layers):
            for layer in layers.dropLast(count) { x = try layer(x, causal: causal) }
        case .half(let layers):
            for layer in layers.dropLast(count) { x = try layer(x, causal: causal) }
        }
        return x
    }

    /// Which positions each of `ends` sees: [batch, 1, 1, length].
    private func seen(by ends: Tensor, length: Int) throws -> Tensor {
        let ends = try ends.reshaped([-1, 1, 1, 1])
        return try ends.isAtLeast(Tensor.range(length))
    }
}

/// A frozen map, packed for fast use.
public struct FrozenLinear: Sendable {
    private enum Packed: Sendable {
        case tiles(TileLinear)
        case fused(FusedLinear)
        case plain(PlainMap, ElementType)
        case half(HalfMap)
    }

    private let map: Packed

    public init(_ map: LayerWeights.Map, _ precision: Precision, _ kernels: Kernels = .best) throws {
        let type = precision.factors(on: map.weight.device)
        self.map =
            switch kernels {
            case .tiles: .tiles(try TileLinear(map, precision))
            case .fused: .fused(try FusedLinear(map, type))
            case .plain: .plain(try PlainMap(map, type), type)
            case .half: .half(try HalfMap(map, type))
            }
    }

    /// - Parameter x: F32 [rows, in]. - Returns: F32 [rows, out].
    public func callAsFunction(_ x: Tensor) throws -> Tensor {
        switch map {
        case .tiles(let map): try map(x, TileWorkspace())
        case .fused(let map): try map(x).converted(to: .float32)
        case .plain(let map, let type): try map(x.converted(to: type)).converted(to: .float32)
        case .half(let map): try map(x)
        }
    }
}
