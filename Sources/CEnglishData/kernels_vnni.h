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

WIDE INLINE void affine_rows_vnni(const int16_t *x, int rows, int32_t pairs, const int16_t *w, const float *scale,
                                  const float *bias, float *y, int32_t outputs) {
  wide_ints sum[8];
  for (int row = 0; row < rows; row++) sum[row] = (wide_ints){0};
  for (int32_t pair = 0; pair < pairs; pair++)
    for (int row = 0; row < rows; row++)
      sum[row] = dot(sum[row], w + 32 * (long)pair, x + (long)row * 2 * pairs + 2 * pair);
  for (int row = 0; row < rows; row++)
    *(wide_floats *)(y + (long)row * outputs) =
        __builtin_convertvector(sum[row], wide_floats) * *(const wide_floats *)scale + *(const wide_floats *)bias;
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

WIDE static void lstm_vnni(const float *gates, int32_t rows, int32_t reverse, int32_t hidden, const int16_t *w,
                           const float *scale, float *cell, int16_t *out, int32_t stride) {
  for (int32_t unit = 0; unit < hidden; unit++) cell[unit] = 0;
  const int16_t *before = 0;
  for (int32_t step = 0; step < rows; step++) {
    long row = reverse ? rows - 1 - step : step;
    int16_t *state = out + row * stride;
    /* Two blocks of 8 units at once, so that four sums are under way. */
    for (int32_t first = 0; first < hidden; first += 16) {
      int blocks = first + 8 < hidden ? 2 : 1;
      wide_ints sum[2][2] = {{{0}, {0}}, {{0}, {0}}};
      if (before) {
        const int16_t *weights = w + (long)first * 4 * hidden;
        long next = blocks == 2 ? 32 * (long)hidden : 0;
        for (int32_t input = 0; input < hidden; input += 2, weights += 64) {
          sum[0][0] = dot(sum[0][0], weights, before + input);
          sum[0][1] = dot(sum[0][1], weights + 32, before + input);
          sum[1][0] = dot(sum[1][0], weights + next, before + input);
          sum[1][1] = dot(sum[1][1], weights + next + 32, before + input);
        }
      }
      for (int block = 0; block < blocks; block++) {
        int32_t unit = first + 8 * block;
        ints sums[4];
        __builtin_memcpy(sums, sum[block], sizeof sums);
        lstm_units_avx2(sums, gates + row * 4 * hidden + 4 * unit, scale + 4 * unit, cell + unit, state + unit);
      }
    }
    before = state;
  }
}
