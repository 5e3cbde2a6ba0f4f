import Atlas
import Indexing
import Testing

@Suite struct FoldingTests {
  /// A person's name and a place's fold alike, so that "Łódź" typed either way finds both.
  @Test(arguments: [
    "Łódź", "Săo Paulo", "Ærøskøbing", "Đà Nẵng", "IJsselĳ", "Țepeș", "Ǆ", "Ǉiljana", "Þingvellir",
    "Weißenſee",
    "Ǧ", "Ȧ", "Ấ", "Київ", "東京",
  ])
  func namesOfPeopleAndPlacesFoldAlike(_ name: String) {
    let place = String(decoding: NameFolder.fold(name.lowercased()), as: UTF8.self)
    #expect(Folding.name(name) == place)
  }
}
