/// What `near`, `in` and `within` mean of places, exactly.
extension LanguageHelp {
  /// `near PLACE`, `near PLACE within N km`.
  public static let near = HelpEntry(
    name: "near", form: "near PLACE [within N km]", summary: "at most so far from the place",
    example: #"meetings near "Poland" within 50 km"#,
    details: """
      The distance from where the fact took place to PLACE is at most N km, or mi; without
      `within` it is 100 km (`.set near` changes that).

      Where the fact took place is a point: that of its place in the gazetteer or, where the
      article describes it ("20 km north of Kharkiv", "southeastern Poland, close to the border"),
      the point described. A fact without a place is near nothing.

      A PLACE with an outline (countries, larger regions, seas, lakes, islands, deserts; areas as
      the outlines of their members) is 0 km away inside of it, else as far as the nearest point
      of the outline; a river is its line. A city, a district or a building is its point.

      Distances are great circles, by the haversine formula on a sphere of 6371.0088 km (the mean
      radius of WGS 84), at most 0.56 % off the ellipsoid. Outlines are Natural Earth's at 1 : 50
      million: holes, islands, the antimeridian and the poles count as they are; coasts and
      borders are good to a few kilometres.

      Of several places of a name the best known is meant, and a note says so. `.place "NAME"`
      lists them; "Paris, Texas" and "Georgia, US" say which, "Lviv region" says which kind.
      """,
    more: [
      .init(query: #"meetings near "Poland""#, meaning: "in Poland or up to 100 km from its border"),
      .init(query: #"attacks near "Kharkiv" within 30 km"#, meaning: "up to 30 km from the city's point"),
      .init(
        query: #"facts near "Black Sea" within 20 mi"#, meaning: "on the sea or up to 20 miles from its shore"
      ),
      .init(query: #"facts near "Paris, Texas""#, meaning: "not the one in France"),
    ])

  /// `in PLACE`.
  public static let inside = HelpEntry(
    name: "in", form: "in PLACE, in PERIOD", summary: "inside the place or the period",
    example: #"meetings in "Europe" in 2023"#,
    details: """
      Of a place: the fact's own place is PLACE or lies in it, by the chain of the gazetteer
      (city, district, region, country, continent), by the members of an area ("Balkans",
      "European Union"), or, for a desert, an island or a range, by its outline. How near it is
      plays no part: Lviv is near Poland, not in it.
      A fact whose place is known only as a country is in that country and whatever contains it;
      one known only as a point is in PLACE if the outline holds the point.
      Of a period: see `.help periods`.
      """,
    more: [
      .init(query: #"meetings in "Balkans""#, meaning: "in a country of the Balkans"),
      .init(query: #"meetings in "Lviv region""#, meaning: "in the region, not only in the city"),
      .init(query: #"meetings near "Poland" except meetings in "Poland""#, meaning: "just outside of Poland"),
    ])

  /// `within N km of PLACE`.
  public static let within = HelpEntry(
    name: "within", form: "within N km of PLACE", summary: "at most so far from the place",
    example: #"meetings within 50 km of "Kyiv""#,
    details: "The same as `near PLACE within N km`: see `.help near`. N is in km, m or mi.",
    more: [.init(query: #"facts within 5 mi of "Kremlin""#, meaning: "up to five miles from it")])
}
