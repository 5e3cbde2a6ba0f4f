/* What the parser does with its scores, in vectors of 8 floats: kernels.c includes this after each kernels_body.h.
   Rows are padded to a multiple of 8. */

/* e^x for x <= 0, with a relative error under 0.0001: 2^n by the exponent's bits, the rest by a polynomial. */
TARGET INLINE floats KERNEL(exponential)(floats x) {
  const floats least = {-80, -80, -80, -80, -80, -80, -80, -80};
  floats power = __builtin_elementwise_max(x, least) * 1.442695f;
  ints whole = __builtin_convertvector(power, ints);
  whole += __builtin_convertvector(whole, floats) > power;
  floats rest = power - __builtin_convertvector(whole, floats);
  floats fraction =
      1.0f + rest * (0.693147f + rest * (0.240227f + rest * (0.055504f + rest * (0.009618f + rest * 0.001333f))));
  return (floats)((whole + 127) << 23) * fraction;
}

TARGET INLINE float KERNEL(top)(const float *x, int32_t count) {
  floats top = *(const floats *)x;
  for (int32_t column = 8; column < count; column += 8)
    top = __builtin_elementwise_max(top, *(const floats *)(x + column));
  float best = top[0];
  for (int lane = 1; lane < 8; lane++) best = top[lane] > best ? top[lane] : best;
  return best;
}

TARGET INLINE int32_t KERNEL(place)(const float *x, int32_t count, float value) {
  int32_t place = 0;
  while (place < count - 1 && x[place] != value) place++;
  return place;
}

TARGET static void KERNEL(turn)(const float *x, int32_t stride, int32_t rows, int32_t columns, const float *weights,
                                int32_t padded, float *turned, float *sums) {
  static const float nothing[1024];
  for (int32_t row = 0; row < padded; row += 8) {
    const float *from[8];
    for (int lane = 0; lane < 8; lane++) from[lane] = row + lane < rows ? x + (long)(row + lane) * stride : nothing;
    floats sum = {0};
    for (int32_t column = 0; column < columns; column++) {
      floats value = {from[0][column], from[1][column], from[2][column], from[3][column],
                      from[4][column], from[5][column], from[6][column], from[7][column]};
      *(floats *)(turned + (long)column * padded + row) = value;
      sum += value * weights[column];
    }
    *(floats *)(sums + row) = sum;
  }
}

TARGET static void KERNEL(choose)(float *scores, int32_t width, int32_t rows, const float *distance, int32_t *heads) {
  for (int32_t row = 1; row < rows; row++) {
    float *score = scores + (long)row * width;
    for (int32_t head = 0; head < width; head += 8)
      *(floats *)(score + head) += *(const floats *)(distance + head - row);
    score[row] = -1e9f;
    for (int32_t head = rows; head < width; head++) score[head] = -1e9f;
    float top = KERNEL(top)(score, width);
    heads[row] = KERNEL(place)(score, rows, top);
    floats sum = {0};
    for (int32_t head = 0; head < width; head += 8) sum += KERNEL(exponential)(*(floats *)(score + head) - top);
    float logarithm =
        top + natural_logarithm(((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7])));
    for (int32_t head = 0; head < width; head += 8) *(floats *)(score + head) -= logarithm;
  }
}

TARGET static void KERNEL(join)(const float *heads, const float *dependents, int32_t stride, int32_t rows,
                                int32_t columns, const int32_t *head, float *y) {
  for (int32_t row = 1; row < rows; row++)
    for (int32_t column = 0; column < columns; column += 8)
      *(floats *)(y + (long)row * columns + column) =
          __builtin_elementwise_max(*(const floats *)(heads + (long)head[row] * stride + column) +
                                        *(const floats *)(dependents + (long)row * stride + column),
                                    (floats){0});
}

TARGET static void KERNEL(best_labels)(float *scores, int32_t width, int32_t rows, uint8_t *labels) {
  for (int32_t row = 1; row < rows; row++) {
    float *score = scores + (long)row * width;
    score[0] = -1e9f;
    labels[row] = (uint8_t)KERNEL(place)(score, width, KERNEL(top)(score, width));
  }
}

TARGET static int32_t KERNEL(best_split)(const float *left, const float *right, int32_t count, float *top) {
  floats best = {-INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY, -INFINITY};
  const ints lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  ints place = lanes;
  for (int32_t at = 0; at < count; at += 8) {
    floats sum = *(const floats *)(left + at) + *(const floats *)(right + at);
    ints here = lanes + at;
    ints better = (sum > best) & (here < count);
    best = (floats)((better & (ints)sum) | (~better & (ints)best));
    place = (better & here) | (~better & place);
  }
  *top = best[0];
  int32_t first = place[0];
  for (int lane = 1; lane < 8; lane++)
    if (best[lane] > *top || (best[lane] == *top && place[lane] < first)) {
      *top = best[lane];
      first = place[lane];
    }
  return first;
}
