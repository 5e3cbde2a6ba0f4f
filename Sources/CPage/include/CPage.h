// What begins and ends in a web page, told as it is read. libxml2 stays behind these: its headers are none of Swift's.

#ifndef CPAGE_H
#define CPAGE_H

struct cpage_events {
  // `attributes`: names and values in turn, ended by a null; a null where there are none. Not 0 stops the reading.
  int (*start)(void *user, const char *name, const char **attributes);
  void (*end)(void *user, const char *name);
  // `offset`: the byte of the page behind the text.
  void (*text)(void *user, const char *bytes, int count, long offset);
};

// Reads `count` bytes of UTF-8. The number of bytes that were not read, since an event stopped it; -1 without memory.
long cpage_read(const char *bytes, int count, const struct cpage_events *events, void *user);

// What `&name;` stands for in HTML and XML, the name without its signs; 0 where there is no such character.
unsigned cpage_entity(const char *name, int count);

#endif
