#ifndef CPROGRAM_H
#define CPROGRAM_H

/* What can come of running a program instead of bytes. */
enum { CPROGRAM_CANNOT_RUN = -1, CPROGRAM_FAILED = -2, CPROGRAM_TOO_SLOW = -3, CPROGRAM_TOO_LARGE = -4 };

/* Runs the program at `path` with these words (NULL behind the last), `count` bytes as its standard input, which is a file of its own,
   and nothing for what it says of errors. It is ended behind `seconds` of a processor, `memory` bytes, or `limit` bytes of
   output. Returns how many bytes it wrote, which stand at *output until they are freed, or one of the above. The functions
   are those of Linux, which Swift does not see. */
long cprogram_run(const char *path, char *const words[], const void *input, long count, unsigned long seconds,
                  unsigned long memory, long limit, unsigned char **output);

/* Pieces of memory from so many bytes on go back to the system as soon as they are freed, and what is free now goes back: GNU's
   library keeps what is smaller than the largest piece that was ever freed. For the whole process. */
void cprogram_return_memory(int bytes);

#endif
