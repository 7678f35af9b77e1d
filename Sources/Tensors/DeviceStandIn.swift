import Documents

/// Where a frozen encoder computes: stands in for the devices' own type until that is merged.
public enum Device: String, Sendable, CaseIterable {
    case cpu, cuda

    /// - Throws: ``InputError`` when the device is not there.
    public func check() throws {
        guard self == .cuda else { return }
        throw InputError(key: "device", "CUDA is not there", remedy: "use cpu")
    }
}
