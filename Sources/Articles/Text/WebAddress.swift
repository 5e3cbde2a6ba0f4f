/// Addresses of pages (RFC 3986), as far as they say who published one.
enum WebAddress {
  /// The host of an address without its port and "www."; nil for what is no address. O(length).
  static func host(of address: String) -> String? {
    let bytes = Array(address.utf8)
    guard let start = bytes.firstOffset(of: Array("://".utf8)) else { return nil }
    var host = bytes[(start + 3)...].prefix { !"/:?#".utf8.contains($0) }
    if host.starts(with: "www.".utf8) { host = host.dropFirst(4) }
    return String(decoding: host, as: UTF8.self)
  }
}
