import CTorch
import Documents

/// Where a tensor's elements lie, and where operations on it are done.
public struct Device: Sendable, Hashable, RawRepresentable, CaseIterable {
    /// The name in options and files.
    public let rawValue: String
    /// libtorch's number of the kind (c10::DeviceType).
    let code: Int32

    public static let cpu = Device("cpu", tt_device_cpu)
    /// The first NVIDIA GPU that the process sees; the driver's `CUDA_VISIBLE_DEVICES` picks another.
    public static let cuda = Device("cuda", tt_device_cuda)
    /// The tests' own, for machines without a GPU: Tests/StandIn. No name leads to it.
    package static let standIn = Device("stand-in", tt_device_own)

    public static let allCases = [cpu, cuda]

    private init(_ name: String, _ type: tt_device_type) {
        (rawValue, code) = (name, Int32(type.rawValue))
    }

    public init?(rawValue: String) {
        guard let device = Device.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = device
    }

    /// Whether this process can use the device. For ``cuda`` the first call loads libtorch's CUDA part, in about a second;
    /// it should come before other work with tensors, because libtorch remembers that it began without.
    /// - Throws: ``InputError`` that says what is missing and how to get it; ``Fault`` for a device that another program
    ///   may have in use.
    public func check() throws {
        if self != .cuda { return }
        var detail: UnsafeMutablePointer<CChar>?
        let state = tt_cuda(&detail)
        defer { tt_free(detail) }
        try Device.check(state, detail.map { String(cString: $0) } ?? "no reason given")
    }

    static func check(_ state: tt_cuda_state, _ detail: String) throws {
        let elsewhere = "or leave the device at cpu"
        switch state {
        case tt_cuda_ready: return
        case tt_cuda_missing:
            throw InputError(
                "device cuda: libtorch's CUDA part is not there (\(detail))",
                remedy: "run Scripts/bootstrap --cuda, \(elsewhere)")
        case tt_cuda_not_loaded:
            throw InputError(
                "device cuda: libtorch's CUDA part does not load: \(detail)",
                remedy:
                    "remove wheels-cuda.txt in libtorch's cache folder and run Scripts/bootstrap --cuda, \(elsewhere)")
        case tt_cuda_no_driver:
            throw InputError(
                "device cuda: this machine has no NVIDIA driver (libcuda.so.1)",
                remedy: "install NVIDIA's driver for CUDA 13, \(elsewhere)")
        case tt_cuda_old_driver:
            throw InputError("device cuda: \(detail)", remedy: "install NVIDIA's driver for CUDA 13, \(elsewhere)")
        case tt_cuda_no_device:
            throw InputError(
                "device cuda: the driver shows no GPU: \(detail)",
                remedy: "look at nvidia-smi and at CUDA_VISIBLE_DEVICES, \(elsewhere)")
        default: throw Fault("device cuda", reason: detail)
        }
    }
}

extension Tensor {
    /// The device that the elements lie on.
    public var device: Device {
        let code = tt_device(handle)
        return [Device.cuda, .standIn].first { $0.code == code } ?? .cpu
    }

    /// The tensor on a device: itself where it is there already, else a copy, through which gradients flow back.
    /// - Throws: what ``Device/check()`` throws; ``TensorError`` where the device's memory is full.
    public func moved(to device: Device) throws -> Tensor {
        if device == self.device { return self }
        try device.check()
        var result: OpaquePointer?
        try TensorError.check(tt_move(handle, device.code, &result), "to device")
        return Tensor(try Tensor.owned(result, "to device"))
    }
}
