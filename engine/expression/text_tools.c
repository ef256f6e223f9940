#include "expression/text_tools.h"

#include "expression/evaluate.h"
#include "text/unicode.h"

static bool is_stripped(unsigned code_point, struct string characters)
{
    if (characters.bytes == NULL)
        return text_is_space(code_point);
    for (size_t offset = 0; offset < characters.length;)
        if (text_next(characters, &offset) == code_point)
            return true;
    return false;
}

static size_t previous_start(struct string text, size_t end)
{
    size_t start = end - 1;
    while (start > 0 && ((unsigned char)text.bytes[start] & 0xc0) == 0x80)
        start--;
    return start;
}

struct string strip_text(struct string text, struct string characters, enum strip_side side)
{
    size_t from = 0, to = text.length;
    while ((side & STRIP_LEFT) && from < to) {
        size_t next = from;
        if (!is_stripped(text_next(text, &next), characters))
            break;
        from = next;
    }
    while ((side & STRIP_RIGHT) && to > from) {
        size_t start = previous_start(text, to), offset = start;
        if (!is_stripped(text_next(text, &offset), characters))
            break;
        to = start;
    }
    return string_slice(text, from, to);
}

/* Python puts the replacement before every character and at the end when the old text is empty. */
static void replace_empty(struct buffer *out, struct string text, struct string replacement, int64_t count)
{
    size_t offset = 0;
    for (; count != 0 && offset <= text.length; count--) {
        size_t start = offset;
        buffer_append_string(out, replacement);
        if (offset == text.length)
            return;
        text_next(text, &offset);
        buffer_append_string(out, string_slice(text, start, offset));
    }
    buffer_append_string(out, string_slice(text, offset, text.length));
}

bool replace_text(struct buffer *out, struct string text, struct string old, struct string replacement,
                  int64_t count)
{
    size_t offset = 0;
    if (old.length == 0) {
        if (replacement.length > 0 && text.length > MOST_TEXT / replacement.length)
            return false;
        replace_empty(out, text, replacement, count);
        return true;
    }
    for (; count != 0; count--) {
        size_t found = string_find(text, old, offset);
        if (found == SIZE_MAX)
            break;
        buffer_append_string(out, string_slice(text, offset, found));
        buffer_append_string(out, replacement);
        if (out->length > MOST_TEXT)
            return false;
        offset = found + old.length;
    }
    buffer_append_string(out, string_slice(text, offset, text.length));
    return true;
}

static void append_fill(struct buffer *out, struct string fill, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_string(out, fill);
}

void justify_text(struct buffer *out, struct string text, size_t width, struct string fill,
                  enum justify justify)
{
    size_t length = text_length(text), missing = width > length ? width - length : 0;
    size_t left = justify == JUSTIFY_LEFT     ? 0
                  : justify == JUSTIFY_RIGHT  ? missing
                  : justify == JUSTIFY_MIDDLE ? missing / 2
                                              : missing / 2 + (missing & width & 1);
    append_fill(out, fill, left);
    buffer_append_string(out, text);
    append_fill(out, fill, missing - left);
}

bool read_number_text(struct arena *arena, struct string text, struct number *number)
{
    struct string typed = strip_text(text, (struct string){NULL, 0}, STRIP_BOTH);
    struct buffer digits = {0};
    for (size_t i = 0; i < typed.length; i++) {
        bool is_between = i > 0 && i + 1 < typed.length && typed.bytes[i] == '_';
        if (!is_between)
            buffer_append_byte(&digits, typed.bytes[i]);
    }
    bool is_number = digits.length <= 1000 && number_read(arena, buffer_string(&digits), number, NULL);
    buffer_release(&digits);
    return is_number;
}
