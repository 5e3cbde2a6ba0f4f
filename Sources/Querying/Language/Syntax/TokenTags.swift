internal import English

extension TokenAttribute {
  /// In a few words what it is.
  var help: String {
    switch self {
    case .word: "the token as it is written"
    case .lemma: "its base form, in small letters: meet for met"
    case .tag: "its Penn tag: VBD, NNP"
    case .upos: "its universal part of speech: VERB, PROPN"
    }
  }

  /// The tags that it may have, each with what it stands for; none where it is no tag.
  var tags: [(name: String, help: String)] {
    switch self {
    case .word, .lemma: []
    case .tag: XPOS.allCases.map { ($0.name, Self.meanings[$0.name] ?? "") }
    case .upos: UPOS.allCases.map { ($0.name, Self.meanings[$0.name] ?? "") }
    }
  }

  private static let meanings: [String: String] = [
    "CC": "coordinating conjunction: and", "CD": "number", "DT": "determiner: the",
    "EX": "there, as in there is",
    "FW": "foreign word", "IN": "preposition or subordinating conjunction: in, that", "JJ": "adjective",
    "JJR": "adjective, comparative", "JJS": "adjective, superlative", "LS": "mark of a list's item",
    "MD": "modal verb: will, may", "NN": "noun, singular", "NNS": "noun, plural", "NNP": "name, singular",
    "NNPS": "name, plural", "PDT": "before a determiner: all the", "POS": "'s of a possessor",
    "PRP": "personal pronoun: he", "PRP$": "possessive pronoun: his", "RB": "adverb",
    "RBR": "adverb, comparative",
    "RBS": "adverb, superlative", "RP": "particle: take off", "SYM": "sign", "TO": "to before a verb",
    "UH": "interjection", "VB": "verb, base form", "VBD": "verb, past", "VBG": "verb in -ing",
    "VBN": "verb, past participle", "VBP": "verb, present: they meet", "VBZ": "verb, present: she meets",
    "WDT": "which, that", "WP": "who, what", "WP$": "whose", "WRB": "where, when, how", "ADD": "address",
    "AFX": "prefix apart", "GW": "part of a broken word", "HYPH": "hyphen", "NFP": "ornament",
    "XX": "not to be read",
    ",": "comma", ".": "end of a sentence", ":": "colon, dash", "$": "sign of a currency", "#": "number sign",
    "``": "opening quote", "''": "closing quote", "-LRB-": "opening bracket", "-RRB-": "closing bracket",
    "ADJ": "adjective", "ADP": "preposition", "ADV": "adverb", "AUX": "auxiliary verb",
    "CCONJ": "coordinating conjunction", "DET": "determiner", "INTJ": "interjection", "NOUN": "noun",
    "NUM": "number", "PART": "particle: not, 's", "PRON": "pronoun", "PROPN": "name", "PUNCT": "punctuation",
    "SCONJ": "subordinating conjunction", "VERB": "verb", "X": "other",
  ]
}
