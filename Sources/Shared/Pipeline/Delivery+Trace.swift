package import Complaints
package import Rabbit

extension Delivery {
    /// The header `traceparent`; nil when there is none that can be read.
    package var trace: TraceParent? {
        guard !properties.headers.isEmpty else { return nil }
        return properties.headers["traceparent"]?.text.flatMap { TraceParent($0) }
    }
}
