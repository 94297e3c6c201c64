import Contract
package import Rabbit

extension MessageProperties {
    /// The same without what proves who somebody is: a proof expires in minutes, and may hold what only a reporter knows.
    package var withoutProofs: MessageProperties {
        var properties = self
        properties.headers = headers.withoutProofs
        return properties
    }
}

extension [String: FieldValue] {
    fileprivate var withoutProofs: [String: FieldValue] {
        filter { name, value in !ProofWords.isProof(header: name) && !value.isProof }.mapValues(\.withoutProofs)
    }
}

extension FieldValue {
    fileprivate var isProof: Bool { if case .bytes(let bytes) = self { ProofWords.stand(in: bytes) } else { false } }

    fileprivate var withoutProofs: FieldValue {
        switch self {
        case .table(let table): .table(table.withoutProofs)
        case .array(let values): .array(values.filter { !$0.isProof }.map(\.withoutProofs))
        default: self
        }
    }
}
