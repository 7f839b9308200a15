#include <gcrypt.h>

/* gcry_control is variadic, which Swift cannot call. Returns 0, or -1 when the library is too old. */
static inline int insiderd_gcrypt_start(void) {
  if (!gcry_check_version(GCRYPT_VERSION)) return -1;
  gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
  gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
  return 0;
}

static inline void insiderd_sha256(const void *bytes, size_t count, unsigned char digest[32]) {
  gcry_md_hash_buffer(GCRY_MD_SHA256, digest, bytes, count);
}

/* Returns 0, or libgcrypt's error code: in FIPS mode it refuses short keys. */
static inline unsigned insiderd_hmac_sha256(const void *key, size_t key_count, const void *message,
                                            size_t message_count, unsigned char digest[32]) {
  gcry_buffer_t parts[2] = {
      {.size = key_count, .len = key_count, .data = (void *)key},
      {.size = message_count, .len = message_count, .data = (void *)message},
  };
  return gcry_md_hash_buffers(GCRY_MD_SHA256, GCRY_MD_FLAG_HMAC, digest, parts, 2);
}
