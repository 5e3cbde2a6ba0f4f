// A file of SQLite, behind plain functions: its header stays out of Swift.

#ifndef CDATABASE_H
#define CDATABASE_H

#include <stdint.h>

typedef struct sqlite3 cdb;
typedef struct sqlite3_stmt cdb_statement;
typedef struct sqlite3_blob cdb_piece;

// CDB_FROZEN reads a file that nobody writes, where no file can be made beside it; its path is an address (`file:…`).
enum { CDB_READ = 0, CDB_WRITE = 1, CDB_CREATE = 2, CDB_FROZEN = 3 };
// What a failure is to a person.
enum cdb_fault {
  CDB_NONE, CDB_BUSY, CDB_FULL, CDB_READ_ONLY, CDB_DAMAGED, CDB_NO_DATABASE, CDB_CANNOT_OPEN, CDB_TOO_BIG, CDB_NO_MEMORY,
  CDB_OTHER
};

// Null without memory; else to be closed, also where it could not be opened, which its fault tells.
cdb *cdb_open(const char *path, int manner, int milliseconds);
void cdb_close(cdb *database);
enum cdb_fault cdb_fault(cdb *database);
// In English, until the next call.
const char *cdb_message(cdb *database);
// All statements of a text. 0 where one failed.
int cdb_run(cdb *database, const char *statements);
int64_t cdb_last_row(cdb *database);
int64_t cdb_changes(cdb *database);
// Whether a transaction is open.
int cdb_in_transaction(cdb *database);

// Null where the statement is none, or none for this file.
cdb_statement *cdb_prepare(cdb *database, const char *statement, int count);
void cdb_finish(cdb_statement *statement);
// 1 for a row, 0 for the end, -1 for a failure.
int cdb_step(cdb_statement *statement);
void cdb_reset(cdb_statement *statement);
// Values from 1; bytes are copied.
void cdb_bind_nothing(cdb_statement *statement, int place);
void cdb_bind_integer(cdb_statement *statement, int place, int64_t value);
void cdb_bind_number(cdb_statement *statement, int place, double value);
void cdb_bind_text(cdb_statement *statement, int place, const char *bytes, int count);
void cdb_bind_bytes(cdb_statement *statement, int place, const void *bytes, int64_t count);
// Columns from 0.
int cdb_is_nothing(cdb_statement *statement, int column);
int64_t cdb_integer(cdb_statement *statement, int column);
double cdb_number(cdb_statement *statement, int column);
// Bytes of a text or of bytes, until the next step.
const void *cdb_bytes(cdb_statement *statement, int column, int64_t *count);

// Bytes of a row, to be read without all of them in memory. Null where there are none.
cdb_piece *cdb_open_piece(cdb *database, const char *table, const char *column, int64_t row);
int64_t cdb_piece_count(cdb_piece *piece);
// 0 where they could not be read.
int cdb_read_piece(cdb_piece *piece, void *bytes, int count, int offset);
void cdb_close_piece(cdb_piece *piece);

#endif
