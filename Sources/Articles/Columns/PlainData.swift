/// A value without padding of which every pattern of bits is one: what may be copied into bytes and back as it stands.
package protocol PlainData: BitwiseCopyable {}

extension UInt8: PlainData {}
extension UInt16: PlainData {}
extension UInt32: PlainData {}
extension UInt64: PlainData {}
extension Int16: PlainData {}
extension Int32: PlainData {}
extension Int64: PlainData {}
extension Int: PlainData {}
extension Float: PlainData {}
extension Double: PlainData {}
extension TextRange: PlainData {}
extension TimeInterval: PlainData {}
extension ContentHash: PlainData {}
