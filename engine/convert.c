/* Public: a text in any encoding becomes Unicode in NFC, its tones written one way. */

#include <strings.h>

#include "data/source.h"
#include "internal.h"
#include "text/legacy.h"
#include "text/tone.h"
#include "text/unicode.h"

struct convert_work {
    const char *path, *encoding;
    enum tone_style tones;
    struct vanban_options options;
    struct problems *problems;
    char *text;
};

/* Line and column in bytes: what is not decoded has no characters yet. */
static struct place place_of_byte(const char *path, struct string bytes, size_t offset)
{
    struct place place = {.file = string_of(path), .line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        place.line += bytes.bytes[i] == '\n';
        place.column = bytes.bytes[i] == '\n' ? 1 : place.column + 1;
    }
    return place;
}

static bool decode(const struct convert_work *work, struct string bytes, struct buffer *decoded)
{
    enum legacy_encoding encoding;
    size_t bad_offset;
    if (!legacy_find(string_of(work->encoding), &encoding)) {
        problems_add(work->problems, PROBLEM_USAGE_ENCODING, NULL, work->encoding);
        return false;
    }
    if (legacy_decode(encoding, bytes, decoded, &bad_offset))
        return true;
    char byte[8];
    snprintf(byte, sizeof byte, "0x%02X", (unsigned char)bytes.bytes[bad_offset]);
    struct place place = place_of_byte(work->path, bytes, bad_offset);
    problems_add(work->problems, PROBLEM_TEXT_NOT_ENCODED, &place, byte, legacy_name(encoding));
    return false;
}

static bool is_unicode(const char *encoding)
{
    return encoding == NULL || strcasecmp(encoding, "utf-8") == 0 || strcasecmp(encoding, "utf8") == 0;
}

/* The characters of the file, all legal; false after a problem. */
static bool read_text(const struct convert_work *work, const struct data_reader *reader, struct string *text)
{
    struct string file = string_of(work->path);
    struct string bytes = file_read(reader->arena, work->path, reader->limits, reader->problems);
    struct buffer decoded = {0};
    struct source_text source;
    if (bytes.bytes == NULL || (!is_unicode(work->encoding) && !decode(work, bytes, &decoded)))
        return false;
    if (!is_unicode(work->encoding))
        bytes = arena_copy(reader->arena, buffer_string(&decoded));
    buffer_release(&decoded);
    if (!source_open(&source, reader, file, bytes))
        return false;
    *text = text_normalise(reader->arena, source.bytes);
    return true;
}

static void convert(void *argument)
{
    struct convert_work *work = argument;
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct arena *arena = arena_new();
    struct data_reader reader = {arena, sources_new(arena), &limits, work->problems};
    struct string text;
    if (read_text(work, &reader, &text)) {
        struct buffer out = {0};
        buffer_append_string(&out, text_place_tones(arena, text, work->tones));
        work->text = api_text(&out);
    }
    arena_free(arena);
}

enum tone_style api_tones(enum vanban_tones tones)
{
    static const enum tone_style styles[] = {
        [VANBAN_TONES_KEEP] = TONE_KEEP, [VANBAN_TONES_OLD] = TONE_OLD, [VANBAN_TONES_NEW] = TONE_NEW};
    return styles[tones];
}

char *vanban_convert(const char *path, const char *encoding, enum vanban_tones tones,
                     const struct vanban_options *options, struct vanban_problems *problems)
{
    struct convert_work work = {.path = path,
                                .encoding = encoding,
                                .tones = api_tones(tones),
                                .options = api_options(options),
                                .problems = problems->list};
    return api_run(convert, &work, problems) ? work.text : NULL;
}
