import Articles
import Atlas
import Facts
import Indexing
import Library
import TestSupport

@testable import Shell

/// An extractor of one sentence form, `A met B in PLACE.`, over the small world, so that transcripts do not
/// depend on what real extraction finds. Other lines are sentences without a fact.
enum TestPipeline {
  static let pipeline = pipeline(.standard, PlaceAliases())

  private static func pipeline(_ kinds: KindTable, _ aliases: PlaceAliases) -> Pipeline {
    var places = SmallWorld.knowledge
    places.named = { name in
      let alias = aliases.entries.last { Folding.name($0.name) == Folding.name(name) }
      return SmallWorld.knowledge.named(alias?.meaning ?? name)
    }
    var pipeline = Pipeline(
      kinds: kinds, places: places, ruleName: { "meet-\($0)" }, adapt: { Self.pipeline($0, $1) },
      extract: extract)
    pipeline.aliases = aliases
    return pipeline
  }

  /// An empty workspace of it.
  static var workspace: Workspace {
    Workspace(
      pipeline,
      view: Workspace.ReadingView(
        sentence: { "tokens: " + $0 },
        sentences: { article, texts in texts.map { "tokens: " + article.string($0) + "\n" }.joined() }))
  }

  static func extract(_ article: Article) -> Harvest {
    var harvest = Harvest(article: article)
    var start = Int(article.body.start)
    let end = Int(article.body.end)
    while start < end {
      let stop = article.text[start..<end].firstIndex(of: 10) ?? end
      defer { start = stop + 1 }
      guard stop > start else { continue }
      let sentence = TextRange(start..<stop)
      harvest.sentences.append(sentence)
      read(sentence, &harvest)
    }
    return harvest
  }

  private static func read(_ sentence: TextRange, _ harvest: inout Harvest) {
    let text = harvest.article.text
    func find(_ needle: String, from start: Int) -> Int? {
      let bytes = Array(needle.utf8)
      guard start + bytes.count <= Int(sentence.end) else { return nil }
      return (start...(Int(sentence.end) - bytes.count)).first { text[$0...].starts(with: bytes) }
    }
    guard let met = find(" met ", from: Int(sentence.start)), let inside = find(" in ", from: met + 5) else {
      return
    }
    let stop = find(".", from: inside) ?? Int(sentence.end)
    let names = [TextRange(Int(sentence.start)..<met), TextRange((met + 5)..<inside)]
    let placeRange = TextRange((inside + 4)..<stop)
    let place = SmallWorld.knowledge.named(harvest.article.string(placeRange)).first
    guard let role = KindTable.standard.role(named: "participant") else { return }
    var fact = Fact(
      kind: Kind(rawValue: 0),
      place: FactPlace(
        text: placeRange, place: place, point: place.flatMap(SmallWorld.point),
        country: place.flatMap(SmallWorld.country)),
      time: harvest.article.published.map {
        FactTime(text: TextRange(start: 0, end: 0), interval: $0, via: .publication)
      },
      mentions: [
        FactMention(
          sentence: sentence, trigger: TextRange((met + 1)..<(met + 4)), place: placeRange, rule: 1)
      ], confidence: 0.8)
    for range in names {
      let id = EntityID(rawValue: Int32(harvest.entities.count))
      harvest.entities.append(Entity(name: harvest.article.string(range), kind: .person))
      harvest.names.append(EntityMention(text: range, kind: .person, entity: id, confidence: 1))
      fact.roles.append(RoleFiller(role: role, entity: id))
      fact.fillers.append(FillerMention(mention: 0, text: range, role: role, entity: id))
    }
    harvest.facts.append(fact)
  }
}
