#ifndef CENGLISHDATA_H
#define CENGLISHDATA_H
#include <stddef.h>
#include <stdint.h>

/* Each returns the first byte of an embedded file (8-byte aligned) and stores its size. The bytes are
   mapped from the executable and read only when touched. A file that is not built yet has size 0. */
const uint8_t *dl_lexicon(size_t *size);
const uint8_t *dl_tagger(size_t *size);
const uint8_t *dl_parser(size_t *size);
const uint8_t *dl_events(size_t *size);
/* Word lists as text, from data/: abbreviations with how they behave, words of the tokeniser, words of
   sentences and lines. */
const uint8_t *dl_abbreviations(size_t *size);
const uint8_t *dl_tokens(size_t *size);
const uint8_t *dl_lines(size_t *size);
/* Irregular forms with their lemmas. */
const uint8_t *dl_lemmas(size_t *size);
#endif
