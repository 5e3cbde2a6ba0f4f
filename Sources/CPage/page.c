#include "CPage.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include <strings.h>

struct reading {
  const struct cpage_events *events;
  void *user;
  htmlParserCtxtPtr parser;
  long unread;
};

static void start(void *data, const xmlChar *name, const xmlChar **attributes) {
  struct reading *reading = data;
  if (!reading->events->start(reading->user, (const char *)name, (const char **)attributes)) return;
  if (reading->parser->input != NULL) reading->unread = reading->parser->input->end - reading->parser->input->cur;
  xmlStopParser(reading->parser);
}

static void end(void *data, const xmlChar *name) {
  struct reading *reading = data;
  reading->events->end(reading->user, (const char *)name);
}

static void text(void *data, const xmlChar *bytes, int count) {
  struct reading *reading = data;
  xmlParserInputPtr input = reading->parser->input;
  long offset = input == NULL ? 0 : (long)input->consumed + (input->cur - input->base);
  reading->events->text(reading->user, (const char *)bytes, count, offset);
}

// libxml2 compares each attribute of an element with all before it. What stands before the first element that has more than so
// many is read; no page of a person has a tenth of them.
enum { ATTRIBUTES = 4000 };

// The byte at which `end` stands next, whatever its case; `count` where it does not.
static int behind(const char *bytes, int at, int count, const char *end) {
  int length = (int)strlen(end);
  while (at + length <= count) {
    const char *found = memchr(bytes + at, end[0], count - at - length + 1);
    if (found == NULL) return count;
    at = (int)(found - bytes);
    if (strncasecmp(found, end, length) == 0) return at + 1;
    at++;
  }
  return count;
}

// Bytes before the first element with too many attributes; `count` where there is none. Where a quotation mark stays open for
// 64 KiB, as in a script, the rest is counted as if there were none.
static int reasonable(const char *bytes, int count) {
  int at = 0;
  int quotes = 1;
  while (at < count) {
    const char *open = memchr(bytes + at, '<', count - at);
    if (open == NULL) return count;
    int start = (int)(open - bytes);
    if (start + 8 > count) return count;
    // Comments and scripts hold quotation marks that open nothing.
    if (memcmp(open, "<!--", 4) == 0) {
      at = behind(bytes, start + 4, count, "-->");
      continue;
    }
    const char *end = NULL;
    if (strncasecmp(open, "<script", 7) == 0) end = "</script";
    if (strncasecmp(open, "<style", 6) == 0) end = "</style";
    if (!((open[1] | 0x20) >= 'a' && (open[1] | 0x20) <= 'z')) {
      at = start + 1;
      continue;
    }
    int attributes = 0;
    char quote = 0;
    for (at = start + 1; at < count; at++) {
      char byte = bytes[at];
      if (quote != 0) {
        if (byte == quote) quote = 0;
        if (at - start < 1 << 16) continue;
        quotes = 0;
        at = start + 1;
        attributes = 0;
        quote = 0;
      } else if (byte == '>') {
        break;
      } else if (byte == '"' || byte == '\'') {
        if (quotes) quote = byte;
        attributes++;
      } else if (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '/') {
        attributes++;
      }
      if (attributes > ATTRIBUTES) return start;
    }
    if (end != NULL) at = behind(bytes, at, count, end);
  }
  return count;
}

long cpage_read(const char *bytes, int count, const struct cpage_events *events, void *user) {
  int read = reasonable(bytes, count);
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, read);
  if (parser == NULL) return read == 0 ? count : -1;
  htmlCtxtUseOptions(
    parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  struct reading reading = {events, user, parser, 0};
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = start;
  handler.endElement = end;
  handler.characters = text;
  handler.cdataBlock = text;
  handler.ignorableWhitespace = text;
  xmlSAXHandlerPtr before = parser->sax;
  parser->sax = &handler;
  parser->userData = &reading;
  htmlParseDocument(parser);
  parser->sax = before;
  htmlFreeParserCtxt(parser);
  return reading.unread + (count - read);
}

unsigned cpage_entity(const char *name, int count) {
  char word[12];
  if (count <= 0 || count >= (int)sizeof word) return 0;
  memcpy(word, name, count);
  word[count] = 0;
  // Of XML, and nearly all that there are: libxml2 looks through a list.
  static const struct { const char *name; unsigned value; } known[] = {
    {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};
  for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(word, known[i].name) == 0) return known[i].value;
  const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)word);
  return found == NULL ? 0 : found->value;
}
