import Facts
import Querying
import TestSupport

@testable import Shell

/// The JSON Schema of all that the program writes as JSON: `examples/answers.schema.json`. Rows are as the fields of their
/// sources say; what commands show is written out here.
enum AnswerSchema {
  static let path = RepositoryFile.root + "/examples/answers.schema.json"

  static var text: String {
    var text = head
    let sources: [(String, String, Schema)] = [
      (
        "kindRow", "A row of `meetings | show *` and of other kinds: each has some of these members.",
        .facts(nil, in: .standard)
      ),
      ("articleRow", "A row of `articles | show *`.", .articles),
      ("sentenceRow", "A row of `sentences | show *`.", .sentences),
      ("personRow", "A row of `people | show *`.", .entities(.person)),
      ("organisationRow", "A row of `organisations | show *`.", .entities(.organisation)),
      ("placeRow", "A row of `places | show *`.", .entities(.place)),
      ("entityRow", "A row of `entities | show *`.", .entities(nil)),
      (
        "nameRow",
        "A row of `entities | mentions`, of people, organisations, places, articles and sentences. \(offsets)",
        Self.mentions("entities")
      ),
      ("triggerRow", "A row of `facts | mentions`. \(offsets)", Self.mentions("facts")),
    ]
    for (name, title, schema) in sources { text += ",\n" + definition(name, title, schema) }
    return text + ",\n" + factRow + "\n  }\n}\n"
  }

  private static let offsets =
    "Offsets are in Unicode scalars of the article's text, ends exclusive, as those of extract."

  private static func mentions(_ source: String) -> Schema {
    (try? Query.parse("\(source) | mentions")).flatMap(Vocabulary().schema) ?? .articles
  }

  private static func required(_ schema: Schema) -> String {
    let names = schema.fields.filter { !$0.isAlias }.map { "\"\($0.name)\"" }
    return #""required": [\#(names.joined(separator: ", "))]"#
  }

  /// All that a kind may have.
  private static var factRow: String {
    """
        "factRow": {
          "description": "A row of `facts | show *`.",
          "$ref": "#/$defs/kindRow", \(required(.facts(nil, in: .standard)))
        }
    """
  }

  private static func definition(_ name: String, _ title: String, _ schema: Schema) -> String {
    let fields = schema.fields.filter { !$0.isAlias }
    let properties = fields.map { "        \"\($0.name)\": \(type(of: $0))" }.joined(separator: ",\n")
    // The rows of a kind have its own roles only.
    let rule = schema.isOfFacts ? #""required": ["id", "status", "date"]"# : required(schema)
    return """
          "\(name)": {
            "description": "\(title)",
            "type": "object", \(rule), "additionalProperties": false,
            "properties": {
      \(properties)
            }
          }
      """
  }

  private static func isID(_ field: Schema.Field) -> Bool {
    field.meaning == .id || field.name == "id" || field.name.hasSuffix(".id")
  }

  private static func type(of field: Schema.Field) -> String {
    let one: String
    switch field.type {
    case .place: one = ##"{"$ref": "#/$defs/place"}"##
    case .time: one = ##"{"$ref": "#/$defs/date"}"##
    case .number: one = #"{"type": "number"}"#
    case .flag: one = #"{"type": "boolean"}"#
    case .text, .entity, .word, .article:
      one = isID(field) ? ##"{"$ref": "#/$defs/id"}"## : #"{"type": "string"}"#
    }
    if field.isMultiple { return #"{"type": "array", "items": \#(one)}"# }
    // The kinds are open: users add some.
    if field.type == .word, field.words != KindTable.standard.rows.map(\.name) {
      return #"{"enum": [\#(field.words.map { "\"\($0)\"" }.joined(separator: ", ")), null]}"#
    }
    if one.contains("type") {
      return one.replacing("\"}", with: "\", \"null\"]}").replacing(": \"", with: ": [\"")
    }
    return isID(field) ? one : #"{"anyOf": [\#(one), {"type": "null"}]}"#
  }

  private static let head = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "What dateline writes as JSON",
      "description": "Each definition describes one object: a line in mode ndjson, an element in mode json. The type of a member never depends on the data: what may have several values is an array, what has no value is null.",
      "$defs": {
        "id": {
          "description": "Of a fact: a hash of the text of its article, its kind and the place of its words; of an article: a hash of its text; of an entity: a hash of what it is and of its name, of a place of its row of the gazetteer.",
          "type": "string", "pattern": "^[0-9a-f]{16}$"
        },
        "date": {
          "description": "The first and the last day; with the precision minute the minute it starts at and the one before which it ends.",
          "type": "object", "required": ["start", "end", "precision"], "additionalProperties": false,
          "properties": {
            "start": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"},
            "end": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$"},
            "precision": {"enum": ["minute", "day", "week", "month", "quarter", "year", "decade", "days"]}
          }
        },
        "place": {
          "description": "Degrees north and east, to four decimals.",
          "type": "object", "required": ["text", "country", "latitude", "longitude"], "additionalProperties": false,
          "properties": {
            "text": {"type": "string"}, "country": {"type": ["string", "null"], "pattern": "^[A-Z]{2}$"},
            "latitude": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
            "longitude": {"type": ["number", "null"], "minimum": -180, "maximum": 180}
          }
        },
        "evidence": {
          "description": "What stands behind a fact: `.why N`, `| why`.",
          "type": "object", "additionalProperties": false,
          "required": ["id", "kind", "status", "date", "dateVia", "location", "locationVia", "roles", "source", "content", "figures", "main", "confidence", "corrected", "notes", "for", "against", "mentions"],
          "properties": {
            "id": {"$ref": "#/$defs/id"}, "kind": {"type": "string"},
            "status": {"enum": ["happened", "ongoing", "planned", "requested", "possible", "denied", "cancelled", "failed"]},
            "date": {"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]},
            "dateVia": {"enum": ["clause", "relative", "inherited", "dateline", "publication", "corrected", null]},
            "location": {"anyOf": [{"$ref": "#/$defs/place"}, {"type": "null"}]},
            "locationVia": {"enum": ["clause", "relative", "inherited", "dateline", "publication", "corrected", null]},
            "roles": {"type": "array", "items": {
              "type": "object", "required": ["role", "name"], "additionalProperties": false,
              "properties": {"role": {"type": "string"}, "name": {"type": "string"}}}},
            "source": {"type": ["string", "null"]}, "content": {"type": ["string", "null"]},
            "figures": {"type": "array", "items": {
              "type": "object", "required": ["quantity", "value", "bound", "currency", "article"], "additionalProperties": false,
              "properties": {
                "quantity": {"enum": ["killed", "injured", "arrested", "missing", "amount", "share", "magnitude"]},
                "value": {"type": "number"}, "bound": {"enum": ["=", "~", ">", ">=", "<", "<="]},
                "currency": {"type": ["string", "null"]}, "article": {"$ref": "#/$defs/id"}}}},
            "main": {"type": "boolean"}, "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "corrected": {"type": "array", "items": {
              "type": "object", "required": ["field", "value", "read"], "additionalProperties": false,
              "properties": {
                "field": {"type": "string"}, "value": {"type": ["string", "null"]}, "read": {"type": ["string", "null"]}}}},
            "notes": {"type": "array", "items": {"type": "string"}},
            "for": {"type": "array", "items": {"type": "string"}}, "against": {"type": "array", "items": {"type": "string"}},
            "mentions": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/mention"}}
          }
        },
        "mention": {
          "description": "A sentence that tells a fact, and what in it the fact was read from.",
          "type": "object", "additionalProperties": false,
          "required": ["article", "start", "end", "text", "marks", "rule", "copies"],
          "properties": {
            "article": {
              "type": "object", "additionalProperties": false,
              "required": ["id", "path", "number", "title", "published", "outlet"],
              "properties": {
                "id": {"$ref": "#/$defs/id"}, "path": {"type": "string"}, "number": {"type": "integer", "minimum": 1},
                "title": {"type": ["string", "null"]}, "outlet": {"type": ["string", "null"]},
                "published": {"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]}
              }
            },
            "start": {"type": "integer"}, "end": {"type": "integer"}, "text": {"type": "string"},
            "marks": {"type": "array", "items": {
              "type": "object", "required": ["label", "start", "end", "text"], "additionalProperties": false,
              "properties": {"label": {"type": "string"}, "start": {"type": "integer"}, "end": {"type": "integer"}, "text": {"type": "string"}}}},
            "rule": {"type": ["string", "null"]},
            "copies": {"type": "array", "items": {
              "type": "object", "required": ["id", "path", "number", "outlet"], "additionalProperties": false,
              "properties": {
                "id": {"$ref": "#/$defs/id"}, "path": {"type": "string"}, "number": {"type": "integer", "minimum": 1},
                "outlet": {"type": ["string", "null"]}}}}
          }
        },
        "change": {
          "description": "A row of `.changes`: a fact that is new or gone, or a field of one that is changed.",
          "type": "object", "additionalProperties": false,
          "required": ["change", "id", "kind", "status", "date", "location", "roles", "articles", "field", "before", "after"],
          "properties": {
            "change": {"enum": ["new", "gone", "changed"]}, "id": {"$ref": "#/$defs/id"}, "kind": {"type": "string"},
            "status": {"type": "string"}, "date": {"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]},
            "location": {"type": ["string", "null"]}, "roles": {"type": "array", "items": {"type": "string"}},
            "articles": {"type": "array", "items": {"type": "string"}}, "field": {"type": ["string", "null"]},
            "before": {"type": ["string", "null"]}, "after": {"type": ["string", "null"]}
          }
        },
        "source": {
          "description": "A row of `.sources`.",
          "type": "object", "required": ["source", "rows", "help"], "additionalProperties": false,
          "properties": {"source": {"type": "string"}, "rows": {"type": ["integer", "null"]}, "help": {"type": "string"}}
        },
        "field": {
          "description": "A row of `.describe SOURCE`, and of `.schema`, which names the source.",
          "type": "object", "required": ["field", "type", "several", "rows", "help", "example", "aliases", "words"],
          "additionalProperties": false,
          "properties": {
            "source": {"type": "string"}, "field": {"type": "string"},
            "type": {"enum": ["text", "entity", "place", "time", "number", "word", "flag", "article"]},
            "several": {"type": "boolean"}, "rows": {"type": "integer"}, "help": {"type": "string"},
            "example": {"type": "string"}, "aliases": {"type": "array", "items": {"type": "string"}},
            "words": {"type": "array", "items": {"type": "string"}}
          }
        },
        "gazetteer": {
          "description": "A row of `.place NAME`.",
          "type": "object", "additionalProperties": false,
          "required": ["name", "kind", "in", "country", "population", "latitude", "longitude", "articles", "mentions"],
          "properties": {
            "name": {"type": "string"}, "kind": {"type": "string"}, "in": {"type": "array", "items": {"type": "string"}},
            "country": {"type": ["string", "null"]}, "population": {"type": ["integer", "null"]},
            "latitude": {"type": "number"}, "longitude": {"type": "number"}, "articles": {"type": "integer"},
            "mentions": {"type": "integer"}
          }
        },
        "opened": {
          "description": "The article that `.open N` shows.",
          "type": "object", "required": ["id", "path", "number", "title", "published", "outlet", "text"],
          "additionalProperties": false,
          "properties": {
            "id": {"$ref": "#/$defs/id"}, "path": {"type": "string"}, "number": {"type": "integer", "minimum": 1},
            "title": {"type": ["string", "null"]}, "outlet": {"type": ["string", "null"]}, "text": {"type": "string"},
            "published": {"anyOf": [{"$ref": "#/$defs/date"}, {"type": "null"}]}
          }
        },
        "stretch": {
          "description": "A row of `.open N --source`: bytes of the file, from 0, the end exclusive; lines from 1, null where the file is not as it was.",
          "type": "object", "required": ["path", "byte", "endByte", "line", "text"], "additionalProperties": false,
          "properties": {
            "path": {"type": "string"}, "byte": {"type": "integer", "minimum": 0}, "endByte": {"type": "integer", "minimum": 0},
            "line": {"type": ["integer", "null"], "minimum": 1}, "text": {"type": "string"}
          }
        },
        "rowChange": {
          "description": "A line of `dateline --watch FOLDER -c QUERY`: a row as the query shows it, and of a changed one what the columns that differ held before.",
          "type": "object", "required": ["change", "query", "row"], "additionalProperties": false,
          "properties": {
            "change": {"enum": ["new", "changed", "gone"]}, "query": {"type": "string"},
            "row": {"type": "object"}, "was": {"type": "object"}
          }
        },
        "step": {
          "description": "A row of `.explain QUERY`; `.explain analyze` has rows and milliseconds, too.",
          "type": "object", "required": ["step", "method", "estimated"], "additionalProperties": false,
          "properties": {
            "step": {"type": "string"}, "method": {"type": "string"}, "estimated": {"type": ["integer", "null"]},
            "rows": {"type": ["integer", "null"]}, "ms": {"type": ["number", "null"]}
          }
        },
        "setting": {
          "description": "A row of `.set`.",
          "type": "object", "required": ["name", "value"], "additionalProperties": false,
          "properties": {"name": {"type": "string"}, "value": {"type": "string"}}
        }
    """#
}
