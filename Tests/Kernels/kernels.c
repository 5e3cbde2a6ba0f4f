/* Runs every kernel at a level on the same pseudo-random numbers and prints a hash of what it makes, a line each. The sums of
   integers are checked against plain loops first. Usage: kernels LEVEL; exits with 2 where the machine lacks the level. */
#include "CKernels.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 42;

static uint32_t dice(void) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33);
}

/* From -1 to 1. */
static float fraction(void) { return (float)(int32_t)(dice() % 20001) / 10000.0f - 1; }

static void *room(size_t count, size_t size) {
  void *start = calloc(count + 64, size);
  if (!start) exit(1);
  return start;
}

static float *floats(int count, float scale) {
  float *numbers = room(count, sizeof(float));
  for (int place = 0; place < count; place++) numbers[place] = fraction() * scale;
  return numbers;
}

static int8_t *bytes(int count) {
  int8_t *numbers = room(count, 1);
  for (int place = 0; place < count; place++) numbers[place] = (int8_t)(dice() % 255 - 127);
  return numbers;
}

static int16_t *shorts(int count) {
  int16_t *numbers = room(count, 2);
  for (int place = 0; place < count; place++) numbers[place] = (int16_t)(dice() % 8191 - 4095);
  return numbers;
}

static void tell(const char *name, const void *bytes, size_t count) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t place = 0; place < count; place++) hash = (hash ^ ((const uint8_t *)bytes)[place]) * 0x100000001b3u;
  printf("%s %016llx\n", name, (unsigned long long)hash);
}

static void fail(const char *name, int row, int output) {
  fprintf(stderr, "%s: row %d, output %d is wrong\n", name, row, output);
  exit(1);
}

static void affine(int32_t level) {
  enum { rows = 45, width = 160, tiles = 5, outputs = 16 * tiles };
  float *scale = floats(outputs, 0.01f), *bias = floats(outputs, 1), *y = room(rows * outputs, sizeof(float));
  int8_t *x = bytes(rows * width), *w = bytes(outputs * width);
  /* The largest sums that there are. */
  memset(x, 127, width), memset(x + width, -127, width);
  memset(w, 127, 64), memset(w + 64, -127, 64);
  dl_affine_bytes(level, x, rows, width / 4, w, tiles, scale, bias, y);
  for (int row = 0; row < rows; row++)
    for (int output = 0; output < outputs; output++) {
      int32_t sum = 0;
      for (int input = 0; input < width; input++)
        sum += x[row * width + input] * w[output / 16 * 16 * width + input / 4 * 64 + output % 16 * 4 + input % 4];
      float expected = (float)sum * scale[output];
      if (y[row * outputs + output] != expected + bias[output]) fail("affine_bytes", row, output);
    }
  tell("affine_bytes", y, rows * outputs * sizeof(float));

  int16_t *wide = shorts(rows * width), *weights = shorts(outputs * width);
  int32_t *sums = room(rows * outputs, 4);
  dl_sums(level, wide, rows, width / 2, weights, tiles, sums);
  for (int row = 0; row < rows; row++)
    for (int output = 0; output < outputs; output++) {
      uint32_t sum = 0;
      for (int input = 0; input < width; input++)
        sum += (uint32_t)(wide[row * width + input] *
                          weights[output / 16 * 16 * width + input / 2 * 32 + output % 16 * 2 + input % 2]);
      if (sums[row * outputs + output] != (int32_t)sum) fail("sums", row, output);
    }
  tell("sums", sums, rows * outputs * 4);
  dl_affine(level, wide, rows, width / 2, weights, tiles, scale, bias, y);
  tell("affine", y, rows * outputs * sizeof(float));
  dl_scale(level, sums, sums + outputs, outputs, scale, bias, y);
  dl_add(level, bias, 0, scale, outputs, y, 0);
  tell("scale and add", y, outputs * sizeof(float));
}

static void lstm(int32_t level) {
  enum { hidden = 72, rows = 90 };
  const dl_sequence sequences[] = {{0, 31}, {31, 20}, {51, 20}, {71, 9}, {80, 9}, {89, 1}};
  float *gates = floats(rows * 8 * hidden, 3), *scale = floats(4 * hidden, 0.0005f), *cell = room(4 * hidden, sizeof(float));
  int8_t *w = bytes(4 * hidden * hidden), *out = room(rows * 2 * hidden, 1);
  for (int reverse = 0; reverse < 2; reverse++)
    dl_lstm(level, gates, reverse * 4 * hidden, 8 * hidden, sequences, 6, reverse, hidden, w, scale, cell, out,
            reverse * hidden, 2 * hidden);
  tell("lstm", out, rows * 2 * hidden);
}

static void arcs(int32_t level) {
  enum { rows = 29, width = 32, columns = 64, labels = 40, reach = 64 };
  float *x = floats(rows * 2 * columns, 1), *w = floats(columns * columns, 1), *bias = floats(columns, 1);
  float *y = room(rows * columns, sizeof(float)), *turned = room(columns * width, sizeof(float)), *sums = room(width, sizeof(float));
  dl_rectify(level, x, rows, 2 * columns, columns);
  dl_product(level, x, columns, 2 * columns, rows, columns, w, columns, bias, y);
  tell("product", y, rows * columns * sizeof(float));
  dl_turn(level, x, columns, 2 * columns, rows, columns, bias, width, turned, sums);
  tell("turn", turned, columns * width * sizeof(float)), tell("turned sums", sums, width * sizeof(float));
  float *scores = floats(rows * width, 9), *distance = floats(2 * reach + width, 2);
  int32_t heads[rows] = {0};
  dl_choose(level, scores, width, rows, distance, reach, heads);
  tell("choose", scores, rows * width * sizeof(float)), tell("heads", heads, sizeof heads);
  dl_join(level, x, 0, columns, 2 * columns, rows, columns, heads, y);
  tell("join", y + columns, (rows - 1) * columns * sizeof(float));
  float *of = floats(rows * labels, 5);
  uint8_t best[rows] = {0};
  dl_best_labels(level, of, labels, rows, best);
  tell("labels", best, rows);
  float top;
  int32_t split = dl_best_split(level, scores, width, scores, 2 * width, 27, &top);
  tell("split", &split, 4), tell("top", &top, 4);
}

static void tags(int32_t level) {
  enum { count = 60, size = 100000 };
  int8_t *table = bytes(size + 256), row[50];
  uint32_t places[count];
  for (int place = 0; place < count; place++) places[place] = dice() % size;
  int16_t sums[4 * 128] = {0}, widened[50];
  for (int part = 0; part < 3; part++) dl_row_sums(level, table, places + 10 * part, 10, sums, 128 * part);
  tell("row sums", sums, sizeof sums);
  int32_t best = dl_best_row(level, table, places + 30, 30, sums, 0, 128, 256, 49);
  tell("best row", &best, 4);
  memcpy(row, table, 50);
  dl_widen(row, 50, 333.3f, widened);
  tell("widen", widened, sizeof widened);
}

int main(int count, char **arguments) {
  int32_t level = count > 1 ? atoi(arguments[1]) : 0;
  if (level > dl_kernel_level()) return 2;
  affine(level);
  lstm(level);
  arcs(level);
  tags(level);
  return 0;
}
