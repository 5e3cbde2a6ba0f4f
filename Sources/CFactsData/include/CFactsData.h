#ifndef CFACTSDATA_H
#define CFACTSDATA_H
#include <stddef.h>
#include <stdint.h>

/* Each returns the first byte of an embedded file (8-byte aligned) and stores its size. The bytes are
   mapped from the executable and read only when touched. A file that is not built yet has size 0. */
const uint8_t *dl_names(size_t *size);
const uint8_t *dl_kinds(size_t *size);
const uint8_t *dl_quotes(size_t *size);
const uint8_t *dl_numbers(size_t *size);
const uint8_t *dl_words(size_t *size);
const uint8_t *dl_times(size_t *size);
const uint8_t *dl_place_words(size_t *size);
const uint8_t *dl_place_weights(size_t *size);
const uint8_t *dl_country_weights(size_t *size);
const uint8_t *dl_date_weights(size_t *size);
const uint8_t *dl_fact_place_weights(size_t *size);
#endif
