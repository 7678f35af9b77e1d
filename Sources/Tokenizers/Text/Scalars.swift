extension [Unicode.Scalar] {
    /// Adds a character in lower case. Each character is mapped on its own, as in the reference: no rule for a final
    /// sigma.
    mutating func appendLowercased(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A: append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case ..<0x80: append(scalar)
        default: append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }
}

extension ArraySlice<Unicode.Scalar> {
    /// Adds the UTF-8 of the text to bytes.
    func encode(into bytes: inout [UInt8]) {
        for scalar in self {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
