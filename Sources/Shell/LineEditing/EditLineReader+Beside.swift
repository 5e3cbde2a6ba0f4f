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
    guard let beside else { return }
    let text = beside.wake()
    // What the line stands on may have changed without a word.
    if text.isEmpty { draw() } else { showAbove(text) }
  }
}
