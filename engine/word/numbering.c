/*
 * Counting lists (ECMA-376-1 17.9). A level counts on until a higher one is
 * used; the text of a level names the numbers of others by %1 … %9.
 */

#include "word/numbering.h"

#include <string.h>

#include "text/decimal.h"
#include "text/unicode.h"

enum { LEVELS = 9 };

struct counter {
    int values[LEVELS];
    bool is_used[LEVELS];
};

struct numbering {
    const struct formats *formats;
    struct counter *counters;
    bool (*is_restarted)[LEVELS]; /* of each list: one whose start is overridden restarts when first used */
};

struct numbering *numbering_new(struct arena *arena, const struct formats *formats)
{
    struct numbering *numbering = arena_allocate(arena, sizeof *numbering);
    numbering->formats = formats;
    numbering->counters =
        arena_allocate(arena, (format_counter_count(formats) + 1) * sizeof *numbering->counters);
    numbering->is_restarted =
        arena_allocate(arena, (format_list_count(formats) + 1) * sizeof *numbering->is_restarted);
    return numbering;
}

/* An integer child of w:lvl, within what Word counts. */
static int level_number(const xmlNode *level, const char *child, int otherwise)
{
    const char *text = word_attribute(word_child(level, child), "val");
    int number = 0;
    if (!text || !*text)
        return otherwise;
    for (; *text >= '0' && *text <= '9' && number < 32767; text++)
        number = number * 10 + (*text - '0');
    return *text ? otherwise : number > 32767 ? 32767 : number;
}

static void start_level(struct numbering *numbering, struct counter *counter, int list_id, int level)
{
    struct list_level found = format_list_level(numbering->formats, list_id, level);
    counter->values[level] = level_number(found.level, "start", 0);
    counter->is_used[level] = true;
}

/* Levels below start anew, unless w:lvlRestart says after which level. */
static void restart_below(struct numbering *numbering, struct counter *counter, int list_id, int level)
{
    for (int below = level + 1; below < LEVELS; below++) {
        const xmlNode *node = format_list_level(numbering->formats, list_id, below).level;
        int after = level_number(node, "lvlRestart", below);
        if (level + 1 <= after)
            counter->is_used[below] = false;
    }
}

static void count_paragraph(struct numbering *numbering, struct counter *counter, int list_id, int level)
{
    struct list_level found = format_list_level(numbering->formats, list_id, level);
    if (found.start_override >= 0 && !numbering->is_restarted[found.list][level]) {
        numbering->is_restarted[found.list][level] = true;
        counter->values[level] = found.start_override;
        counter->is_used[level] = true;
    } else if (!counter->is_used[level]) {
        start_level(numbering, counter, list_id, level);
    } else {
        counter->values[level]++;
    }
    for (int above = 0; above < level; above++)
        if (!counter->is_used[above])
            start_level(numbering, counter, list_id, above);
    restart_below(numbering, counter, list_id, level);
}

/* a … z, aa, bb … as Word does */
static void append_letters(struct buffer *out, int number, char first)
{
    if (number < 1 || number > 780) {
        buffer_append_format(out, "%d", number);
        return;
    }
    for (int i = 0; i <= (number - 1) / 26; i++)
        buffer_append_byte(out, (char)(first + (number - 1) % 26));
}

static void append_roman(struct buffer *out, int number, bool is_lower)
{
    size_t from = out->length;
    if (number < 1 || !text_append_roman(out, (unsigned)number)) {
        buffer_append_format(out, "%d", number);
        return;
    }
    for (size_t i = from; is_lower && i < out->length; i++)
        out->bytes[i] = (char)(out->bytes[i] - 'A' + 'a');
}

static void append_number(struct buffer *out, int number, const char *format, bool is_legal)
{
    bool is_roman = !strcmp(format, "upperRoman") || !strcmp(format, "lowerRoman");
    if (is_roman && !is_legal)
        append_roman(out, number, *format == 'l');
    else if (!is_legal && (!strcmp(format, "lowerLetter") || !strcmp(format, "upperLetter")))
        append_letters(out, number, *format == 'l' ? 'a' : 'A');
    else if (!strcmp(format, "decimalZero"))
        buffer_append_format(out, "%02d", number);
    else if (strcmp(format, "none") != 0)
        buffer_append_format(out, "%d", number);
}

static const char *number_format(const xmlNode *level)
{
    const char *format = word_attribute(word_child(level, "numFmt"), "val");
    return format ? format : "decimal";
}

/* Fonts whose letters are signs: "l" of Wingdings is a disc. */
static bool is_symbol_font(const xmlNode *level)
{
    static const char *const names[] = {"Wingdings", "Symbol", "Webdings", "Marlett"};
    const xmlNode *properties = word_child(level, "rPr");
    const xmlNode *fonts = properties ? word_child(properties, "rFonts") : NULL;
    const char *font = fonts ? word_attribute(fonts, "ascii") : NULL;
    for (size_t i = 0; font && i < sizeof names / sizeof *names; i++)
        if (!strncmp(font, names[i], strlen(names[i])))
            return true;
    return false;
}

/* Bullets of symbol fonts stand in the private area, where no other font has them, or are letters. */
static void append_bullet(struct buffer *out, struct string text, bool is_symbol)
{
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        bool is_sign = (c >= 0xE000 && c <= 0xF8FF) || (is_symbol && c > ' ' && c != '-');
        buffer_append_code_point(out, c == 0xF02D ? '-' : is_sign ? 0x2022 : c);
    }
}

static void append_level_text(struct buffer *out, struct numbering *numbering, const struct counter *counter,
                              int list_id, const xmlNode *level)
{
    const char *text = word_attribute(word_child(level, "lvlText"), "val");
    const xmlNode *legal = word_child(level, "isLgl");
    bool is_legal = legal && format_is_on(legal);
    for (; text && *text; text++) {
        if (*text != '%' || text[1] < '1' || text[1] > '9') {
            buffer_append_byte(out, *text);
            continue;
        }
        int named = *++text - '1';
        const xmlNode *other = format_list_level(numbering->formats, list_id, named).level;
        append_number(out, counter->values[named], number_format(other), is_legal);
    }
}

void numbering_append_next(struct buffer *out, struct numbering *numbering,
                           const struct paragraph_format *paragraph)
{
    int list_id = paragraph->list_id, index = paragraph->list_level;
    struct list_level found = format_list_level(numbering->formats, list_id, index);
    size_t from = out->length;
    if (list_id <= 0 || !found.level)
        return;
    struct counter *counter = &numbering->counters[found.counter];
    count_paragraph(numbering, counter, list_id, index);
    if (!strcmp(number_format(found.level), "bullet")) {
        const char *text = word_attribute(word_child(found.level, "lvlText"), "val");
        append_bullet(out, string_of(text ? text : ""), is_symbol_font(found.level));
    } else {
        append_level_text(out, numbering, counter, list_id, found.level);
    }
    const char *suffix = word_attribute(word_child(found.level, "suff"), "val");
    if (out->length > from && (!suffix || strcmp(suffix, "nothing")))
        buffer_append_byte(out, ' ');
}
