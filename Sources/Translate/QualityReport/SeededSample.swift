import Documents

/// So many texts, each once, as a seed decides: those with the smallest SHA-256 of the seed and the text. In whatever order
/// and from however many files they come, they are the same.
struct SeededSample<Element> {
    /// What a text is chosen by.
    struct Key: Comparable {
        fileprivate let digest: UInt64

        init(_ text: String, seed: Int) {
            digest = Digest.number(of: "\(seed) \(text)")
        }

        static func < (a: Key, b: Key) -> Bool { a.digest < b.digest }
    }

    private struct Entry {
        let key: Key
        let id: String
        let position: Int
        let element: Element
    }

    private let size: Int
    private var entries: [Entry] = []

    init(_ size: Int) {
        self.size = size
    }

    /// The chosen ones, the smallest first.
    var elements: [Element] { entries.map(\.element) }

    /// Takes an element, if its text is among the smallest. Of several with one text, it is the one of the least id, and there
    /// of the least position.
    mutating func offer(_ key: Key, id: String, position: Int, _ element: @autoclosure () -> Element) {
        if entries.count == size, let last = entries.last, last.key < key { return }
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        if low < entries.count, entries[low].key == key {
            if SeededSample.precedes((id, position), (entries[low].id, entries[low].position)) {
                entries[low] = Entry(key: key, id: id, position: position, element: element())
            }
            return
        }
        entries.insert(Entry(key: key, id: id, position: position, element: element()), at: low)
        if entries.count > size { entries.removeLast() }
    }

    private static func precedes(_ a: (id: String, position: Int), _ b: (id: String, position: Int)) -> Bool {
        if a.id.utf8.elementsEqual(b.id.utf8) { return a.position < b.position }
        return a.id.utf8.lexicographicallyPrecedes(b.id.utf8)
    }
}
