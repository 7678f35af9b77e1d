extension Int {
    /// The number, of 0 or more, in at least so many digits: `000042`.
    func zeroPadded(_ digits: Int) -> String {
        let text = String(self)
        return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
    }
}
