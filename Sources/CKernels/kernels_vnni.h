/* The integer kernels in vectors of 512 bits with dot products of pairs of int16 and of four bytes (AVX-512 VNNI): the same sums,
   so the same results. kernels.c includes this once, after the AVX2 body, whose other kernels serve here too. */

typedef int32_t wide_ints __attribute__((vector_size(64), aligned(4)));
typedef float wide_floats __attribute__((vector_size(64), aligned(4)));

#define WIDE __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")))

/* sum + the sums of the 16 neighbouring pairs of products of w with one pair x. */
WIDE INLINE wide_ints dot(wide_ints sum, const int16_t *w, const int16_t *x) {
  int32_t pair;
  __builtin_memcpy(&pair, x, 4);
  return (wide_ints)_mm512_dpwssd_epi32((__m512i)sum, _mm512_loadu_si512(w), _mm512_set1_epi32(pair));
}

WIDE INLINE void sum_rows_vnni(const int16_t *x, int rows, int32_t pairs, const int16_t *w, wide_ints *sum) {
  for (int row = 0; row < rows; row++) sum[row] = (wide_ints){0};
  for (int32_t pair = 0; pair < pairs; pair++)
    for (int row = 0; row < rows; row++)
      sum[row] = dot(sum[row], w + 32 * (long)pair, x + (long)row * 2 * pairs + 2 * pair);
}

/* Sixteen outputs of a linear map from their sums, for each row. */
WIDE INLINE void store_rows(const wide_ints *sum, int rows, const float *scale, const float *bias, float *y,
                            int32_t outputs) {
  for (int row = 0; row < rows; row++)
    *(wide_floats *)(y + (long)row * outputs) =
        __builtin_convertvector(sum[row], wide_floats) * *(const wide_floats *)scale + *(const wide_floats *)bias;
}

WIDE INLINE void affine_rows_vnni(const int16_t *x, int rows, int32_t pairs, const int16_t *w, const float *scale,
                                  const float *bias, float *y, int32_t outputs) {
  wide_ints sum[8];
  sum_rows_vnni(x, rows, pairs, w, sum);
  store_rows(sum, rows, scale, bias, y, outputs);
}

WIDE INLINE void raw_rows_vnni(const int16_t *x, int rows, int32_t pairs, const int16_t *w, int32_t *y,
                               int32_t outputs) {
  wide_ints sum[8];
  sum_rows_vnni(x, rows, pairs, w, sum);
  for (int row = 0; row < rows; row++) *(wide_ints *)(y + (long)row * outputs) = sum[row];
}

WIDE static void affine_vnni(const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles,
                             const float *scale, const float *bias, float *y) {
  for (int32_t tile = 0; tile < tiles; tile++) {
    int32_t row = 0;
#define STEP(count)                                                                                        \
  for (; row + count <= rows; row += count)                                                                \
  affine_rows_vnni(x + (long)row * 2 * pairs, count, pairs, w, scale, bias, y + (long)row * 16 * tiles,    \
                   16 * tiles)
    STEP(8);
    STEP(4);
    STEP(1);
#undef STEP
    w += 32 * (long)pairs;
    scale += 16;
    bias += 16;
    y += 16;
  }
}

WIDE static void sums_vnni(const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles, int32_t *y) {
  for (int32_t tile = 0; tile < tiles; tile++, w += 32 * (long)pairs, y += 16) {
    int32_t row = 0;
#define STEP(count)                         \
  for (; row + count <= rows; row += count) \
  raw_rows_vnni(x + (long)row * 2 * pairs, count, pairs, w, y + (long)row * 16 * tiles, 16 * tiles)
    STEP(8);
    STEP(4);
    STEP(1);
#undef STEP
  }
}

/* The same of bytes, four inputs at a time; x is unsigned. */
WIDE INLINE wide_ints dot_bytes(wide_ints sum, const int8_t *w, const uint8_t *x) {
  int32_t four;
  __builtin_memcpy(&four, x, 4);
  return (wide_ints)_mm512_dpbusd_epi32((__m512i)sum, _mm512_set1_epi32(four), _mm512_loadu_si512(w));
}

/* x + 128, which is unsigned: what that is too much the sums start from. */
WIDE INLINE void raise(const int8_t *x, int32_t count, uint8_t *raised) {
  for (int32_t place = 0; place < count; place++) raised[place] = (uint8_t)x[place] ^ 0x80;
}

/* The inputs of a layer at most, and the rows that are raised at a time. */
#define WIDEST 1024
#define RAISED 32

/* -128 times the weights of 16 outputs, which stand `step` bytes apart for every four inputs. */
WIDE INLINE wide_ints start_of(const int8_t *w, int32_t quads, int step) {
  wide_ints sum = {0};
  for (int32_t quad = 0; quad < quads; quad++)
    sum = (wide_ints)_mm512_dpbusd_epi32((__m512i)sum, _mm512_set1_epi32((int32_t)0x80808080u),
                                         _mm512_loadu_si512(w + (long)step * quad));
  return -sum;
}

WIDE INLINE void affine_byte_rows_vnni(const uint8_t *x, int rows, int32_t quads, const int8_t *w, wide_ints start,
                                       const float *scale, const float *bias, float *y, int32_t outputs) {
  wide_ints sum[8];
  for (int row = 0; row < rows; row++) sum[row] = start;
  for (int32_t quad = 0; quad < quads; quad++)
    for (int row = 0; row < rows; row++)
      sum[row] = dot_bytes(sum[row], w + 64 * (long)quad, x + (long)row * 4 * quads + 4 * quad);
  store_rows(sum, rows, scale, bias, y, outputs);
}

WIDE static void affine_raised(const uint8_t *x, int32_t rows, int32_t quads, const int8_t *w, int32_t tiles,
                               const float *scale, const float *bias, float *y) {
  for (int32_t tile = 0; tile < tiles; tile++) {
    wide_ints start = start_of(w, quads, 64);
    int32_t row = 0;
#define STEP(count)                                                                                             \
  for (; row + count <= rows; row += count)                                                                     \
  affine_byte_rows_vnni(x + (long)row * 4 * quads, count, quads, w, start, scale, bias,                         \
                        y + (long)row * 16 * tiles, 16 * tiles)
    STEP(8);
    STEP(4);
    STEP(1);
#undef STEP
    w += 64 * (long)quads;
    scale += 16;
    bias += 16;
    y += 16;
  }
}

WIDE static void affine_bytes_vnni(const int8_t *x, int32_t rows, int32_t quads, const int8_t *w, int32_t tiles,
                                   const float *scale, const float *bias, float *y) {
  uint8_t raised[RAISED * WIDEST];
  for (int32_t row = 0; row < rows; row += RAISED) {
    int32_t count = rows - row < RAISED ? rows - row : RAISED;
    raise(x + (long)row * 4 * quads, count * 4 * quads, raised);
    affine_raised(raised, count, quads, w, tiles, scale, bias, y + (long)row * 16 * tiles);
  }
}

/* One step of `count` sequences for `blocks` times 8 units from `unit` on; a weight is loaded once for all sequences. */
WIDE INLINE void lstm_block_vnni(const lstm_place *places, const uint8_t (*before)[WIDEST / 2], int count, int blocks,
                                 int32_t unit, int32_t hidden, const int8_t *w, const int32_t *start, const float *scale) {
  wide_ints sum[4][4];
  for (int part = 0; part < 2 * blocks; part++)
    for (int place = 0; place < count; place++)
      sum[place][part] = places[0].before ? *(const wide_ints *)(start + 4 * unit + 16 * part) : (wide_ints){0};
  if (places[0].before)
    for (int32_t input = 0; input < hidden; input += 4)
      for (int part = 0; part < 2 * blocks; part++)
        for (int place = 0; place < count; place++)
          sum[place][part] = dot_bytes(sum[place][part],
                                       w + (long)(unit + 8 * (part / 2)) * 4 * hidden + 32 * input + 64 * (part & 1),
                                       before[place] + input);
  for (int block = 0; block < blocks; block++)
    for (int place = 0; place < count; place++) {
      ints sums[4];
      int32_t first = unit + 8 * block;
      __builtin_memcpy(sums, sum[place] + 2 * block, sizeof sums);
      lstm_units_avx2(sums, places[place].gate + 4 * first, scale + 4 * first, places[place].cell + first,
                      places[place].state + first);
    }
}

WIDE INLINE void lstm_step_vnni(const lstm_place *places, int count, int32_t hidden, const int8_t *w, const int32_t *start,
                                const float *scale) {
  int32_t unit = 0;
  uint8_t before[4][WIDEST / 2];
  if (places[0].before)
    for (int place = 0; place < count; place++) raise(places[place].before, hidden, before[place]);
#define BLOCK(count, blocks)                              \
  for (; unit + 8 * blocks <= hidden; unit += 8 * blocks) \
  lstm_block_vnni(places, before, count, blocks, unit, hidden, w, start, scale)
  switch (count) {
  case 4: BLOCK(4, 1); break;
  case 3: BLOCK(3, 1); break;
  case 2: BLOCK(2, 2); BLOCK(2, 1); break;
  default: BLOCK(1, 2); BLOCK(1, 1); break;
  }
#undef BLOCK
}

WIDE INLINE void lstm_start_vnni(int32_t hidden, const int8_t *w, int32_t *start) {
  for (int32_t unit = 0; unit < hidden; unit += 8)
    for (int part = 0; part < 2; part++)
      *(wide_ints *)(start + 4 * unit + 16 * part) = start_of(w + (long)unit * 4 * hidden + 64 * part, hidden / 4, 128);
}

#define KERNEL(name) name##_vnni
#define TARGET WIDE
#define SIDE 4
#include "kernels_lstm.h"
#undef KERNEL
#undef TARGET
#undef SIDE
