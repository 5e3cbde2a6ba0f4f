/* The kernels once more for one instruction set: kernels.c includes this with KERNEL, TARGET, ROWS and MADD set. */

/* Both inputs of a pair in every lane. */
TARGET INLINE shorts KERNEL(pair)(const int16_t *x) {
  int32_t both;
  __builtin_memcpy(&both, x, 4);
  return (shorts)(ints){both, both, both, both, both, both, both, both};
}

/* tanh x as a fraction: Lambert's continued fraction to the seventh term; the error stays under 0.0002. */
TARGET INLINE void KERNEL(tangent)(floats x, floats *above, floats *below) {
  const floats limit = {4.97f, 4.97f, 4.97f, 4.97f, 4.97f, 4.97f, 4.97f, 4.97f};
  x = __builtin_elementwise_max(__builtin_elementwise_min(x, limit), -limit);
  floats square = x * x;
  *above = x * (135135.0f + square * (17325.0f + square * (378.0f + square)));
  *below = 135135.0f + square * (62370.0f + square * (3150.0f + square * 28.0f));
}

/* The logistic function as a fraction, (1 + tanh x/2) / 2. */
TARGET INLINE void KERNEL(logistic)(floats x, floats *above, floats *below) {
  floats half;
  KERNEL(tangent)(0.5f * x, &half, below);
  *above = 0.5f * (*below + half);
}

TARGET INLINE void KERNEL(sum_rows)(const int16_t *x, int rows, int32_t pairs, const int16_t *w, ints (*sum)[2]) {
  for (int row = 0; row < rows; row++) sum[row][0] = sum[row][1] = (ints){0};
  for (int32_t pair = 0; pair < pairs; pair++) {
    shorts left = *(const shorts *)(w + 32 * (long)pair), right = *(const shorts *)(w + 32 * (long)pair + 16);
    for (int row = 0; row < rows; row++) {
      shorts both = KERNEL(pair)(x + (long)row * 2 * pairs + 2 * pair);
      sum[row][0] += MADD(left, both);
      sum[row][1] += MADD(right, both);
    }
  }
}

/* Eight outputs of a linear map from their sums. */
TARGET INLINE void KERNEL(store)(ints sum, const float *scale, const float *bias, float *y) {
  *(floats *)y = __builtin_convertvector(sum, floats) * *(const floats *)scale + *(const floats *)bias;
}

TARGET INLINE void KERNEL(affine_rows)(const int16_t *x, int rows, int32_t pairs, const int16_t *w,
                                       const float *scale, const float *bias, float *y, int32_t outputs) {
  ints sum[ROWS][2];
  KERNEL(sum_rows)(x, rows, pairs, w, sum);
  for (int row = 0; row < rows; row++)
    for (int half = 0; half < 2; half++)
      KERNEL(store)(sum[row][half], scale + 8 * half, bias + 8 * half, y + (long)row * outputs + 8 * half);
}

TARGET static void KERNEL(affine)(const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles,
                                  const float *scale, const float *bias, float *y) {
  for (int32_t tile = 0; tile < tiles; tile++) {
    int32_t row = 0;
    for (; row + ROWS <= rows; row += ROWS)
      KERNEL(affine_rows)(x + (long)row * 2 * pairs, ROWS, pairs, w, scale, bias, y + (long)row * 16 * tiles,
                          16 * tiles);
    for (; row < rows; row++)
      KERNEL(affine_rows)(x + (long)row * 2 * pairs, 1, pairs, w, scale, bias, y + (long)row * 16 * tiles,
                          16 * tiles);
    w += 32 * (long)pairs;
    scale += 16;
    bias += 16;
    y += 16;
  }
}

TARGET static void KERNEL(sums)(const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles,
                                int32_t *y) {
  for (int32_t tile = 0; tile < tiles; tile++, w += 32 * (long)pairs, y += 16)
    for (int32_t row = 0; row < rows; row++) {
      ints sum[1][2];
      KERNEL(sum_rows)(x + (long)row * 2 * pairs, 1, pairs, w, sum);
      __builtin_memcpy(y + (long)row * 16 * tiles, sum, sizeof sum);
    }
}

TARGET static void KERNEL(scale)(const int32_t *a, const int32_t *b, int32_t count, const float *scale,
                                 const float *bias, float *y) {
  for (int32_t output = 0; output < count; output += 8)
    KERNEL(store)(*(const ints *)(a + output) + *(const ints *)(b + output), scale + output, bias + output, y + output);
}

/* The next state of 8 units from their four gates (input, forget, candidate, output). */
TARGET INLINE void KERNEL(lstm_units)(const ints *sum, const float *gate, const float *scale, float *cell,
                                      int8_t *state) {
  floats value[4];
  for (int kind = 0; kind < 4; kind++)
    value[kind] = *(const floats *)(gate + 8 * kind) +
                  __builtin_convertvector(sum[kind], floats) * *(const floats *)(scale + 8 * kind);
  /* kept = forget · cell + input · candidate; shown = output · tanh(kept): fractions, so that two divisions do. */
  floats input, input_below, forget, forget_below, candidate, candidate_below, output, output_below;
  KERNEL(logistic)(value[0], &input, &input_below);
  KERNEL(logistic)(value[1], &forget, &forget_below);
  KERNEL(tangent)(value[2], &candidate, &candidate_below);
  KERNEL(logistic)(value[3], &output, &output_below);
  floats fresh_below = input_below * candidate_below;
  floats kept = (forget * *(floats *)cell * fresh_below + input * candidate * forget_below) / (forget_below * fresh_below);
  *(floats *)cell = kept;
  floats level, level_below;
  KERNEL(tangent)(kept, &level, &level_below);
  floats shown = output * level / (output_below * level_below);
  ints rounded = __builtin_convertvector(shown * 128.0f + 32768.5f, ints) - 32768;
  const ints most = {127, 127, 127, 127, 127, 127, 127, 127};
  rounded = __builtin_elementwise_max(__builtin_elementwise_min(rounded, most), -most);
  *(octet *)state = __builtin_convertvector(rounded, octet);
}

TARGET static void KERNEL(add)(const float *a, const float *b, int32_t count, float *y) {
  for (int32_t column = 0; column < count; column += 8)
    *(floats *)(y + column) += *(const floats *)(a + column) + *(const floats *)(b + column);
}

TARGET static void KERNEL(rectify)(float *x, int32_t rows, int32_t stride, int32_t count) {
  for (int32_t row = 0; row < rows; row++, x += stride)
    for (int32_t column = 0; column < count; column += 8)
      *(floats *)(x + column) = __builtin_elementwise_max(*(const floats *)(x + column), (floats){0});
}

TARGET INLINE void KERNEL(product_block)(const float *x, int32_t stride, int rows, int32_t inputs, const float *w,
                                         int32_t outputs, int vectors, const float *bias, float *y) {
  floats sum[4][5];
  for (int row = 0; row < rows; row++)
    for (int v = 0; v < vectors; v++) sum[row][v] = *(const floats *)(bias + 8 * v);
  for (int32_t input = 0; input < inputs; input++)
    for (int v = 0; v < vectors; v++) {
      floats weights = *(const floats *)(w + (long)input * outputs + 8 * v);
      for (int row = 0; row < rows; row++) sum[row][v] += x[(long)row * stride + input] * weights;
    }
  for (int row = 0; row < rows; row++)
    for (int v = 0; v < vectors; v++) *(floats *)(y + (long)row * outputs + 8 * v) = sum[row][v];
}

/* Blocks of 5 vectors of outputs at most and as many rows as there are registers for. */
TARGET static void KERNEL(product)(const float *x, int32_t stride, int32_t rows, int32_t inputs, const float *w,
                                   int32_t outputs, const float *bias, float *y) {
#define BLOCK(count, vectors)                                                                                \
  for (; row + count <= rows; row += count)                                                                  \
  KERNEL(product_block)(x + (long)row * stride, stride, count, inputs, w, outputs, vectors, bias,            \
                        y + (long)row * outputs)
  for (int32_t left = outputs / 8, wide; left > 0; left -= wide) {
    int32_t row = 0;
    wide = left <= 5 ? left : 4;
    switch (wide) {
    case 5: BLOCK(2, 5); BLOCK(1, 5); break;
    case 4: BLOCK(2, 4); BLOCK(1, 4); break;
    case 3: BLOCK(2, 3); BLOCK(1, 3); break;
    case 2: BLOCK(4, 2); BLOCK(1, 2); break;
    default: BLOCK(4, 1); BLOCK(1, 1); break;
    }
    w += 8 * wide;
    bias += 8 * wide;
    y += 8 * wide;
  }
#undef BLOCK
}

/* Adds the rows in two halves, so that the sums stay in registers. */
TARGET INLINE void KERNEL(add_rows)(const int8_t *table, const uint32_t *places, int32_t count, shorts *sum) {
  for (int32_t place = 0; place < count; place++) {
    const int8_t *row = table + places[place];
    for (int part = 0; part < 4; part++)
      sum[part] += __builtin_convertvector(*(const bytes *)(row + 16 * part), shorts);
  }
}

TARGET static void KERNEL(row_sums)(const int8_t *table, const uint32_t *places, int32_t count, int16_t *sums) {
  for (int32_t half = 0; half < 128; half += 64) {
    shorts sum[4] = {{0}, {0}, {0}, {0}};
    KERNEL(add_rows)(table + half, places, count, sum);
    __builtin_memcpy(sums + half, sum, sizeof sum);
  }
}

TARGET static int32_t KERNEL(best_row)(const int8_t *table, const uint32_t *places, int32_t count, const int16_t *a,
                                       const int16_t *b, const int16_t *c, int32_t classes) {
  int16_t sums[128];
  for (int32_t half = 0; half < classes; half += 64) {
    shorts sum[4];
    for (int part = 0; part < 4; part++)
      sum[part] = *(const shorts *)(a + half + 16 * part) + *(const shorts *)(b + half + 16 * part) +
                  *(const shorts *)(c + half + 16 * part);
    KERNEL(add_rows)(table + half, places, count, sum);
    __builtin_memcpy(sums + half, sum, sizeof sum);
  }
  for (int32_t class = classes; class < 128; class++) sums[class] = INT16_MIN;
  shorts top = *(const shorts *)sums;
  for (int32_t class = 16; class < classes; class += 16)
    top = __builtin_elementwise_max(top, *(const shorts *)(sums + class));
  int16_t highest = top[0];
  for (int lane = 1; lane < 16; lane++) highest = top[lane] > highest ? top[lane] : highest;
  int32_t best = 0;
  while (best < classes - 1 && sums[best] != highest) best++;
  return best;
}
