internal import Articles
internal import Atlas
internal import Facts
internal import Querying

/// Answers as linked data (JSON-LD 1.1) in the words of schema.org: facts are events, articles, people, organisations and
/// places what they are. The context stands in the document, so that no reader has to fetch one.
extension AnswerPrinter {
  func jsonld(_ answer: Answer, _ details: [RowDetail]) -> String {
    let things = ExportRow.rows(answer, details).compactMap(Self.thing)
    let graph = things.isEmpty ? "" : "\n" + things.joined(separator: ",\n") + "\n"
    let text = #"{"@context": {"@vocab": "https://schema.org/"}, "@graph": ["# + graph + "]}\n"
    // Such data is put into pages, where the text of an article must not end the element that it stands in. Outside of
    // strings there is no `<`.
    return text.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
  }

  /// Nil of a row that stands for nothing that schema.org has: a sentence, a count.
  private static func thing(_ row: ExportRow) -> String? {
    var object = JSONObject(isSpaced: true)
    switch row.detail?.sort {
    case .fact: event(row, &object)
    case .article:
      object.add("@type", "Article")
      object.add("identifier", row.id)
      object.add("headline", row.title)
      if let time = row.time { object.add("datePublished", WrittenTime.bounds(time).start) }
    case .entity:
      guard let type = row.detail?.parties.first.flatMap({ type(of: $0.kind) }) else { return nil }
      if type == "Place" {
        place(row.places, &object, id: row.id, name: row.title)
      } else {
        object.add("@type", type)
        object.add("identifier", row.id)
        object.add("name", row.title)
      }
    case .sentence, .group, nil: return nil
    }
    return object.text
  }

  private static func event(_ row: ExportRow, _ object: inout JSONObject) {
    guard let detail = row.detail else { return }
    object.add("@type", "Event")
    object.add("identifier", row.id)
    object.add("name", row.title)
    if let time = row.time {
      let (start, end) = WrittenTime.bounds(time)
      object.add("startDate", start)
      object.add("endDate", end)
    }
    if let status = eventStatus(detail.status) {
      object.add("eventStatus") { $0.add("@id", "https://schema.org/" + status) }
    }
    if case .place = detail.place { object.add("location") { place(row.places, &$0) } }
    for property in ["attendee", "organizer", "performer", "about"] {
      var known: Set<String> = []
      let parties = detail.parties.filter {
        self.property(of: $0.role) == property && known.insert($0.id + $0.name).inserted
      }
      guard !parties.isEmpty else { continue }
      object.add(property, of: parties) { inner, party in
        inner.add("@type", type(of: party.kind) ?? "Thing")
        if !party.id.isEmpty { inner.add("identifier", party.id) }
        inner.add("name", party.name)
      }
    }
    if !detail.content.isEmpty { object.add("description", detail.content) }
    // What schema.org has no words for: whether it is planned, denied, only possible.
    object.add("keywords", [detail.kind, detail.status?.name ?? ""].filter { !$0.isEmpty })
  }

  /// What takes place as it was meant to, is to do so or has done so, is scheduled; for what is only asked for, possible,
  /// denied or was tried in vain there is no word.
  private static func eventStatus(_ status: Status?) -> String? {
    switch status {
    case .happened, .ongoing, .planned: "EventScheduled"
    case .cancelled: "EventCancelled"
    case .requested, .possible, .denied, .failed, nil: nil
    }
  }

  /// Who came, who received them, who spoke; all others are what the event is about.
  private static func property(of role: String) -> String {
    switch role {
    case "participant", "visitor": "attendee"
    case "host", "mediator": "organizer"
    case "speaker": "performer"
    default: "about"
    }
  }

  /// Nil where the kind of a name says nothing.
  private static func type(of kind: NameKind) -> String? {
    switch kind {
    case .person: "Person"
    case .organisation: "Organization"
    case .place: "Place"
    case .nationality, .other: nil
    }
  }

  private static func place(
    _ places: [(text: String, country: CountryCode?, point: Coordinate?)], _ object: inout JSONObject,
    id: String = "", name: String? = nil
  ) {
    let first = places.first
    object.add("@type", "Place")
    if !id.isEmpty { object.add("identifier", id) }
    object.add("name", name ?? first?.text ?? "")
    if let country = first?.country {
      object.add("address") { address in
        address.add("@type", "PostalAddress")
        address.add("addressCountry", country.description)
      }
    }
    if let point = first?.point, point.latitude.isFinite, point.longitude.isFinite {
      object.add("geo") { geo in
        geo.add("@type", "GeoCoordinates")
        geo.add("latitude", json: JSONText.degrees(point.latitude))
        geo.add("longitude", json: JSONText.degrees(point.longitude))
      }
    }
  }
}
