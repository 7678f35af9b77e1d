import Yams

/// A value of a YAML file with its line: Yams's own nodes may not cross between tasks.
struct Value: Sendable {
    indirect enum Kind: Sendable {
        case null
        case scalar(String)
        case list([Value])
        case mapping([(key: String?, line: Int?, value: Value)])
    }

    let kind: Kind
    /// Counted from 1.
    let line: Int?

    init(_ node: Node) {
        line = node.mark?.line
        if node.null != nil {
            kind = .null
        } else if let scalar = node.scalar {
            kind = .scalar(scalar.string)
        } else if let sequence = node.sequence {
            kind = .list(sequence.map(Value.init))
        } else {
            kind = .mapping((node.mapping ?? [:]).map { ($0.key.string, $0.key.mark?.line, Value($0.value)) })
        }
    }
}
