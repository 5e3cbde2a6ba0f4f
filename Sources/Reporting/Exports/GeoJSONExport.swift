internal import Querying

/// Answers as GeoJSON (RFC 7946): a feature a row, its columns the properties, as in JSON.
extension AnswerPrinter {
  func geojson(_ answer: Answer, _ details: [RowDetail]) -> String {
    let features = ExportRow.rows(answer, details).map { row in
      var feature = JSONObject(isSpaced: true)
      feature.add("type", "Feature")
      if !row.id.isEmpty { feature.add("id", row.id) }
      feature.add("geometry", json: Self.geometry(row.points))
      feature.add("properties") { properties in
        for column in row.columns {
          properties.add(
            column.name, json: JSONText.value(row.value(column), isMultiple: column.isMultiple))
        }
      }
      return feature.text
    }
    let inside = features.isEmpty ? "" : "\n" + features.joined(separator: ",\n") + "\n"
    return #"{"type": "FeatureCollection", "features": ["# + inside + "]}\n"
  }

  /// Of points "longitude,latitude": one is a point, several are one geometry, none is null.
  private static func geometry(_ points: [String]) -> String {
    let positions = points.map { "[" + $0.split(separator: ",").joined(separator: ", ") + "]" }
    return switch positions.count {
    case 0: "null"
    case 1: #"{"type": "Point", "coordinates": \#(positions[0])}"#
    default: #"{"type": "MultiPoint", "coordinates": [\#(positions.joined(separator: ", "))]}"#
    }
  }
}
