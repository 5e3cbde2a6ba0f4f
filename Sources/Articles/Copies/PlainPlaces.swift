/// Names of countries, of states of the large ones, and of regions in the news: what stands in brackets behind a town where
/// no agency does. Articles are read before anything is known of the map, so this is short; towns are not in it.
enum PlainPlaces {
  /// Whether a name is one of them, whatever its case and full stops. O(length).
  static func has(_ name: ArticleText.SubSequence) -> Bool {
    let folded = String(decoding: name.lazy.filter { $0 != UInt8(ascii: ".") }, as: UTF8.self).lowercased()
    return names.contains(folded[...])
  }

  private static let names = Set(
    list.split { $0 == "," || $0.isNewline }.map { $0.drop { $0 == " " } }.filter { !$0.isEmpty })

  private static let list = """
    abkhazia, afghanistan, africa, alabama, alaska, albania, alberta, algeria, america, andorra, angola, argentina,
    arizona, arkansas, armenia, asia, australia, austria, azerbaijan, bahamas, bahrain, bangladesh, barbados,
    bavaria, belarus, belgium, belize, benin, bhutan, bolivia, bosnia, bosnia and herzegovina, botswana, brazil,
    britain, british columbia, brunei, bulgaria, burkina faso, burma, burundi, california, cambodia, cameroon,
    canada, cape verde, catalonia, central african republic, chad, chechnya, chile, china, colombia, colorado,
    comoros, congo, connecticut, costa rica, crimea, croatia, cuba, cyprus, czech republic, czechia, delaware,
    denmark, djibouti, dominica, dominican republic, dr congo, east, east timor, ecuador, egypt, el salvador,
    england, equatorial guinea, eritrea, estonia, eswatini, ethiopia, eu, europe, fiji, finland, florida, france,
    gabon, gambia, gaza, georgia, germany, ghana, greece, greenland, grenada, guatemala, guinea, guinea-bissau,
    guyana, haiti, hawaii, honduras, hong kong, hungary, iceland, idaho, illinois, india, indiana, indonesia, iowa,
    iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, jordan, kansas, kashmir, kazakhstan, kentucky,
    kenya, kiribati, kosovo, kurdistan, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya,
    liechtenstein, lithuania, louisiana, luxembourg, macau, madagascar, maine, malawi, malaysia, maldives, mali,
    malta, manitoba, maryland, massachusetts, mauritania, mauritius, mexico, michigan, micronesia, minnesota,
    mississippi, missouri, moldova, monaco, mongolia, montana, montenegro, morocco, mozambique, myanmar, namibia,
    nauru, nebraska, nepal, netherlands, nevada, new hampshire, new jersey, new mexico, new south wales, new york,
    new zealand, nicaragua, niger, nigeria, north, north carolina, north dakota, north korea, north macedonia,
    northern ireland, norway, nova scotia, ohio, oklahoma, oman, ontario, oregon, pakistan, palau, palestine,
    panama, papua new guinea, paraguay, pennsylvania, peru, philippines, poland, portugal, puerto rico, qatar,
    quebec, queensland, rhode island, romania, russia, rwanda, samoa, san marino, saudi arabia, scotland, senegal,
    serbia, seychelles, sierra leone, singapore, slovakia, slovenia, solomon islands, somalia, south, south africa,
    south carolina, south dakota, south korea, south sudan, spain, sri lanka, sudan, suriname, sweden, switzerland,
    syria, taiwan, tajikistan, tanzania, tennessee, texas, thailand, tibet, togo, tonga, trinidad, tunisia, turkey,
    turkmenistan, tuvalu, türkiye, uae, uganda, uk, ukraine, un, united arab emirates, united kingdom,
    united states, uruguay, us, usa, utah, uzbekistan, vanuatu, vatican, venezuela, vermont, vietnam, virginia,
    wales, washington, west, west bank, west virginia, wisconsin, wyoming, xinjiang, yemen, zambia, zimbabwe
    """
}
