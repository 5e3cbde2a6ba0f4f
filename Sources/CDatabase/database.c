#include "CDatabase.h"
#include <sqlite3.h>
#include <stddef.h>

cdb *cdb_open(const char *path, int manner, int milliseconds) {
  static const int flags[] = {
    SQLITE_OPEN_READONLY, SQLITE_OPEN_READWRITE, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE,
    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI};
  sqlite3 *database = NULL;
  sqlite3_open_v2(path, &database, flags[manner] | SQLITE_OPEN_NOMUTEX, NULL);
  if (database == NULL) return NULL;
  sqlite3_extended_result_codes(database, 0);
  sqlite3_busy_timeout(database, milliseconds);
  // What a file of somebody else says of itself runs nothing.
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return database;
}

void cdb_close(cdb *database) { sqlite3_close_v2(database); }

enum cdb_fault cdb_fault(cdb *database) {
  switch (sqlite3_errcode(database) & 0xff) {
    case SQLITE_OK: case SQLITE_ROW: case SQLITE_DONE: return CDB_NONE;
    case SQLITE_BUSY: case SQLITE_LOCKED: return CDB_BUSY;
    case SQLITE_FULL: return CDB_FULL;
    case SQLITE_READONLY: case SQLITE_PERM: return CDB_READ_ONLY;
    case SQLITE_CORRUPT: return CDB_DAMAGED;
    case SQLITE_NOTADB: return CDB_NO_DATABASE;
    case SQLITE_CANTOPEN: return CDB_CANNOT_OPEN;
    case SQLITE_TOOBIG: return CDB_TOO_BIG;
    case SQLITE_NOMEM: return CDB_NO_MEMORY;
    default: return CDB_OTHER;
  }
}

const char *cdb_message(cdb *database) { return sqlite3_errmsg(database); }

int cdb_run(cdb *database, const char *statements) {
  return sqlite3_exec(database, statements, NULL, NULL, NULL) == SQLITE_OK;
}

int64_t cdb_last_row(cdb *database) { return sqlite3_last_insert_rowid(database); }
int64_t cdb_changes(cdb *database) { return sqlite3_changes64(database); }
int cdb_in_transaction(cdb *database) { return !sqlite3_get_autocommit(database); }

cdb_statement *cdb_prepare(cdb *database, const char *statement, int count) {
  sqlite3_stmt *prepared = NULL;
  sqlite3_prepare_v3(database, statement, count, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  return prepared;
}

void cdb_finish(cdb_statement *statement) { sqlite3_finalize(statement); }

int cdb_step(cdb_statement *statement) {
  int code = sqlite3_step(statement);
  return code == SQLITE_ROW ? 1 : code == SQLITE_DONE ? 0 : -1;
}

void cdb_reset(cdb_statement *statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
}

void cdb_bind_nothing(cdb_statement *statement, int place) { sqlite3_bind_null(statement, place); }
void cdb_bind_integer(cdb_statement *statement, int place, int64_t value) {
  sqlite3_bind_int64(statement, place, value);
}
void cdb_bind_number(cdb_statement *statement, int place, double value) {
  sqlite3_bind_double(statement, place, value);
}
void cdb_bind_text(cdb_statement *statement, int place, const char *bytes, int count) {
  sqlite3_bind_text(statement, place, bytes == NULL ? "" : bytes, count, SQLITE_TRANSIENT);
}
void cdb_bind_bytes(cdb_statement *statement, int place, const void *bytes, int64_t count) {
  sqlite3_bind_blob64(statement, place, bytes == NULL ? "" : bytes, (sqlite3_uint64)count, SQLITE_TRANSIENT);
}

int cdb_is_nothing(cdb_statement *statement, int column) {
  return sqlite3_column_type(statement, column) == SQLITE_NULL;
}
int64_t cdb_integer(cdb_statement *statement, int column) { return sqlite3_column_int64(statement, column); }
double cdb_number(cdb_statement *statement, int column) { return sqlite3_column_double(statement, column); }

const void *cdb_bytes(cdb_statement *statement, int column, int64_t *count) {
  const void *bytes = sqlite3_column_blob(statement, column);
  *count = sqlite3_column_bytes(statement, column);
  return bytes;
}

cdb_piece *cdb_open_piece(cdb *database, const char *table, const char *column, int64_t row) {
  sqlite3_blob *piece = NULL;
  if (sqlite3_blob_open(database, "main", table, column, row, 0, &piece) != SQLITE_OK) return NULL;
  return piece;
}
int64_t cdb_piece_count(cdb_piece *piece) { return sqlite3_blob_bytes(piece); }
int cdb_read_piece(cdb_piece *piece, void *bytes, int count, int offset) {
  return sqlite3_blob_read(piece, bytes, count, offset) == SQLITE_OK;
}
void cdb_close_piece(cdb_piece *piece) { sqlite3_blob_close(piece); }
