/// A text as messages show it: on one line, control characters as escapes, and not too long.
func shown(_ text: String, most: Int = 120) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(most) {
        switch scalar.value {
        case ..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
            result += "\\u{\(String(scalar.value, radix: 16))}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return text.unicodeScalars.count > most ? result + "…" : result
}
