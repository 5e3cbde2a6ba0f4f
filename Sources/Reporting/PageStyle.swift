/// How a page of text is laid out.
package struct PageStyle: Sendable {
  /// Cells of a line; nil: nothing is cut or wrapped.
  package var width: Int?
  package var paint: Paint
  /// Cells of a drawing where lines have no width of their own.
  package var drawingWidth: Int
  /// For a saved session, which is compared later.
  package var isRecord: Bool
  /// For people who hear the screen: words in lines, nothing drawn.
  package var isPlain: Bool

  package init(
    width: Int?, paint: Paint, drawingWidth: Int = Drawing.plainWidth, isRecord: Bool = false,
    isPlain: Bool = false
  ) {
    self.isPlain = isPlain
    self.width = width
    self.paint = paint
    self.drawingWidth = drawingWidth
    self.isRecord = isRecord
  }

  package static let plain = PageStyle(width: nil, paint: Paint(isOn: false))
  package static let record = PageStyle(width: nil, paint: Paint(isOn: false), isRecord: true)
}
