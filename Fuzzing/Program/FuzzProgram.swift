import CFuzzer
import Foundation

/// Lets libFuzzer try one decoder, the one that `LAPOR_FUZZ` names; its own options are libFuzzer's.
@main
enum FuzzProgram {
    static let decoder: FuzzedDecoder = {
        let name = ProcessInfo.processInfo.environment["LAPOR_FUZZ"] ?? ""
        guard let decoder = FuzzedDecoder(rawValue: name) else {
            let names = FuzzedDecoder.allCases.map(\.rawValue).joined(separator: ", ")
            FileHandle.standardError.write(Data("LAPOR_FUZZ must be one of \(names)\n".utf8))
            exit(64)
        }
        return decoder
    }()

    static func main() {
        _ = decoder
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, tryOne))
    }
}

/// By the name that libFuzzer's own main knows it by.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    FuzzProgram.decoder.read(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}
