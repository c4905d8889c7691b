@testable import Gateway

private let limits = NarrowRequest.Limits(GatewayLimits())

/// What libFuzzer calls for each input: the two parsers must agree on whatever the narrow one
/// takes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNarrowRequest(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    if let difference = NarrowDifference.find(bytes, limits: limits) {
        preconditionFailure("the codec reads it otherwise: \(difference)")
    }
    return 0
}
