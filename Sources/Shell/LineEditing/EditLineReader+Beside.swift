internal import CLineEdit
internal import Glibc

/// Something that goes on while a line is typed, on the same thread: it is asked only while no key is there.
protocol Beside: AnyObject {
  /// Files that tell, by having something to read, that there is work; two at most.
  var descriptors: [Int32] { get }
  /// After how many milliseconds there is work anyway; nil: never.
  var wait: Int32? { get }
  /// Does what is to be done, quickly. Lines to show above the one that is typed, each ended; "" for none.
  func wake() -> String
}

extension EditLineReader {
  func prepare(_ files: UnsafeMutablePointer<pollfd>, _ milliseconds: UnsafeMutablePointer<Int32>) -> Int32 {
    guard let beside else { return 0 }
    let descriptors = beside.descriptors.prefix(Int(DL_BESIDE))
    for (index, descriptor) in descriptors.enumerated() {
      files[index] = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    }
    milliseconds.pointee = beside.wait ?? -1
    return Int32(descriptors.count)
  }

  func wake() {
    guard let text = beside?.wake(), !text.isEmpty else { return }
    showAbove(text)
  }

  /// Puts lines above the one that is typed: that is wiped where it stands and drawn again below them, with the cursor where
  /// it was.
  func showAbove(_ text: String) {
    let (typed, cursor) = line()
    let up = layout(columns: Self.window().columns).end(of: Self.head(typed, cursor)).row
    var output = up > 0 ? "\u{1B}[\(up)A" : ""
    output += "\r\u{1B}[J"
    for line in text.lines { output += line + "\r\n" }
    Self.write(output)
    dl_refresh(editor)
    isHintShown = false
    draw()
  }
}
