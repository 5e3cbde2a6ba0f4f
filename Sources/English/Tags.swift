/// Universal part-of-speech tags (universaldependencies.org/u/pos).
public enum UPOS: UInt8, Sendable, CaseIterable {
  case adj, adp, adv, aux, cconj, det, intj, noun, num, part, pron, propn, punct, sconj, sym, verb, x

  /// ADJ, ADP …
  public var name: String { Self.names[Int(rawValue)] }
  static let names = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X",
  ]
}

/// Penn Treebank tags as UD English uses them.
public enum XPOS: UInt8, Sendable, CaseIterable {
  case cc, cd, dt, ex, fw, `in`, jj, jjr, jjs, ls, md, nn, nns, nnp, nnps, pdt, pos, prp, prpPoss, rb, rbr,
    rbs, rp, sym, to, uh, vb, vbd, vbg, vbn, vbp, vbz, wdt, wp, wpPoss, wrb, add, afx, gw, hyph, nfp, xx,
    comma, period, colon, dollar, hash, openQuote, closeQuote, openBracket, closeBracket

  /// CC, CD … as treebank files write them.
  public var name: String { Self.names[Int(rawValue)] }
  static let names = [
    "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT",
    "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP",
    "VBZ", "WDT", "WP", "WP$", "WRB", "ADD", "AFX", "GW", "HYPH", "NFP", "XX", ",", ".", ":", "$", "#",
    "``", "''", "-LRB-", "-RRB-",
  ]
}

/// Dependency relations of UD English with the subtypes that facts need; other subtypes are stripped.
public enum Relation: UInt8, Sendable, CaseIterable {
  case none, root, acl, aclRelcl, advcl, advmod, amod, appos, aux, auxPass, caseMarker, cc, ccomp, compound,
    compoundPrt, conj, cop, csubj, dep, det, discourse, expl, fixed, flat, iobj, mark, nmod, nmodPoss, nsubj,
    nsubjPass, nummod, obj, obl, oblAgent, oblUnmarked, parataxis, punct, xcomp

  /// nsubj, acl:relcl …; "_" for no arc.
  public var name: String { Self.names[Int(rawValue)] }
  static let names = [
    "_", "root", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "dep", "det", "discourse", "expl", "fixed",
    "flat", "iobj", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent",
    "obl:unmarked", "parataxis", "punct", "xcomp",
  ]
}
