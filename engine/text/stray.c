#include "text/stray.h"

#include "base/problems.h"
#include "text/letters.h"
#include "text/unicode.h"

enum { FIRST_MARK = 0x300, LAST_MARK = 0x36F };

static const struct {
    unsigned code_point;
    const char *letters;
} ligatures[] = {
    {0xFB00, "ff"},  {0xFB01, "fi"}, {0xFB02, "fl"}, {0xFB03, "ffi"},
    {0xFB04, "ffl"}, {0xFB05, "st"}, {0xFB06, "st"},
};

/* Marks of direction among them. */
static bool is_hidden(unsigned code_point)
{
    static const struct {
        unsigned first, last;
    } ranges[] = {{0xAD, 0xAD}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2060}, {0xFEFF, 0xFEFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

static const char *letters_of(unsigned code_point)
{
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        if (ligatures[i].code_point == code_point)
            return ligatures[i].letters;
    return NULL;
}

static bool is_mark(unsigned code_point)
{
    return code_point >= FIRST_MARK && code_point <= LAST_MARK;
}

static bool is_tone_mark(unsigned code_point)
{
    for (enum tone tone = HUYEN; tone < TONE_COUNT; tone++)
        if (letter_tone_mark(tone) == code_point)
            return true;
    return false;
}

/* 0 at the beginning. */
static unsigned character_before(struct string s, size_t at)
{
    size_t start = at > 0 ? text_character_start(s, at - 1) : 0;
    return at > 0 ? text_next(s, &start) : 0;
}

static bool is_doubled(unsigned before, unsigned mark)
{
    return letter_lookup(before).tone != NGANG && is_tone_mark(mark);
}

static bool is_stray(struct string s, size_t at, unsigned code_point, enum stray_kind *kind)
{
    unsigned before = character_before(s, at);
    if (is_mark(code_point)) {
        *kind = STRAY_MARK;
        return (!text_is_letter(before) && !is_mark(before)) || is_doubled(before, code_point);
    }
    *kind = letters_of(code_point) != NULL ? STRAY_LIGATURE : STRAY_HIDDEN;
    return *kind == STRAY_LIGATURE || is_hidden(code_point);
}

const char *text_stray_words(enum stray_kind kind)
{
    static const char *const words[] = {
        [STRAY_HIDDEN] = PROBLEM_WORDS("không nhìn thấy được", "cannot be seen"),
        [STRAY_LIGATURE] = PROBLEM_WORDS("là hai chữ dính làm một", "is two letters joined into one"),
        [STRAY_MARK] = PROBLEM_WORDS("là dấu tách khỏi chữ", "is an accent detached from its letter"),
    };
    return words[kind];
}

/* Nearly all texts have none: only what begins with these bytes may be one. */
static bool may_be_stray(unsigned char byte)
{
    return byte == 0xC2 || byte == 0xCC || byte == 0xCD || byte == 0xE2 || byte == 0xEF;
}

size_t text_find_stray(struct string s, size_t from, enum stray_kind *kind)
{
    for (size_t at = from; at < s.length; at++) {
        size_t next = at;
        if (may_be_stray((unsigned char)s.bytes[at]) && is_stray(s, at, text_next(s, &next), kind))
            return at;
    }
    return s.length;
}

/* ---- mending ---- */

/* The letter at the end of `out` behind which blanks were written, if it takes the mark; else 0. */
static unsigned letter_for(struct arena *arena, const struct buffer *out, unsigned mark, size_t *start)
{
    struct string written = buffer_string(out);
    struct buffer both = {0};
    size_t end = written.length, next = 0;
    while (end > 0 && written.bytes[end - 1] == ' ')
        end--;
    *start = end > 0 ? text_character_start(written, end - 1) : 0;
    buffer_append_string(&both, string_slice(written, *start, end));
    buffer_append_code_point(&both, mark);
    struct string joined = text_normalise(arena, buffer_string(&both));
    unsigned letter = text_next(joined, &next);
    bool is_one = end > 0 && next == joined.length && letter_lookup(letter).rank != 0;
    buffer_release(&both);
    return is_one ? letter : 0;
}

static void mend_mark(struct arena *arena, struct buffer *out, unsigned before, unsigned mark)
{
    size_t start;
    unsigned letter = is_doubled(before, mark) ? 0 : letter_for(arena, out, mark, &start);
    if (letter != 0) {
        buffer_truncate(out, start);
        buffer_append_code_point(out, letter);
    } else if (!is_doubled(before, mark)) {
        buffer_append_code_point(out, mark);
    }
}

struct string text_mend_strays(struct arena *arena, struct string s)
{
    enum stray_kind kind;
    struct buffer out = {0};
    size_t done = 0;
    for (size_t at = text_find_stray(s, 0, &kind); at < s.length; at = text_find_stray(s, done, &kind)) {
        size_t next = at;
        unsigned code_point = text_next(s, &next);
        buffer_append_string(&out, string_slice(s, done, at));
        if (kind == STRAY_LIGATURE)
            buffer_append_text(&out, letters_of(code_point));
        else if (kind == STRAY_MARK)
            mend_mark(arena, &out, character_before(s, at), code_point);
        done = next;
    }
    if (done == 0)
        return s;
    buffer_append_string(&out, string_slice(s, done, s.length));
    struct string mended = text_normalise(arena, arena_copy(arena, buffer_string(&out)));
    buffer_release(&out);
    return mended;
}
