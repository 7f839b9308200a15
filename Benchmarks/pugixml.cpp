/* pugixml DIRECTORY ROUNDS: pugixml's tree of each document, and nothing taken from it. */
#include "files.h"
#include <pugixml.hpp>

static long parse(char *bytes, size_t count) {
  pugi::xml_document document;
  return document.load_buffer(bytes, count) ? 1 : -1;
}

int main(int count, char **arguments) { return measure(count, arguments, parse); }
