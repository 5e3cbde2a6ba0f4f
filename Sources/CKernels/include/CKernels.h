#ifndef CKERNELS_H
#define CKERNELS_H
#include <stdint.h>

/* The inner loops of the tagger and of the dependency parser. Sums of products are exact integers and every float is computed
   lane by lane without fused operations, so results are the same at every level. */

/* The instructions that this machine has: 0 plain C or SSE2, 1 AVX2, 2 AVX-512 VNNI. What the kernels are given as
   `level` must not be above it. */
int32_t dl_kernel_level(void);

/* y[row][output] = scale[output] · Σ x[row][input] · w + bias[output] for 16 · tiles outputs. A row of x is 2 · pairs
   int16; w is [tile][pair][16 outputs][2 inputs]. */
void dl_affine(int32_t level, const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles,
               const float *scale, const float *bias, float *y);

/* The same of bytes, none of them -128: a row of x is 4 · quads int8, 1024 at most; w is [tile][quad][16 outputs][4 inputs]. */
void dl_affine_bytes(int32_t level, const int8_t *x, int32_t rows, int32_t quads, const int8_t *w, int32_t tiles,
                     const float *scale, const float *bias, float *y);

/* The sums of int16 alone: y[row][output] = Σ x[row][input] · w. */
void dl_sums(int32_t level, const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles, int32_t *y);

/* y[output] = scale[output] · (a[output] + b[output]) + bias[output]; count is a multiple of 8. */
void dl_scale(int32_t level, const int32_t *a, const int32_t *b, int32_t count, const float *scale, const float *bias,
              float *y);

/* out[column] = the nearest int16 to row[column] · scale. */
void dl_widen(const int8_t *row, int32_t count, float scale, int16_t *out);

/* A sequence of rows that an LSTM reads. */
typedef struct {
  int32_t first, count;
} dl_sequence;

/* One direction of an LSTM layer of `hidden` units, a multiple of 8 and 512 at most, over `count` sequences, the longest first.
   `gates` holds what the input adds to each gate, [hidden / 8][input, forget, cell, output][8], a row every
   `gate_stride` floats from `gate_offset` on; w is [hidden / 8][hidden / 4][4 · 8 outputs][4 inputs], no byte -128. The
   states of row r go to out[r · stride + offset …] as int8 of scale 2^7. `cell` has room for 4 · hidden floats. */
void dl_lstm(int32_t level, const float *gates, int32_t gate_offset, int32_t gate_stride, const dl_sequence *sequences,
             int32_t count, int32_t reverse, int32_t hidden, const int8_t *w, const float *scale, float *cell,
             int8_t *out, int32_t offset, int32_t stride);

/* y[y_offset + column] += a[a_offset + column] + b[column]; count is a multiple of 8. */
void dl_add(int32_t level, const float *a, int32_t a_offset, const float *b, int32_t count, float *y, int32_t y_offset);

/* The first `count` of each row's `stride` numbers, but 0 for the negative ones; `count` is a multiple of 8. */
void dl_rectify(int32_t level, float *x, int32_t rows, int32_t stride, int32_t count);

/* y[row][output] = bias[output] + Σ x[row · stride + offset + input] · w[input][output]; outputs is a multiple of 8. */
void dl_product(int32_t level, const float *x, int32_t offset, int32_t stride, int32_t rows, int32_t inputs, const float *w,
                int32_t outputs, const float *bias, float *y);

/* turned[column][row] = x[row · stride + offset + column] for at most 1024 columns, 0 for rows from `rows` to `padded`,
   a multiple of 8; sums[row] = Σ turned[column][row] · weights[column]. */
void dl_turn(int32_t level, const float *x, int32_t offset, int32_t stride, int32_t rows, int32_t columns,
             const float *weights, int32_t padded, float *turned, float *sums);

/* For each row but the first: adds distance[reach + head − row] to the scores of its heads, excludes the row itself,
   makes the scores log probabilities and notes the best head. `width`, a multiple of 8, is at least `rows`;
   `distance` has room for reach + width numbers, `reach` at least rows. */
void dl_choose(int32_t level, float *scores, int32_t width, int32_t rows, const float *distance, int32_t reach,
               int32_t *heads);

/* For each row but the first: y[row][column] = max(0, x[heads + head[row] · stride + column] +
   x[dependents + row · stride + column]); `columns` is a multiple of 8. */
void dl_join(int32_t level, const float *x, int32_t heads, int32_t dependents, int32_t stride, int32_t rows,
             int32_t columns, const int32_t *head, float *y);

/* For each row but the first: the place of the highest of its `width` scores but the first, which is overwritten. */
void dl_best_labels(int32_t level, float *scores, int32_t width, int32_t rows, uint8_t *labels);

/* The place of the highest left[i] + right[i], i < count, the first of equals; `top` is the sum. Both may be read to
   the next multiple of 8. */
int32_t dl_best_split(int32_t level, const float *left, int32_t left_offset, const float *right, int32_t right_offset,
                      int32_t count, float *top);

/* sums[offset + class] = Σ table[place + class] over the places for 128 classes. Each place has 128 bytes after it.
   Sums wrap in 16 bits. */
void dl_row_sums(int32_t level, const int8_t *table, const uint32_t *places, int32_t count, int16_t *sums, int32_t offset);

/* The class, of at most 128, with the highest sum of table[place + class] over the places and of the sums at a, b and
   c, the first of equals. */
int32_t dl_best_row(int32_t level, const int8_t *table, const uint32_t *places, int32_t count, const int16_t *sums,
                    int32_t a, int32_t b, int32_t c, int32_t classes);
#endif
