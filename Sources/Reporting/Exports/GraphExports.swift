internal import Querying

/// An attribute of the nodes or of the lines of a graph: its name, and whether its values are numbers.
private struct GraphAttribute {
  var name: String
  var isNumber = false

  static let ofNodes = [
    GraphAttribute(name: "kind"), GraphAttribute(name: "country"),
    GraphAttribute(name: "rows", isNumber: true),
  ]
  static let ofEdges = [
    GraphAttribute(name: "kind"), GraphAttribute(name: "sourceRole"), GraphAttribute(name: "targetRole"),
  ]
}

extension EntityGraph.Node {
  /// As `GraphAttribute.ofNodes` names them.
  fileprivate var attributes: [String] { [kind, country, String(weight)] }
}

extension EntityGraph.Edge {
  /// As `GraphAttribute.ofEdges` names them.
  fileprivate var attributes: [String] { [kind, sourceRole, targetRole] }
}

/// Answers as graphs: who is named with whom.
extension AnswerPrinter {
  /// GraphML (the schema of graphml.graphdrawing.org, 1.0).
  func graphml(_ answer: Answer, _ details: [RowDetail]) -> String {
    let graph = EntityGraph(answer, details)
    let nodeKeys = [GraphAttribute(name: "label")] + GraphAttribute.ofNodes
    let edgeKeys = GraphAttribute.ofEdges + [GraphAttribute(name: "weight", isNumber: true)]
    var xml = XMLWriter()
    xml.element("graphml", [("xmlns", "http://graphml.graphdrawing.org/xmlns")]) { xml in
      for (part, keys) in [("node", nodeKeys), ("edge", edgeKeys)] {
        for key in keys {
          xml.element(
            "key",
            [
              ("id", "\(part).\(key.name)"), ("for", part), ("attr.name", key.name),
              ("attr.type", key.isNumber ? "int" : "string"),
            ])
        }
      }
      func data(_ part: String, _ keys: [GraphAttribute], _ values: [String], _ xml: inout XMLWriter) {
        for (key, value) in zip(keys, values) where !value.isEmpty {
          xml.element("data", [("key", "\(part).\(key.name)")], text: value)
        }
      }
      xml.element("graph", [("id", "answer"), ("edgedefault", "undirected")]) { xml in
        for node in graph.nodes {
          xml.element("node", [("id", node.id)]) {
            data("node", nodeKeys, [node.label] + node.attributes, &$0)
          }
        }
        for (number, (edge, weight)) in graph.edges.enumerated() {
          let ends = [("source", graph.nodes[edge.source].id), ("target", graph.nodes[edge.target].id)]
          xml.element("edge", [("id", "e\(number)")] + ends) {
            data("edge", edgeKeys, edge.attributes + [String(weight)], &$0)
          }
        }
      }
    }
    return xml.text
  }

  /// GEXF 1.3.
  func gexf(_ answer: Answer, _ details: [RowDetail]) -> String {
    let graph = EntityGraph(answer, details)
    var xml = XMLWriter()
    func attributes(_ part: String, _ keys: [GraphAttribute], _ xml: inout XMLWriter) {
      xml.element("attributes", [("class", part)]) { xml in
        for (number, key) in keys.enumerated() {
          let type = key.isNumber ? "integer" : "string"
          xml.element("attribute", [("id", "\(number)"), ("title", key.name), ("type", type)])
        }
      }
    }
    func values(_ values: [String], _ xml: inout XMLWriter) {
      xml.element("attvalues") { xml in
        for (number, value) in values.enumerated() where !value.isEmpty {
          xml.element("attvalue", [("for", "\(number)"), ("value", value)])
        }
      }
    }
    xml.element("gexf", [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")]) { xml in
      xml.element("meta") { $0.element("creator", text: "Dateline") }
      xml.element("graph", [("defaultedgetype", "undirected")]) { xml in
        attributes("node", GraphAttribute.ofNodes, &xml)
        attributes("edge", GraphAttribute.ofEdges, &xml)
        xml.element("nodes") { xml in
          for node in graph.nodes {
            xml.element("node", [("id", node.id), ("label", node.label)]) { values(node.attributes, &$0) }
          }
        }
        xml.element("edges") { xml in
          for (number, (edge, weight)) in graph.edges.enumerated() {
            let ends = [("source", graph.nodes[edge.source].id), ("target", graph.nodes[edge.target].id)]
            xml.element("edge", [("id", "\(number)")] + ends + [("weight", "\(weight)")]) {
              values(edge.attributes, &$0)
            }
          }
        }
      }
    }
    return xml.text
  }

  /// The language of Graphviz.
  func dot(_ answer: Answer, _ details: [RowDetail]) -> String {
    let graph = EntityGraph(answer, details)
    func list(_ keys: [GraphAttribute], _ values: [String]) -> [String] {
      zip(keys, values).filter { !$0.1.isEmpty }.map { key, value in
        "\(key.name)=" + (key.isNumber ? value : Self.dotQuoted(value))
      }
    }
    var text = "graph dateline {\n"
    for node in graph.nodes {
      let parts = ["label=" + Self.dotQuoted(node.label)] + list(GraphAttribute.ofNodes, node.attributes)
      text += "  \(Self.dotQuoted(node.id)) [\(parts.joined(separator: ", "))];\n"
    }
    for (edge, weight) in graph.edges {
      let parts = ["weight=\(weight)"] + list(GraphAttribute.ofEdges, edge.attributes)
      text += "  \(Self.dotQuoted(graph.nodes[edge.source].id)) -- "
      text += "\(Self.dotQuoted(graph.nodes[edge.target].id)) [\(parts.joined(separator: ", "))];\n"
    }
    return text + "}\n"
  }

  /// A quoted string on one line. A backslash begins an escape in labels, and what looks like a reference of HTML is read as
  /// one there; both are written so that they stand for themselves.
  static func dotQuoted(_ text: String) -> String {
    let scalars = Array(text.neutralised().unicodeScalars)
    var result = "\"".unicodeScalars
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\"", "\\":
        result.append("\\")
        result.append(scalar)
      case "&" where isReference(scalars[(index + 1)...]): result.append(contentsOf: "&amp;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("\"")
    return String(result)
  }

  /// Whether `amp;`, `#34;` stands there.
  private static func isReference(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = rest.prefix(32).prefix {
      $0 == "#" || "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0
    }
    return !name.isEmpty && rest.dropFirst(name.count).first == ";"
  }
}
