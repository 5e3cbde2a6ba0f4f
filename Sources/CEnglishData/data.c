#include "CEnglishData.h"

#define EMBED(name) \
  const uint8_t *dl_##name(size_t *size) { *size = sizeof name##_bytes - 1; return name##_bytes; }

/* The closing 0 keeps an empty file a valid array; it is not counted. */
_Alignas(64) static const uint8_t lexicon_bytes[] = {
#embed "lexicon.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t tagger_bytes[] = {
#embed "tagger.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t parser_bytes[] = {
#embed "parser.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t events_bytes[] = {
#embed "events.bin" suffix(,)
    0};
_Alignas(64) static const uint8_t abbreviations_bytes[] = {
#embed "data/abbreviations.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t tokens_bytes[] = {
#embed "data/tokens.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t lines_bytes[] = {
#embed "data/lines.txt" suffix(,)
    0};
_Alignas(64) static const uint8_t lemmas_bytes[] = {
#embed "data/lemmas.txt" suffix(,)
    0};

EMBED(lexicon)
EMBED(tagger)
EMBED(parser)
EMBED(events)
EMBED(abbreviations)
EMBED(tokens)
EMBED(lines)
EMBED(lemmas)
