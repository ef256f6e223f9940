/* Public: a document typed in fonts of before Unicode becomes one in Unicode. */

#include "internal.h"

#include "text/decimal.h"
#include "word/reencode.h"

struct document_work {
    const char *input, *output;
    enum tone_style tones;
    bool as_json;
    struct vanban_options options;
    struct problems *problems;
    char *report;
};

static void append_count(struct buffer *out, size_t count)
{
    struct buffer digits = {0};
    buffer_append_format(&digits, "%zu", count);
    text_append_decimal(out, buffer_string(&digits), &text_decimal_office);
    buffer_release(&digits);
}

/* "Phông .VnTime (tcvn3): đã đổi 1.234 chữ ở 56 chỗ; 2 chỗ đã là Unicode" */
static void append_font(struct buffer *out, const struct reencoded_font *font, enum language language)
{
    static const char *const words[][2] = {
        {"Phông %.*s (%s): đã đổi ", "Font %.*s (%s): "},
        {" ký tự ở ", " characters converted in "},
        {" chỗ", " places"},
        {" chỗ đã là Unicode", " places were Unicode already"},
        {" chỗ để nguyên", " places left as they are"},
    };
    buffer_append_format(out, words[0][language], STRING_FORMAT(font->name), legacy_name(font->encoding));
    append_count(out, font->characters);
    buffer_append_text(out, words[1][language]);
    append_count(out, font->places);
    buffer_append_text(out, words[2][language]);
    const size_t others[] = {font->unicode_places, font->foreign_places};
    for (size_t i = 0; i < 2; i++) {
        if (others[i] == 0)
            continue;
        buffer_append_text(out, "; ");
        append_count(out, others[i]);
        buffer_append_text(out, words[3 + i][language]);
    }
    buffer_append_byte(out, '\n');
}

static void append_font_json(struct buffer *out, const struct reencoded_font *font)
{
    buffer_append_text(out, "{\"font\":");
    json_append_string(out, font->name);
    buffer_append_format(
        out, ",\"encoding\":\"%s\",\"characters\":%zu,\"places\":%zu,\"unicode\":%zu,\"left\":%zu}",
        legacy_name(font->encoding), font->characters, font->places, font->unicode_places,
        font->foreign_places);
}

static void append_report(struct buffer *out, const struct reencoding *done, bool as_json,
                          enum language language)
{
    buffer_append_text(out, as_json ? "[" : "");
    for (size_t i = 0; i < done->count; i++) {
        buffer_append_text(out, as_json && i > 0 ? "," : "");
        if (as_json)
            append_font_json(out, &done->fonts[i]);
        else
            append_font(out, &done->fonts[i], language);
    }
    buffer_append_text(out, as_json ? "]\n" : "");
    if (!as_json && done->count == 0)
        buffer_append_text(out, language == LANGUAGE_VI ? "Không có chữ nào gõ bằng phông cũ.\n"
                                                        : "No text is set in an old font.\n");
}

static void convert(void *argument)
{
    struct document_work *work = argument;
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct package *package = package_open(work->input, &limits, work->problems);
    if (package == NULL)
        return;
    struct arena *arena = arena_new();
    struct reencoding done;
    struct buffer out = {0};
    if (reencode_document(package, work->tones, arena, &done, &limits, work->problems)) {
        /* Before the file is there: nothing may fail behind that. */
        append_report(&out, &done, work->as_json, api_language(work->options.language));
        char *report = api_text(&out);
        if (api_save_package(package, work->output, work->options.overwrite, &limits, work->problems))
            work->report = report;
        else
            buffer_release(&out);
    }
    arena_free(arena);
    package_close(package);
}

char *vanban_convert_document(const char *document, const char *output, enum vanban_tones tones, bool as_json,
                              const struct vanban_options *options, struct vanban_problems *problems)
{
    struct document_work work = {.input = document,
                                 .output = output,
                                 .tones = api_tones(tones),
                                 .as_json = as_json,
                                 .options = api_options(options),
                                 .problems = problems->list};
    return api_run(convert, &work, problems) ? work.report : NULL;
}
