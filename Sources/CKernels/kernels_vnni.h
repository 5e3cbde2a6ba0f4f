/* The two integer kernels in vectors of 512 bits with dot products of int16 pairs (AVX-512 VNNI): the same sums,
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

WIDE INLINE void affine_rows_vnni(const int16_t *x, int rows, int32_t pairs, const int16_t *w, const float *scale,
                                  const float *bias, float *y, int32_t outputs) {
  wide_ints sum[8];
  sum_rows_vnni(x, rows, pairs, w, sum);
  for (int row = 0; row < rows; row++)
    *(wide_floats *)(y + (long)row * outputs) =
        __builtin_convertvector(sum[row], wide_floats) * *(const wide_floats *)scale + *(const wide_floats *)bias;
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

/* Where the next step of one sequence reads and writes. */
typedef struct {
  const int16_t *before;
  const float *gate;
  float *cell;
  int16_t *state;
} lstm_place;

/* One step of `count` sequences for `blocks` times 8 units from `unit` on; a weight is loaded once for all sequences. */
WIDE INLINE void lstm_block_vnni(const lstm_place *places, int count, int blocks, int32_t unit, int32_t hidden,
                                 const int16_t *w, const float *scale) {
  wide_ints sum[4][4];
  for (int part = 0; part < 2 * blocks; part++)
    for (int place = 0; place < count; place++) sum[place][part] = (wide_ints){0};
  if (places[0].before)
    for (int32_t input = 0; input < hidden; input += 2)
      for (int part = 0; part < 2 * blocks; part++)
        for (int place = 0; place < count; place++)
          sum[place][part] = dot(sum[place][part],
                                 w + (long)(unit + 8 * (part / 2)) * 4 * hidden + 32 * input + 32 * (part & 1),
                                 places[place].before + input);
  for (int block = 0; block < blocks; block++)
    for (int place = 0; place < count; place++) {
      ints sums[4];
      int32_t first = unit + 8 * block;
      __builtin_memcpy(sums, sum[place] + 2 * block, sizeof sums);
      lstm_units_avx2(sums, places[place].gate + 4 * first, scale + 4 * first, places[place].cell + first,
                      places[place].state + first);
    }
}

WIDE static void lstm_group_vnni(const float *gates, int32_t gate_stride, const dl_sequence *sequences, int32_t count,
                                 int32_t reverse, int32_t hidden, const int16_t *w, const float *scale, float *cell,
                                 int16_t *out, int32_t stride) {
  lstm_place places[4];
  for (int32_t unit = 0; unit < count * hidden; unit++) cell[unit] = 0;
  for (int32_t step = 0; step < sequences[0].count; step++) {
    while (sequences[count - 1].count <= step) count--;
    for (int32_t place = 0; place < count; place++) {
      long row = sequences[place].first + (reverse ? sequences[place].count - 1 - step : step);
      int16_t *state = out + row * stride;
      places[place] = (lstm_place){step == 0 ? 0 : reverse ? state + stride : state - stride,
                                   gates + row * gate_stride, cell + place * hidden, state};
    }
    int32_t unit = 0;
#define BLOCK(count, blocks)                         \
  for (; unit + 8 * blocks <= hidden; unit += 8 * blocks) \
  lstm_block_vnni(places, count, blocks, unit, hidden, w, scale)
    switch (count) {
    case 4: BLOCK(4, 1); break;
    case 3: BLOCK(3, 1); break;
    case 2: BLOCK(2, 2); BLOCK(2, 1); break;
    default: BLOCK(1, 2); BLOCK(1, 1); break;
    }
#undef BLOCK
  }
}

WIDE static void lstm_vnni(const float *gates, int32_t gate_stride, const dl_sequence *sequences, int32_t count,
                           int32_t reverse, int32_t hidden, const int16_t *w, const float *scale, float *cell,
                           int16_t *out, int32_t stride) {
  for (int32_t first = 0; first < count; first += 4)
    lstm_group_vnni(gates, gate_stride, sequences + first, count - first < 4 ? count - first : 4, reverse, hidden, w,
                    scale, cell, out, stride);
}
