#ifndef CATLASDATA_H
#define CATLASDATA_H
#include <stddef.h>
#include <stdint.h>

/* Each returns the first byte of an embedded file (8-byte aligned) and stores its size. The bytes are
   mapped from the executable and read only when touched. A file that is not built yet has size 0. */
const uint8_t *dl_gazetteer(size_t *size);
/* Words for kinds of places, as text. */
const uint8_t *dl_place_kinds(size_t *size);
#endif
