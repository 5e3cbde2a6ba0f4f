/* How a recurrent layer goes over its sequences, `SIDE` of them side by side, for one instruction set: kernels.c includes this
   behind the set's `lstm_step`. */

TARGET static void KERNEL(lstm_group)(const float *gates, int32_t gate_stride, const dl_sequence *sequences, int32_t count,
                                      int32_t reverse, int32_t hidden, const int8_t *w, const int32_t *start,
                                      const float *scale, float *cell, int8_t *out, int32_t stride) {
  lstm_place places[SIDE];
  for (int32_t unit = 0; unit < count * hidden; unit++) cell[unit] = 0;
  for (int32_t step = 0; step < sequences[0].count; step++) {
    while (sequences[count - 1].count <= step) count--;
    for (int32_t place = 0; place < count; place++) {
      long row = sequences[place].first + (reverse ? sequences[place].count - 1 - step : step);
      int8_t *state = out + row * stride;
      places[place] = (lstm_place){step == 0 ? 0 : reverse ? state + stride : state - stride,
                                   gates + row * gate_stride, cell + place * hidden, state};
    }
    KERNEL(lstm_step)(places, count, hidden, w, start, scale);
  }
}

TARGET static void KERNEL(lstm)(const float *gates, int32_t gate_stride, const dl_sequence *sequences, int32_t count,
                                int32_t reverse, int32_t hidden, const int8_t *w, const float *scale, float *cell,
                                int8_t *out, int32_t stride) {
  int32_t start[4 * 512];
  KERNEL(lstm_start)(hidden, w, start);
  for (int32_t first = 0; first < count; first += SIDE)
    KERNEL(lstm_group)(gates, gate_stride, sequences + first, count - first < SIDE ? count - first : SIDE, reverse, hidden,
                       w, start, scale, cell, out, stride);
}
