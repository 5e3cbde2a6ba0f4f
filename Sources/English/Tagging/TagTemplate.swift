/// What a feature of the tagger looks at.
///
/// The numbers are part of the model file's format, which holds a fingerprint of the names.
package enum TagTemplate: UInt64, FeatureTemplate, Sendable {
  case bias = 0, word, low, suffix1, suffix2, suffix3, suffix4, prefix1, prefix2, prefix3, shape, lowBefore
  case lowAfter, lowSecondBefore, lowSecondAfter, suffix3Before, suffix3After, suffix2After, shapeBefore
  case shapeAfter, tagBefore, tagsBefore, tagAndLow, tagAndSuffix3, lowAndLowAfter, lowBeforeAndLow
  case tagAndLowAfter, shapeAndSuffix2, tagsAndLow, lowBeforeAndLowAfter, tagAndSuffix3After, cluster0
  case cluster1, cluster0Before, cluster0After, cluster1After, cluster1Before, cluster0AndTag
  case cluster0AndCluster0After, cluster0AndSuffix2, cluster0SecondAfter
}
