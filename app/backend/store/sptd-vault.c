/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/store/sptd-vault.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/spt-error.h"
#include "base/spt-id.h"

G_STATIC_ASSERT (SPTD_VAULT_KEY_LENGTH == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (SPTD_VAULT_OVERHEAD
                 == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
                        + crypto_aead_xchacha20poly1305_ietf_ABYTES);

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

/**
 * sptd_vault_init:
 *
 * Makes libsodium ready; to be called before anything else here, from any thread, any number of
 * times.
 */
void
sptd_vault_init (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used on this machine");
}

static void
wipe_and_free (gpointer data)
{
  sodium_memzero (data, SPTD_VAULT_KEY_LENGTH);
  g_free (data);
}

static GBytes *
key_take (guint8 *key)
{
  return g_bytes_new_with_free_func (key, SPTD_VAULT_KEY_LENGTH, wipe_and_free, key);
}

/**
 * sptd_vault_key_new:
 *
 * Returns: (transfer full): a new random key, wiped when it is freed
 */
GBytes *
sptd_vault_key_new (void)
{
  guint8 *key = g_malloc (SPTD_VAULT_KEY_LENGTH);

  spt_random_bytes (key, SPTD_VAULT_KEY_LENGTH);
  return key_take (key);
}

static gboolean
set_file_error (const char *path, const char *what, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved), "%s: %s: %s", path, what,
               g_strerror (saved));
  return FALSE;
}

static GBytes *
key_read (const char *path, GError **error)
{
  guint8 *key = g_malloc (SPTD_VAULT_KEY_LENGTH);
  g_autoptr (GBytes) bytes = key_take (key);
  struct stat info;
  ssize_t got;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    {
      set_file_error (path, "cannot be opened", error);
      return NULL;
    }
  got = read (fd, key, SPTD_VAULT_KEY_LENGTH);
  if (fstat (fd, &info) != 0 || got != SPTD_VAULT_KEY_LENGTH
      || info.st_size != SPTD_VAULT_KEY_LENGTH)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is not a key of %d bytes", path,
                 SPTD_VAULT_KEY_LENGTH);
  else if ((info.st_mode & 077) != 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "%s can be read by others: its mode must be 0600", path);
  else
    {
      close (fd);
      return g_steal_pointer (&bytes);
    }
  close (fd);
  return NULL;
}

/* Writes a new key beside @path and links it there, so that no half-written key is ever found. */
static gboolean
key_make (const char *path, GError **error)
{
  g_autoptr (GBytes) key = sptd_vault_key_new ();
  g_autofree char *temporary = g_strconcat (path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean written;
  int fd;

  unlink (temporary);
  fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_file_error (temporary, "cannot be made", error);
  written = write (fd, g_bytes_get_data (key, NULL), SPTD_VAULT_KEY_LENGTH) == SPTD_VAULT_KEY_LENGTH
            && fsync (fd) == 0;
  if (!written)
    set_file_error (temporary, "cannot be written", error);
  close (fd);
  if (written && link (temporary, path) != 0 && errno != EEXIST)
    written = set_file_error (path, "cannot be made", error);
  unlink (temporary);
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
  return written;
}

/**
 * sptd_vault_key_from_file:
 * @path: the key's file; it is made, mode 0600, where it is not there
 * @error: %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the key
 */
GBytes *
sptd_vault_key_from_file (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !key_make (path, error))
    return NULL;
  return key_read (path, error);
}

/**
 * sptd_vault_seal:
 * @key: a key of %SPTD_VAULT_KEY_LENGTH bytes
 * @context: what the content belongs to; it opens with the same only
 * @data: (array length=length): the content
 * @length: its length in bytes
 *
 * Encrypts and authenticates by XChaCha20-Poly1305 with a random nonce, which stands in front.
 *
 * Returns: (transfer full): the sealed content, %SPTD_VAULT_OVERHEAD bytes longer
 */
GBytes *
sptd_vault_seal (GBytes *key, const char *context, gconstpointer data, gsize length)
{
  guint8 *sealed = g_malloc (length + SPTD_VAULT_OVERHEAD);
  unsigned long long written = 0;

  spt_random_bytes (sealed, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE, &written, data, length,
                                              (const guint8 *) context, strlen (context), NULL,
                                              sealed, g_bytes_get_data (key, NULL));
  return g_bytes_new_take (sealed, NONCE + (gsize) written);
}

/**
 * sptd_vault_open:
 * @key: the key that it was sealed under
 * @context: what it was sealed for
 * @sealed: what sptd_vault_seal() returned
 * @error: %SPT_ERROR_INTERNAL where it was changed, belongs elsewhere or is under another key
 *
 * Returns: (transfer full) (nullable): the content
 */
GBytes *
sptd_vault_open (GBytes *key, const char *context, GBytes *sealed, GError **error)
{
  gsize length = 0;
  const guint8 *data = sealed != NULL ? g_bytes_get_data (sealed, &length) : NULL;
  unsigned long long written = 0;
  guint8 *content;

  if (length < SPTD_VAULT_OVERHEAD)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_INTERNAL, "sealed content is too short");
      return NULL;
    }
  content = g_malloc (length - SPTD_VAULT_OVERHEAD + 1);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (content, &written, NULL, data + NONCE,
                                                  length - NONCE, (const guint8 *) context,
                                                  strlen (context), data,
                                                  g_bytes_get_data (key, NULL))
      != 0)
    {
      g_free (content);
      g_set_error (error, SPT_ERROR, SPT_ERROR_INTERNAL, "sealed content does not open");
      return NULL;
    }
  return g_bytes_new_take (content, (gsize) written);
}

/**
 * sptd_vault_digest:
 * @data: (array length=length): any bytes
 * @length: how many
 *
 * Returns: (transfer full): their BLAKE2b-256, hexadecimal
 */
char *
sptd_vault_digest (gconstpointer data, gsize length)
{
  guint8 digest[32];
  char *text = g_malloc (sizeof digest * 2 + 1);

  crypto_generichash (digest, sizeof digest, data, length, NULL, 0);
  return sodium_bin2hex (text, sizeof digest * 2 + 1, digest, sizeof digest);
}

/**
 * sptd_vault_hash_password:
 * @password: a password
 * @error: %SPT_ERROR_INTERNAL where there is no memory for it
 *
 * Hashes by argon2id with libsodium's interactive limits (64 MiB, some 50 ms): never on the main
 * thread of a server.
 *
 * Returns: (transfer full) (nullable): the hash with its salt and parameters
 */
char *
sptd_vault_hash_password (const char *password, GError **error)
{
  g_autofree char *hash = g_malloc0 (crypto_pwhash_STRBYTES);

  if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE)
      != 0)
    {
      g_set_error (error, SPT_ERROR, SPT_ERROR_INTERNAL, "no memory for hashing a password");
      return NULL;
    }
  return g_steal_pointer (&hash);
}

/**
 * sptd_vault_verify_password:
 * @hash: (nullable): what sptd_vault_hash_password() returned; %NULL for a user who does not exist
 * @password: what was typed
 *
 * The work is the same with and without a user, so that the time tells nothing.
 *
 * Returns: whether the password is the one
 */
gboolean
sptd_vault_verify_password (const char *hash, const char *password)
{
  static gsize once = 0;
  static char *decoy = NULL;

  if (hash != NULL)
    return crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
  if (g_once_init_enter (&once))
    {
      decoy = sptd_vault_hash_password ("no user has this password", NULL);
      g_once_init_leave (&once, 1);
    }
  if (decoy != NULL && crypto_pwhash_str_verify (decoy, password, strlen (password)) == 0)
    g_debug ("The decoy was guessed; it opens nothing");
  return FALSE;
}
