#include "CKernels.h"
#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma STDC FP_CONTRACT OFF
/* Vectors are passed between inlined functions only, so their calling convention does not matter. */
#pragma clang diagnostic ignored "-Wpsabi"

typedef float floats __attribute__((vector_size(32), aligned(4)));
typedef int32_t ints __attribute__((vector_size(32), aligned(4)));
typedef int16_t shorts __attribute__((vector_size(32), aligned(2)));
typedef int8_t bytes __attribute__((vector_size(16), aligned(1)));
typedef int8_t octet __attribute__((vector_size(8), aligned(1)));

#define INLINE static inline __attribute__((always_inline))

/* ln x for x >= 1, with an error under 0.0001: 2 artanh((m - 1) / (m + 1)) for the mantissa m. */
static float natural_logarithm(float x) {
  int32_t bits;
  __builtin_memcpy(&bits, &x, 4);
  int32_t fraction = (bits & 0x7fffff) | 0x3f800000;
  float mantissa;
  __builtin_memcpy(&mantissa, &fraction, 4);
  float part = (mantissa - 1) / (mantissa + 1), square = part * part;
  return (float)((bits >> 23) - 127) * 0.69314718f +
         2 * part * (1 + square * (1.0f / 3 + square * (1.0f / 5 + square * (1.0f / 7 + square / 9))));
}

/* Where the next step of one sequence reads and writes. */
typedef struct {
  const int8_t *before;
  const float *gate;
  float *cell;
  int8_t *state;
} lstm_place;

/* a and b of 16 int16 each: the sums of the 8 neighbouring pairs of products. */
#define KERNEL(name) name##_plain
#define TARGET
#define ROWS 2
#define MADD(a, b) madd_plain(a, b)
INLINE ints madd_plain(shorts a, shorts b) {
#if defined(__x86_64__)
  union { shorts s; __m128i v[2]; } x = {a}, y = {b};
  union { __m128i v[2]; ints i; } sum = {{_mm_madd_epi16(x.v[0], y.v[0]), _mm_madd_epi16(x.v[1], y.v[1])}};
  return sum.i;
#else
  ints sum;
  for (int lane = 0; lane < 8; lane++)
    sum[lane] = (int32_t)a[2 * lane] * b[2 * lane] + (int32_t)a[2 * lane + 1] * b[2 * lane + 1];
  return sum;
#endif
}

/* Of each of 8 outputs the sums over the first and over the last two of every four inputs. */
typedef struct { ints low, high; } sum_plain;
/* Four inputs, four times. */
typedef shorts quad_plain;

INLINE quad_plain spread_plain(const int8_t *x) {
  int16_t a = x[0], b = x[1], c = x[2], d = x[3];
  return (shorts){a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d};
}

INLINE void dot_plain(sum_plain *sum, const int8_t *w, quad_plain x) {
  sum->low += madd_plain(__builtin_convertvector(*(const bytes *)w, shorts), x);
  sum->high += madd_plain(__builtin_convertvector(*(const bytes *)(w + 16), shorts), x);
}

INLINE ints total_plain(sum_plain sum) {
  return __builtin_shufflevector(sum.low, sum.high, 0, 2, 4, 6, 8, 10, 12, 14) +
         __builtin_shufflevector(sum.low, sum.high, 1, 3, 5, 7, 9, 11, 13, 15);
}
#define SIDE 1
#include "kernels_body.h"
#include "kernels_arcs.h"
#include "kernels_bytes.h"
#include "kernels_lstm.h"
#undef KERNEL
#undef TARGET
#undef ROWS
#undef MADD
#undef SIDE

#if defined(__x86_64__)
#define KERNEL(name) name##_avx2
#define TARGET __attribute__((target("avx2")))
#define ROWS 4
#define MADD(a, b) ((ints)_mm256_madd_epi16((__m256i)(a), (__m256i)(b)))

typedef ints sum_avx2;
typedef struct { __m256i value, size; } quad_avx2;

TARGET INLINE quad_avx2 spread_avx2(const int8_t *x) {
  int32_t four;
  __builtin_memcpy(&four, x, 4);
  __m256i value = _mm256_set1_epi32(four);
  return (quad_avx2){value, _mm256_abs_epi8(value)};
}

/* The instruction multiplies unsigned by signed bytes, so the signs of x go to w. No byte is -128: two products and their sum
   fit into 16 bits. */
TARGET INLINE void dot_avx2(sum_avx2 *sum, const int8_t *w, quad_avx2 x) {
  __m256i pairs = _mm256_maddubs_epi16(x.size, _mm256_sign_epi8(_mm256_loadu_si256((const __m256i *)w), x.value));
  *sum += (ints)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

TARGET INLINE ints total_avx2(sum_avx2 sum) { return sum; }
#define SIDE 2
#include "kernels_body.h"
#include "kernels_arcs.h"
#include "kernels_bytes.h"
#include "kernels_lstm.h"
#undef KERNEL
#undef TARGET
#undef ROWS
#undef MADD
#undef SIDE
#include "kernels_vnni.h"
#define DISPATCH(call) \
  if (level >= 1) \
    call(_avx2); \
  else \
    call(_plain)
#define DISPATCH_WIDE(call) \
  if (level >= 2) \
    call(_vnni); \
  else \
    DISPATCH(call)
#else
#define DISPATCH(call) call(_plain)
#define DISPATCH_WIDE(call) call(_plain)
#endif

int32_t dl_kernel_level(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2")) return 0;
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") &&
                 __builtin_cpu_supports("avx512bw")
             ? 2
             : 1;
#else
  return 0;
#endif
}

void dl_affine(int32_t level, const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles,
               const float *scale, const float *bias, float *y) {
#define CALL(target) affine##target(x, rows, pairs, w, tiles, scale, bias, y)
  DISPATCH_WIDE(CALL);
#undef CALL
}

void dl_affine_bytes(int32_t level, const int8_t *x, int32_t rows, int32_t quads, const int8_t *w, int32_t tiles,
                     const float *scale, const float *bias, float *y) {
#define CALL(target) affine_bytes##target(x, rows, quads, w, tiles, scale, bias, y)
  DISPATCH_WIDE(CALL);
#undef CALL
}

void dl_sums(int32_t level, const int16_t *x, int32_t rows, int32_t pairs, const int16_t *w, int32_t tiles,
             int32_t *y) {
#define CALL(target) sums##target(x, rows, pairs, w, tiles, y)
  DISPATCH_WIDE(CALL);
#undef CALL
}

void dl_scale(int32_t level, const int32_t *a, const int32_t *b, int32_t count, const float *scale, const float *bias,
              float *y) {
#define CALL(target) scale##target(a, b, count, scale, bias, y)
  DISPATCH(CALL);
#undef CALL
}

void dl_widen(const int8_t *row, int32_t count, float scale, int16_t *out) {
  for (int32_t column = 0; column < count; column++) {
    float value = row[column] * scale;
    value = value > 32767 ? 32767 : value < -32767 ? -32767 : value;
    out[column] = (int16_t)((int32_t)(value + 32768.5f) - 32768);
  }
}

void dl_lstm(int32_t level, const float *gates, int32_t gate_offset, int32_t gate_stride, const dl_sequence *sequences,
             int32_t count, int32_t reverse, int32_t hidden, const int8_t *w, const float *scale, float *cell,
             int8_t *out, int32_t offset, int32_t stride) {
#define CALL(target) \
  lstm##target(gates + gate_offset, gate_stride, sequences, count, reverse, hidden, w, scale, cell, out + offset, stride)
  DISPATCH_WIDE(CALL);
#undef CALL
}

void dl_add(int32_t level, const float *a, int32_t a_offset, const float *b, int32_t count, float *y, int32_t y_offset) {
#define CALL(target) add##target(a + a_offset, b, count, y + y_offset)
  DISPATCH(CALL);
#undef CALL
}

void dl_rectify(int32_t level, float *x, int32_t rows, int32_t stride, int32_t count) {
#define CALL(target) rectify##target(x, rows, stride, count)
  DISPATCH(CALL);
#undef CALL
}

void dl_product(int32_t level, const float *x, int32_t offset, int32_t stride, int32_t rows, int32_t inputs, const float *w,
                int32_t outputs, const float *bias, float *y) {
#define CALL(target) product##target(x + offset, stride, rows, inputs, w, outputs, bias, y)
  DISPATCH(CALL);
#undef CALL
}

void dl_turn(int32_t level, const float *x, int32_t offset, int32_t stride, int32_t rows, int32_t columns,
             const float *weights, int32_t padded, float *turned, float *sums) {
#define CALL(target) turn##target(x + offset, stride, rows, columns, weights, padded, turned, sums)
  DISPATCH(CALL);
#undef CALL
}

void dl_choose(int32_t level, float *scores, int32_t width, int32_t rows, const float *distance, int32_t reach,
               int32_t *heads) {
#define CALL(target) choose##target(scores, width, rows, distance + reach, heads)
  DISPATCH(CALL);
#undef CALL
}

void dl_join(int32_t level, const float *x, int32_t heads, int32_t dependents, int32_t stride, int32_t rows,
             int32_t columns, const int32_t *head, float *y) {
#define CALL(target) join##target(x + heads, x + dependents, stride, rows, columns, head, y)
  DISPATCH(CALL);
#undef CALL
}

void dl_best_labels(int32_t level, float *scores, int32_t width, int32_t rows, uint8_t *labels) {
#define CALL(target) best_labels##target(scores, width, rows, labels)
  DISPATCH(CALL);
#undef CALL
}

int32_t dl_best_split(int32_t level, const float *left, int32_t left_offset, const float *right, int32_t right_offset,
                      int32_t count, float *top) {
  int32_t best;
#define CALL(target) best = best_split##target(left + left_offset, right + right_offset, count, top)
  DISPATCH(CALL);
#undef CALL
  return best;
}

void dl_row_sums(int32_t level, const int8_t *table, const uint32_t *places, int32_t count, int16_t *sums,
                 int32_t offset) {
#define CALL(target) row_sums##target(table, places, count, sums + offset)
  DISPATCH(CALL);
#undef CALL
}

int32_t dl_best_row(int32_t level, const int8_t *table, const uint32_t *places, int32_t count, const int16_t *sums,
                    int32_t a, int32_t b, int32_t c, int32_t classes) {
  int32_t best;
#define CALL(target) best = best_row##target(table, places, count, sums + a, sums + b, sums + c, classes)
  DISPATCH(CALL);
#undef CALL
  return best;
}
