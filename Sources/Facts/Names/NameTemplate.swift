internal import English

/// What a feature of the name tagger looks at: the word itself, those around it, its run of capitals, and other
/// places of the article where the word stands (`form`, `other`).
///
/// The numbers are part of the model file's format, which holds a fingerprint of the names.
package enum NameTemplate: UInt32, FeatureTemplate, Sendable {
  case bias = 1, folded, exact, capital, shape, prefix3, suffix2, suffix3, suffix4, cluster256AndCapital
  case cluster1024, cluster64AndCapital, place
  case foldedBefore = 20, cluster256Before, cluster1024Before, placeBefore
  case foldedAfter = 30, cluster256After, cluster1024After, placeAfter
  case foldedSecondBefore = 40, cluster64SecondBefore
  case foldedSecondAfter = 50, cluster64SecondAfter
  case foldedBeforeAndFolded = 60, foldedAndFoldedAfter, capitalBeforeAndCapital, capitalAndCapitalAfter
  case capitals, shapeBeforeAndShape, opensAndCapital, opensAndFolded, foldedBeforeAndCapital
  case foldedAfterAndCapital, cluster256BeforeAndCluster256, cluster256AndCluster256After, cluster64s
  case cluster1024AndCapitalBefore, cluster1024AndCapitalAfter, styleAndCapital, placeAndCapitals
  case runLeft = 80, runRight, runLast, runFirst, runPosition, runLastCluster256, runFirstCluster256
  case runSides, runLeftCluster1024, runRightCluster1024
  case formFlags = 100, formCount, acronym, formAlone, formLeft, formLeftCluster, formRight
  case formRightCluster, formRunLast, otherLeft, otherRight, otherLeftCluster, otherRightCluster
}
