#include "CPage.h"
#include "thin.h"
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <string.h>

struct reading {
  const struct cpage_events *events;
  void *user;
  htmlParserCtxtPtr parser;
  const struct thin_page *page;
  // Cuts that stand before what is read.
  int cuts;
  // Bytes of the page that are behind when an event stops the reading; -1 before.
  long stopped;
};

// The byte of the page behind byte `end` of the thin one; `end` never falls from call to call.
static long place(struct reading *reading, long end) {
  const struct thin_page *page = reading->page;
  while (reading->cuts < page->cut_count && page->cuts[reading->cuts].at <= end) reading->cuts++;
  return end + (reading->cuts == 0 ? 0 : page->cuts[reading->cuts - 1].dropped);
}

static long behind(struct reading *reading) {
  xmlParserInputPtr input = reading->parser->input;
  return input == NULL ? 0 : place(reading, (long)input->consumed + (input->cur - input->base));
}

static void start(void *data, const xmlChar *name, const xmlChar **attributes) {
  struct reading *reading = data;
  if (!reading->events->start(reading->user, (const char *)name, (const char **)attributes)) return;
  reading->stopped = behind(reading);
  xmlStopParser(reading->parser);
}

static void end(void *data, const xmlChar *name) {
  struct reading *reading = data;
  reading->events->end(reading->user, (const char *)name);
}

static void text(void *data, const xmlChar *bytes, int count) {
  struct reading *reading = data;
  reading->events->text(reading->user, (const char *)bytes, count, behind(reading));
}

// libxml2 makes its locks when it is first used, which two threads at once must not: one of some hundred starts hung.
static pthread_once_t is_ready = PTHREAD_ONCE_INIT;

long cpage_read(const char *bytes, int count, const struct cpage_events *events, void *user) {
  if (count <= 0) return 0;
  pthread_once(&is_ready, xmlInitParser);
  struct thin_page page;
  if (!thin_make(&page, bytes, count)) return -1;
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(page.bytes, page.count);
  if (parser == NULL) {
    thin_free(&page);
    return -1;
  }
  htmlCtxtUseOptions(
    parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  struct reading reading = {events, user, parser, &page, 0, -1};
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
  thin_free(&page);
  return reading.stopped < 0 ? 0 : count - reading.stopped;
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
