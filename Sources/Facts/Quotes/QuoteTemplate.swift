internal import English

/// What a feature of a candidate for a quotation looks at.
///
/// The numbers are part of the model file's format, which holds a fingerprint of the names.
package enum QuoteTemplate: UInt32, FeatureTemplate, Sendable {
  case bias = 1, size, headline, speaker, speakerLemma, speakerShown
  case cueInAnyForm = 9, cueAndPreposition, cue, preposition, cueTag, cueTagAndSpeaker, cueAndSpeaker
  case contentTag, cueAndContentTag, content, cueRelationAndSpeaker, cueAndSize, contentArc, firstWord
  case lastWord, insideMarks, markingAndSpeaker, mark, cueAndMark, prepositionAndContentTag
  case cuePrepositionAndSize, cueChild, cueAndParticle, cueAndObject, cueAndClause, cueAndComplement
  case upperAndRelation, cueAndSubject, distanceAndSpeaker, cueAndFirstWord, cueAndRelation
  case firstWordAndSpeaker, cueAndCueTag, contentSubject, cueAndMarking, told
  case sizeAndVerb = 50, openingAndSize, beforeAndVerb, beforeTagAndSize, closingAndSize, afterAndClosing
  case endsAndOpening, stretchesAndPart, closedAndSize, firstTagAndSize, capitalAndSize, firstRelation
  case edges, sizeAndOpening, verbAndEdges
  case attributedAndEdges = 68, plainAndPart, markedCueAndSide, distanceAndSide, distanceSideAndSize
  case markedCueAndSize, markedSpeakerAndSize, distanceAndBefore, distanceAndClosing, markedCueAndBefore
}
