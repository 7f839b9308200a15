/* floor DIRECTORY ROUNDS: what it costs at least to read every file of a directory. */
#include "files.h"

static long nothing(char *bytes, size_t count) {
  (void)bytes;
  return (long)count;
}

int main(int count, char **arguments) { return measure(count, arguments, nothing); }
