#ifndef CARTICLESDATA_H
#define CARTICLESDATA_H
#include <stddef.h>
#include <stdint.h>

/* The first byte of the embedded table of languages (8-byte aligned); stores its size. The bytes are mapped from the executable and
   read only when touched. A file that is not built yet has size 0. */
const uint8_t *dl_languages(size_t *size);
#endif
