#pragma once

// Inflating, from memory to memory. zlib's functions for files are asked for by nobody.
#include <zlib.h>

// The initialisers are macros.
static inline int czlib_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
