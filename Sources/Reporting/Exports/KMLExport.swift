internal import Articles
internal import Querying

/// Answers as KML (OGC 2.2): a placemark a row, with its time and its columns. Elements stand in the order that the schema
/// asks for.
extension AnswerPrinter {
  func kml(_ answer: Answer, _ details: [RowDetail]) -> String {
    var xml = XMLWriter()
    xml.element("kml", [("xmlns", "http://www.opengis.net/kml/2.2")]) { xml in
      xml.element("Document") { xml in
        xml.element("name", text: "Dateline")
        for row in ExportRow.rows(answer, details) {
          xml.element("Placemark") { Self.placemark(row, &$0) }
        }
      }
    }
    return xml.text
  }

  private static func placemark(_ row: ExportRow, _ xml: inout XMLWriter) {
    xml.element("name", text: row.title)
    if let time = row.time {
      let (start, end) = WrittenTime.bounds(time, withSeconds: true)
      xml.element("TimeSpan") { xml in
        xml.element("begin", text: start)
        xml.element("end", text: end)
      }
    }
    xml.element("ExtendedData") { xml in
      if !row.id.isEmpty, !row.columns.contains(where: { $0.name == "id" }) { data("id", row.id, &xml) }
      for column in row.columns {
        let text = row.value(column).text(separator: "; ")
        if !text.isEmpty { data(column.name, text, &xml) }
      }
    }
    func point(_ coordinates: String, _ xml: inout XMLWriter) {
      xml.element("Point") { $0.element("coordinates", text: coordinates) }
    }
    if row.points.count > 1 {
      xml.element("MultiGeometry") { xml in for each in row.points { point(each, &xml) } }
    } else if let only = row.points.first {
      point(only, &xml)
    }
  }

  private static func data(_ name: String, _ value: String, _ xml: inout XMLWriter) {
    xml.element("Data", [("name", name)]) { $0.element("value", text: value) }
  }
}

/// Times as ISO 8601 writes them.
enum WrittenTime {
  /// The first and the last day; of a stretch within days the minute it starts at, and the one it ends before.
  static func bounds(_ time: TimeInterval, withSeconds: Bool = false) -> (start: String, end: String) {
    guard Precision(time) == .minute else { return (time.firstDay.description, time.lastDay.description) }
    let seconds = withSeconds ? ":00" : ""
    return (JSONText.instant(time.start) + seconds, JSONText.instant(time.end) + seconds)
  }
}
