/* SPDX-License-Identifier: EUPL-1.2 */
#include "backend/mail/sptd-texts.h"

#include <stdarg.h>

/* {1}, {2} … are what is put in. */
static const SptdTexts italian = {
  .language = "it",
  .booked_subject = "Appuntamento confermato: {1}, {2}",
  .cancelled_subject = "Appuntamento annullato: {1}, {2}",
  .greeting = "Gentile {1},",
  .booked = "il tuo appuntamento con lo sportello virtuale è confermato ({1}).",
  .cancelled = "il tuo appuntamento con lo sportello virtuale è stato annullato ({1}).",
  .when = "{1} {2} {3} {4}, ore {5}:{6}",
  .summary = "{1} – sportello virtuale ({2})",
  .service = "Servizio",
  .office = "Ufficio",
  .date = "Quando",
  .channel = "Come",
  .video = "videochiamata",
  .voice = "chiamata vocale",
  .code = "Codice",
  .prepare = "Che cosa preparare",
  .necessary = "necessario",
  .link = "Per aprire l'appuntamento nell'applicazione Sportello:",
  .check_in = "Accedi alla sala d'attesa dalle {1} alle {2}: il tuo posto in coda è riservato.",
  .code_hint = "In alternativa apri l'applicazione e inserisci il codice con questo indirizzo "
               "e-mail. Da lì puoi anche annullare l'appuntamento.",
  .cancelled_hint = "Se ne hai ancora bisogno, puoi prenotare un altro appuntamento o entrare "
                    "subito nella coda virtuale.",
  .automatic = "Questo messaggio è automatico: non rispondere.",
  .weekdays = { "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica" },
  .months = { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
              "settembre", "ottobre", "novembre", "dicembre" },
};

static const SptdTexts english = {
  .language = "en",
  .booked_subject = "Appointment confirmed: {1}, {2}",
  .cancelled_subject = "Appointment cancelled: {1}, {2}",
  .greeting = "Dear {1},",
  .booked = "your appointment at the virtual counter is confirmed ({1}).",
  .cancelled = "your appointment at the virtual counter has been cancelled ({1}).",
  .when = "{1} {2} {3} {4}, {5}:{6}",
  .summary = "{1} – virtual counter ({2})",
  .service = "Service",
  .office = "Office",
  .date = "When",
  .channel = "How",
  .video = "video call",
  .voice = "voice call",
  .code = "Code",
  .prepare = "What to prepare",
  .necessary = "necessary",
  .link = "To open the appointment in the Sportello application:",
  .check_in = "Enter the waiting room between {1} and {2}: your place in the queue is kept.",
  .code_hint = "Or open the application and enter the code with this e-mail address. There you can "
               "cancel the appointment, too.",
  .cancelled_hint = "If you still need it, book another appointment or enter the virtual queue "
                    "at once.",
  .automatic = "This message was sent automatically: please do not answer.",
  .weekdays = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
  .months = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
              "October", "November", "December" },
};

/**
 * sptd_texts_for:
 * @language: (nullable): BCP 47
 *
 * Returns: (transfer none): the texts in that language; Italian where there are none
 */
const SptdTexts *
sptd_texts_for (const char *language)
{
  return language != NULL && g_ascii_strncasecmp (language, "en", 2) == 0
                 && !g_ascii_isalpha (language[2])
             ? &english
             : &italian;
}

/**
 * sptd_texts_fill:
 * @pattern: a text with `{1}`, `{2}` …
 * @...: what stands for them, up to nine strings, ended by %NULL
 *
 * Returns: (transfer full): the text
 */
char *
sptd_texts_fill (const char *pattern, ...)
{
  const char *values[9] = { NULL };
  GString *text = g_string_new (NULL);
  va_list args;

  va_start (args, pattern);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      values[i] = va_arg (args, const char *);
      if (values[i] == NULL)
        break;
    }
  va_end (args);
  for (const char *p = pattern; *p != '\0'; p++)
    {
      if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}' && values[p[1] - '1'] != NULL)
        {
          g_string_append (text, values[p[1] - '1']);
          p += 2;
        }
      else
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}
