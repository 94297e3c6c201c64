package import Foundation

/// The reference data that come with the program.
package enum ReferenceFolder {
    package static let url = Bundle.module.bundleURL.appendingPathComponent("Reference")
}
