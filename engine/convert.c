/* Public: a text in any encoding becomes Unicode in NFC, its tones written one way, tidied when asked. */

#include <string.h>
#include <strings.h>

#include "data/source.h"
#include "internal.h"
#include "text/legacy_guess.h"
#include "text/look_alike.h"
#include "text/stray.h"
#include "text/tidy.h"
#include "text/tone.h"
#include "text/unicode.h"
#include "text/utf16.h"

struct names {
    struct string *items;
    size_t count;
};

struct convert_work {
    const char *path, *encoding;
    const struct vanban_conversion *conversion;
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

/* The bytes in the likeliest encoding; false after a problem. */
static bool decode_guessed(const struct convert_work *work, struct string bytes, struct buffer *decoded)
{
    struct legacy_guess chosen;
    if (legacy_choose(bytes, &chosen) && legacy_apply_guess(&chosen, bytes, decoded))
        return true;
    struct place place = {.file = string_of(work->path)};
    problems_add(work->problems, PROBLEM_TEXT_NOT_GUESSED, &place, NULL);
    return false;
}

static bool is_guessed(const char *encoding)
{
    return encoding != NULL && strcasecmp(encoding, "auto") == 0;
}

static bool decode(const struct convert_work *work, struct string bytes, struct buffer *decoded)
{
    enum legacy_encoding encoding;
    size_t bad_offset;
    if (is_guessed(work->encoding))
        return decode_guessed(work, bytes, decoded);
    if (!legacy_find(string_of(work->encoding), &encoding)) {
        problems_add(work->problems, PROBLEM_USAGE_ENCODING, NULL, work->encoding);
        return false;
    }
    /* Copied from a Word document, each byte is a character. */
    bool is_utf8 = text_find_invalid_utf8(bytes) == SIZE_MAX;
    if ((is_utf8 && legacy_decode_run(encoding, bytes, decoded, &bad_offset)) ||
        legacy_decode(encoding, bytes, decoded, &bad_offset))
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

/* Notepad's "Unicode" is UTF-16; what is damaged in it stays for source_open() to tell. */
static bool decode_wide(struct arena *arena, struct string *bytes)
{
    struct buffer decoded = {0};
    bool is_big;
    size_t bad;
    bool is_wide = text_is_utf16(*bytes, &is_big) && text_decode_utf16(*bytes, is_big, &decoded, &bad);
    if (is_wide)
        *bytes = arena_copy(arena, buffer_string(&decoded));
    buffer_release(&decoded);
    return is_wide;
}

/* The characters of the file, all legal; false after a problem. */
static bool read_text(const struct convert_work *work, const struct data_reader *reader, struct string *text)
{
    struct string file = string_of(work->path);
    struct string bytes = file_read(reader->arena, work->path, reader->limits, reader->problems);
    struct buffer decoded = {0};
    struct source_text source;
    if (bytes.bytes == NULL)
        return false;
    bool may_be_wide = is_unicode(work->encoding) || is_guessed(work->encoding);
    bool is_done = (may_be_wide && decode_wide(reader->arena, &bytes)) || is_unicode(work->encoding);
    if (!is_done && !decode(work, bytes, &decoded))
        return false;
    if (!is_done)
        bytes = arena_copy(reader->arena, buffer_string(&decoded));
    buffer_release(&decoded);
    if (!source_open(&source, reader, file, bytes))
        return false;
    *text = text_normalise(reader->arena, source.bytes);
    return true;
}

/* ---- changes that are asked for ---- */

/* The lines of the file of names; false after a problem. */
static bool read_names(const struct convert_work *work, const struct data_reader *reader, struct names *names)
{
    struct source_text source;
    const char *path = work->conversion->names;
    *names = (struct names){0};
    if (path == NULL)
        return true;
    struct string bytes = file_read(reader->arena, path, reader->limits, reader->problems);
    if (bytes.bytes == NULL || !source_open(&source, reader, string_of(path), bytes))
        return false;
    struct string text = text_normalise(reader->arena, source.bytes);
    names->items = arena_allocate(reader->arena, (text.length + 1) * sizeof *names->items);
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        to = string_find(text, STRING("\n"), from);
        to = to == SIZE_MAX ? text.length : to;
        struct string name = string_trim(string_slice(text, from, to));
        if (name.length > 0)
            names->items[names->count++] = name;
    }
    return true;
}

static void report_look_alikes(const struct convert_work *work, const struct data_reader *reader,
                               struct string text)
{
    struct source_text source = {
        .reader = reader, .file = string_of(work->path), .bytes = text, .is_nfc = true};
    for (size_t at = text_find_look_alike(text, 0); at < text.length;) {
        size_t next = at;
        unsigned code_point = text_next(text, &next);
        struct buffer letter = {0};
        char code[16];
        snprintf(code, sizeof code, "U+%04X", code_point);
        buffer_append_code_point(&letter, text_look_alike(code_point));
        source_report(&source, PROBLEM_TEXT_LOOK_ALIKE, at, next - at, code, letter.bytes);
        buffer_release(&letter);
        at = text_find_look_alike(text, next);
    }
}

static void report_strays(const struct convert_work *work, const struct data_reader *reader,
                          struct string text)
{
    enum stray_kind kind;
    struct source_text source = {
        .reader = reader, .file = string_of(work->path), .bytes = text, .is_nfc = true};
    for (size_t at = text_find_stray(text, 0, &kind); at < text.length;) {
        size_t next = at;
        char code[16];
        snprintf(code, sizeof code, "U+%04X", text_next(text, &next));
        source_report(&source, PROBLEM_TEXT_STRAY, at, next - at, code, text_stray_words(kind));
        at = text_find_stray(text, next, &kind);
    }
}

static struct string tidied(struct arena *arena, struct string text)
{
    text = text_mend_strays(arena, text);
    return text_tidy(arena, text_replace_look_alikes(arena, text));
}

static bool change(const struct convert_work *work, const struct data_reader *reader, struct string *text)
{
    struct names names;
    if (!read_names(work, reader, &names))
        return false;
    if (work->conversion->tidy) {
        *text = tidied(reader->arena, *text);
    } else {
        report_look_alikes(work, reader, *text);
        report_strays(work, reader, *text);
    }
    *text = text_place_tones_beside(reader->arena, *text, api_tones(work->conversion->tones), names.items,
                                    names.count);
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
    if (read_text(work, &reader, &text) && change(work, &reader, &text)) {
        struct buffer out = {0};
        buffer_append_string(&out, text);
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

char *vanban_convert(const char *path, const struct vanban_conversion *conversion,
                     const struct vanban_options *options, struct vanban_problems *problems)
{
    static const struct vanban_conversion nothing;
    struct convert_work work = {.path = path,
                                .conversion = conversion != NULL ? conversion : &nothing,
                                .options = api_options(options),
                                .problems = problems->list};
    work.encoding = work.conversion->encoding;
    return api_run(convert, &work, problems) ? work.text : NULL;
}

/* ---- what encoding it may be ---- */

struct guess_work {
    const char *path;
    bool as_json, is_wide;
    struct vanban_options options;
    struct problems *problems;
    char *text;
};

/* The beginning of the first line that tells, as the guess reads it. */
static struct string show(struct arena *arena, const struct legacy_guess *guess, struct string bytes)
{
    enum { MOST_SHOWN = 40 };
    struct buffer decoded = {0};
    legacy_apply_guess(guess, bytes, &decoded);
    struct string text = arena_copy(arena, buffer_string(&decoded));
    buffer_release(&decoded);
    size_t start = 0;
    while (start < text.length && (unsigned char)text.bytes[start] < 0x80)
        start++;
    while (start > 0 && text.bytes[start - 1] != '\n')
        start--;
    text = string_trim(string_slice(text, start < text.length ? start : 0, text.length));
    size_t end = string_find(text, STRING("\n"), 0), most = text_offset(text, MOST_SHOWN);
    return string_trim(string_slice(text, 0, end < most ? end : most));
}

static void append_guess(struct buffer *out, const struct guess_work *work, const struct legacy_guess *guess,
                         struct string shown)
{
    const char *name = work->is_wide && guess->is_unicode ? "utf-16" : legacy_guess_name(guess);
    if (!work->as_json) {
        buffer_append_format(out, "%-12s %3u%%  %.*s\n", name, guess->percent, STRING_FORMAT(shown));
        return;
    }
    buffer_append_format(out, "%s{\"encoding\":\"%s\",\"percent\":%u,\"text\":",
                         out->bytes[out->length - 1] == '[' ? "" : ",", name, guess->percent);
    json_append_string(out, shown);
    buffer_append_byte(out, '}');
}

static void guess(void *argument)
{
    struct guess_work *work = argument;
    struct legacy_guess guesses[LEGACY_GUESSES];
    struct limits limits;
    struct buffer out = {0};
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct arena *arena = arena_new();
    struct string bytes = file_read(arena, work->path, &limits, work->problems);
    work->is_wide = bytes.bytes != NULL && decode_wide(arena, &bytes);
    if (bytes.bytes != NULL && string_starts_with(bytes, STRING("\uFEFF")))
        bytes = string_slice(bytes, strlen("\uFEFF"), bytes.length);
    size_t count = bytes.bytes != NULL ? legacy_guess(bytes, guesses) : 0;
    buffer_append_text(&out, work->as_json ? "[" : "");
    for (size_t i = 0; i < count; i++)
        append_guess(&out, work, &guesses[i], show(arena, &guesses[i], bytes));
    buffer_append_text(&out, work->as_json ? "]\n" : "");
    if (bytes.bytes != NULL && count == 0) {
        struct place place = {.file = string_of(work->path)};
        problems_add(work->problems, PROBLEM_TEXT_NOT_GUESSED, &place, NULL);
    } else if (bytes.bytes != NULL) {
        work->text = api_text(&out);
    }
    if (work->text == NULL)
        buffer_release(&out);
    arena_free(arena);
}

char *vanban_guess_encoding(const char *path, bool as_json, const struct vanban_options *options,
                            struct vanban_problems *problems)
{
    struct guess_work work = {
        .path = path, .as_json = as_json, .options = api_options(options), .problems = problems->list};
    return api_run(guess, &work, problems) ? work.text : NULL;
}
