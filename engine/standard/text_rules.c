/* The words of pieces for the files that look at them: reading, telling what was found. */

#include "standard/text_rules.h"

#include <string.h>

#include "text/unicode.h"

enum { SHOWN_MOST = 90 };

struct piece_words {
    size_t from, to;
    struct string text;
};

/* ---- reading ---- */

static unsigned plain_sign(unsigned c)
{
    switch (c) {
    case 0xA0:
    case 0x202F:
        return ' ';
    case 0x2011:
        return '-';
    case 0x2060:
    case 0xFEFF:
        return 0;
    default:
        return c;
    }
}

/* A tab or line break with the blanks around it is one blank. Stops at the sign that ends behind `most` bytes
 * and returns its offset in `text`. */
static size_t append_plain(struct buffer *out, struct string text, size_t most)
{
    bool is_moved = false;
    size_t at = 0, start = 0;
    buffer_append_text(out, "");
    while (start < text.length) {
        unsigned c = plain_sign(text_next(text, &at));
        bool is_move = c == '\t' || c == '\n';
        while (is_move && out->length > 0 && out->bytes[out->length - 1] == ' ')
            buffer_truncate(out, out->length - 1);
        if (is_move || (c != 0 && !(c == ' ' && is_moved)))
            buffer_append_code_point(out, is_move ? ' ' : c);
        is_moved = is_move || (is_moved && c == ' ');
        if (out->length > most)
            return start;
        start = at;
    }
    return text.length;
}

static struct string read_plain(struct checking *checking, struct string text)
{
    struct buffer out = {0};
    append_plain(&out, text_normalise(checking->arena, text), SIZE_MAX - 1);
    struct string plain = arena_copy(checking->arena, buffer_string(&out));
    buffer_release(&out);
    return plain;
}

/* Where the sign at an offset of rule_text() begins in the piece as it is typed, which is NFC. */
static size_t typed_offset(struct string typed, size_t offset)
{
    struct buffer out = {0};
    size_t at = append_plain(&out, typed, offset);
    buffer_release(&out);
    return at;
}

struct string rule_text(struct checking *checking, const struct component_piece *piece)
{
    size_t count = checking->document->paragraph_count;
    if (!checking->words)
        checking->words = arena_allocate(checking->arena, (count + 1) * sizeof *checking->words);
    struct piece_words *words = &checking->words[piece->paragraph];
    if (!words->text.bytes || words->from != piece->from || words->to != piece->to)
        *words = (struct piece_words){piece->from, piece->to,
                                      read_plain(checking, piece_text(checking->components, piece))};
    return words->text;
}

/* ---- words ---- */

unsigned sign_before(struct string text, size_t offset)
{
    if (offset == 0)
        return 0;
    size_t start = text_character_start(text, offset - 1);
    return text_next(text, &start);
}

unsigned sign_at(struct string text, size_t offset)
{
    return offset < text.length ? text_next(text, &offset) : 0;
}

size_t word_start(struct string text, size_t end)
{
    while (end > 0 && text_is_letter(sign_before(text, end)))
        end = text_character_start(text, end - 1);
    return end;
}

size_t word_end(struct string text, size_t from)
{
    for (size_t next = from; next < text.length; from = next)
        if (!text_is_letter(text_next(text, &next)))
            return from;
    return from;
}

static bool is_word_sign(unsigned c)
{
    return c != 0 && (text_is_letter(c) || text_is_digit(c));
}

bool is_whole_word(struct string text, size_t from, size_t to)
{
    return !is_word_sign(sign_before(text, from)) && !is_word_sign(sign_at(text, to));
}

static bool ends_sentence(unsigned c)
{
    return c == 0 || strchr(".?!:-+;(/)", (int)(c < 0x80 ? c : '\x01')) || c == 0x201C || c == 0x2013 ||
           c == 0x2018 || c == 0x2022 || c == '"';
}

bool is_sentence_start(struct string text, size_t offset)
{
    while (offset > 0 && text.bytes[offset - 1] == ' ')
        offset--;
    return ends_sentence(sign_before(text, offset));
}

bool words_hold(const struct words *words, struct string word)
{
    for (size_t i = 0; i < words->count; i++)
        if (string_equal(words->items[i], word))
            return true;
    return false;
}

bool is_all_upper(struct string text)
{
    for (size_t at = 0; at < text.length;)
        if (text_is_lower(text_next(text, &at)))
            return false;
    return true;
}

/* ---- telling ---- */

static bool is_blank_at(struct string text, size_t offset)
{
    return text.bytes[offset] == ' ';
}

/* One word more. */
static size_t widen_left(struct string text, size_t from)
{
    while (from > 0 && is_blank_at(text, from - 1))
        from--;
    while (from > 0 && !is_blank_at(text, from - 1))
        from--;
    return from;
}

static size_t widen_right(struct string text, size_t to)
{
    while (to < text.length && is_blank_at(text, to))
        to++;
    while (to < text.length && !is_blank_at(text, to))
        to++;
    return to;
}

static size_t start_of_character(struct string text, size_t at)
{
    return at < text.length ? text_character_start(text, at) : text.length;
}

struct string check_quoted(struct checking *checking, struct string text)
{
    text = string_trim(text);
    if (text.length <= SHOWN_MOST)
        return arena_format(checking->arena, "“%.*s”", STRING_FORMAT(text));
    return arena_format(checking->arena, "“%.*s…”", (int)start_of_character(text, SHOWN_MOST), text.bytes);
}

static struct place place_near(const struct checking *checking, const struct component_piece *piece,
                               struct string near)
{
    struct place place = check_paragraph(checking, piece)->place;
    if (near.length > 0 && near.length <= SHOWN_MOST)
        place.near = near;
    return place;
}

static void add_spot(const struct checking *checking, const struct component_piece *piece, size_t from,
                     size_t to)
{
    struct string typed = piece_text(checking->components, piece);
    struct spot spot = {piece->paragraph, 0, 0};
    if (!checking->spots || !text_is_nfc(typed))
        return;
    spot.from = piece->from + typed_offset(typed, from);
    spot.to = piece->from + typed_offset(typed, to);
    buffer_append(checking->spots, (const char *)&spot, sizeof spot);
}

void check_add_words(struct checking *checking, const struct rule *rule, const struct component_piece *piece,
                     struct string text, size_t from, size_t to, struct string wanted)
{
    add_spot(checking, piece, from, to);
    struct string shown = string_trim(string_slice(text, widen_left(text, from), widen_right(text, to)));
    struct place place = place_near(checking, piece, shown);
    check_add(checking, rule, piece, &place, check_quoted(checking, shown), wanted);
}

void check_add_piece(struct checking *checking, const struct rule *rule, const struct component_piece *piece,
                     struct string wanted)
{
    check_add(checking, rule, piece, NULL, check_quoted(checking, rule_text(checking, piece)), wanted);
}
