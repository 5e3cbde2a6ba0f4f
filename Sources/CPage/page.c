#include "CPage.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>

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
  long offset = input == NULL ? 0 : input->cur - input->base;
  reading->events->text(reading->user, (const char *)bytes, count, offset);
}

long cpage_read(const char *bytes, int count, const struct cpage_events *events, void *user) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, count);
  if (parser == NULL) return count == 0 ? 0 : -1;
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
  return reading.unread;
}
