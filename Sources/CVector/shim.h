#pragma once

// Comparisons of 32 bytes at once, with a bit for each byte in the answer, that of the first byte lowest. The compiler
// makes a few vector instructions of each, on every processor; Swift's own vectors compare byte by byte, and have no
// name for the step from a vector to bits.
#include <stdbool.h>
#include <stdint.h>

typedef uint8_t cvector_bytes __attribute__((ext_vector_type(32)));
typedef bool cvector_bits __attribute__((ext_vector_type(32)));

#define CVECTOR_FUNCTION static inline __attribute__((always_inline)) uint32_t
#define CVECTOR_BITS(condition) __builtin_bit_cast(uint32_t, __builtin_convertvector((condition), cvector_bits))

// Where the two have the same byte.
CVECTOR_FUNCTION cvector_equal(cvector_bytes one, cvector_bytes other) { return CVECTOR_BITS(one == other); }

// Where `byte` stands.
CVECTOR_FUNCTION cvector_find(cvector_bytes bytes, uint8_t byte) { return CVECTOR_BITS(bytes == byte); }

// Where a letter stands, in either case; of other bytes that differ from it in the same bit it finds some, too.
CVECTOR_FUNCTION cvector_find_letter(cvector_bytes bytes, uint8_t small) { return CVECTOR_BITS((bytes | 0x20) == small); }

// Where a digit of ASCII stands.
CVECTOR_FUNCTION cvector_find_digits(cvector_bytes bytes) { return CVECTOR_BITS(bytes - '0' < 10); }

// Where something else than a space or a line feed stands.
CVECTOR_FUNCTION cvector_find_content(cvector_bytes bytes) { return ~CVECTOR_BITS((bytes == ' ') | (bytes == '\n')); }

// What needs a look in the middle of text: markup, a reference, `]]>`, a control character, a line's end.
CVECTOR_FUNCTION cvector_find_text_stops(cvector_bytes bytes) {
  return CVECTOR_BITS((bytes == '<') | (bytes == '&') | (bytes == ']') | (bytes < ' '));
}
