/* Maps of bytes for one instruction set: kernels.c includes this after kernels_body.h, with `sum`, `quad`, `spread`, `dot` and
   `total` of the set. */

TARGET INLINE void KERNEL(affine_byte_rows)(const int8_t *x, int rows, int32_t quads, const int8_t *w, const float *scale,
                                            const float *bias, float *y, int32_t outputs) {
  KERNEL(sum) sum[ROWS][2];
  __builtin_memset(sum, 0, sizeof sum);
  for (int32_t quad = 0; quad < quads; quad++, w += 64)
    for (int row = 0; row < rows; row++) {
      KERNEL(quad) four = KERNEL(spread)(x + (long)row * 4 * quads + 4 * quad);
      KERNEL(dot)(&sum[row][0], w, four);
      KERNEL(dot)(&sum[row][1], w + 32, four);
    }
  for (int row = 0; row < rows; row++)
    for (int half = 0; half < 2; half++)
      KERNEL(store)(KERNEL(total)(sum[row][half]), scale + 8 * half, bias + 8 * half,
                    y + (long)row * outputs + 8 * half);
}

TARGET static void KERNEL(affine_bytes)(const int8_t *x, int32_t rows, int32_t quads, const int8_t *w, int32_t tiles,
                                        const float *scale, const float *bias, float *y) {
  for (int32_t tile = 0; tile < tiles; tile++) {
    int32_t row = 0;
#define STEP(count)                                                                                               \
  for (; row + count <= rows; row += count)                                                                       \
  KERNEL(affine_byte_rows)(x + (long)row * 4 * quads, count, quads, w, scale, bias, y + (long)row * 16 * tiles,   \
                           16 * tiles)
    STEP(ROWS);
    STEP(1);
#undef STEP
    w += 64 * (long)quads;
    scale += 16;
    bias += 16;
    y += 16;
  }
}

/* One step of `count` sequences for 8 units from `unit` on; a weight is loaded once for all sequences. */
TARGET INLINE void KERNEL(lstm_block)(const lstm_place *places, int count, int32_t unit, int32_t hidden, const int8_t *w,
                                      const int32_t *start, const float *scale) {
  (void)start;
  KERNEL(sum) sum[SIDE][4];
  __builtin_memset(sum, 0, sizeof sum);
  if (places[0].before) {
    const int8_t *weights = w + (long)unit * 4 * hidden;
    for (int32_t input = 0; input < hidden; input += 4, weights += 128)
      for (int place = 0; place < count; place++) {
        KERNEL(quad) four = KERNEL(spread)(places[place].before + input);
        for (int kind = 0; kind < 4; kind++) KERNEL(dot)(&sum[place][kind], weights + 32 * kind, four);
      }
  }
  for (int place = 0; place < count; place++) {
    ints sums[4];
    for (int kind = 0; kind < 4; kind++) sums[kind] = KERNEL(total)(sum[place][kind]);
    KERNEL(lstm_units)(sums, places[place].gate + 4 * unit, scale + 4 * unit, places[place].cell + unit,
                       places[place].state + unit);
  }
}

TARGET INLINE void KERNEL(lstm_step)(const lstm_place *places, int count, int32_t hidden, const int8_t *w,
                                     const int32_t *start, const float *scale) {
  for (int32_t unit = 0; unit < hidden; unit += 8)
    if (SIDE > 1 && count > 1)
      KERNEL(lstm_block)(places, SIDE, unit, hidden, w, start, scale);
    else
      KERNEL(lstm_block)(places, 1, unit, hidden, w, start, scale);
}

TARGET INLINE void KERNEL(lstm_start)(int32_t hidden, const int8_t *w, int32_t *start) {
  (void)hidden, (void)w, (void)start;
}
