/*
 * Pictures of numbers: digit by digit, so that texts may stand between the
 * digits. The first place takes the digits for which there is no place.
 */

#include "expression/format_picture.h"

#include <string.h>

struct section {
    struct string text;
    char group, decimal; /* 0: none */
    size_t integer_places, fraction_places;
};

struct figures {
    struct string whole, fraction; /* digits; whole is empty for 0 */
    bool is_negative;
};

static bool is_separator(char byte)
{
    return byte == '.' || byte == ',';
}

/* Past a text in quotes at `at`, or `at` itself. */
static size_t skip_quoted(struct string text, size_t at)
{
    if (text.bytes[at] != '\'')
        return at;
    size_t end = string_find(text, STRING("'"), at + 1);
    return end == SIZE_MAX ? text.length : end + 1;
}

/* The places and separators of a section without its texts. */
static struct string read_places(struct string text, char *places, size_t size)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length && length < size;) {
        size_t behind = skip_quoted(text, at);
        if (behind == at && strchr("0#.,", text.bytes[at]))
            places[length++] = text.bytes[at];
        at = behind > at ? behind : at + 1;
    }
    while (length && is_separator(places[length - 1]))
        length--;
    return (struct string){places, length};
}

/* A separator that stands alone parts groups in "#.##0" and ",0", else it is the decimal one. */
static bool parts_groups(struct string places, size_t at)
{
    size_t behind = places.length - at - 1;
    return at == 0 ? behind == 1 : behind == 3 && places.bytes[at - 1] == '#';
}

static void find_separators(struct section *section, struct string places)
{
    size_t counts[2] = {0}, last = SIZE_MAX;
    for (size_t i = 0; i < places.length; i++)
        if (is_separator(places.bytes[i]))
            counts[places.bytes[i] == ','] += 1, last = i;
    if (last == SIZE_MAX)
        return;
    char typed = places.bytes[last], other = typed == ',' ? '.' : ',';
    if (counts[0] && counts[1]) {
        section->group = other;
        section->decimal = typed;
    } else if (counts[typed == ','] > 1 || parts_groups(places, last)) {
        section->group = typed;
    } else {
        section->decimal = typed;
    }
}

static struct section read_section(struct string text)
{
    enum { MOST_PLACES = 256 };
    struct section section = {.text = text};
    char typed[MOST_PLACES];
    struct string places = read_places(text, typed, sizeof typed);
    find_separators(&section, places);
    bool is_fraction = false;
    for (size_t i = 0; i < places.length; i++) {
        if (section.decimal && places.bytes[i] == section.decimal)
            is_fraction = true;
        else if (!is_separator(places.bytes[i]))
            *(is_fraction ? &section.fraction_places : &section.integer_places) += 1;
    }
    return section;
}

/* The n-th part between semicolons; false when there is none. */
static bool find_part(struct string picture, unsigned wanted, struct string *part)
{
    size_t from = 0;
    for (size_t at = 0; at <= picture.length;) {
        if (at == picture.length || picture.bytes[at] == ';') {
            *part = string_slice(picture, from, at);
            if (wanted-- == 0)
                return true;
            from = ++at;
            continue;
        }
        size_t behind = skip_quoted(picture, at);
        at = behind > at ? behind : at + 1;
    }
    return false;
}

static void append_digit(struct buffer *out, const struct section *section, struct string whole, size_t index)
{
    size_t behind = whole.length - index - 1;
    buffer_append_byte(out, whole.bytes[index]);
    if (section->group && behind > 0 && behind % 3 == 0)
        buffer_append_byte(out, section->group);
}

/* The digits of the place before which `places` integer places stand. */
static void append_integer_place(struct buffer *out, const struct section *section, struct string whole,
                                 char typed, size_t places)
{
    size_t behind = section->integer_places - places - 1; /* places behind this one */
    if (behind >= whole.length) {
        if (typed == '0')
            buffer_append_byte(out, '0');
        if (typed == '0' && section->group && behind > 0 && behind % 3 == 0)
            buffer_append_byte(out, section->group);
        return;
    }
    size_t index = whole.length - behind - 1;
    for (size_t i = places == 0 ? 0 : index; i <= index; i++)
        append_digit(out, section, whole, i);
}

static bool has_digits_from(const struct section *section, struct string fraction, size_t index, size_t at)
{
    for (size_t i = index; i < fraction.length; i++)
        if (fraction.bytes[i] != '0')
            return true;
    for (; at < section->text.length; at++)
        if (section->text.bytes[at] == '0')
            return true;
    return false;
}

struct writing {
    struct buffer *out;
    const struct section *section;
    const struct figures *figures;
    size_t integers, fractions; /* places written */
    bool has_begun, is_fraction, has_sign;
};

static void begin_digits(struct writing *writing)
{
    if (!writing->has_begun && !writing->has_sign && writing->figures->is_negative)
        buffer_append_byte(writing->out, '-');
    writing->has_begun = true;
}

static void write_place(struct writing *writing, size_t at)
{
    char typed = writing->section->text.bytes[at];
    const struct figures *figures = writing->figures;
    begin_digits(writing);
    if (!writing->is_fraction)
        append_integer_place(writing->out, writing->section, figures->whole, typed, writing->integers++);
    else if (has_digits_from(writing->section, figures->fraction, writing->fractions, at))
        buffer_append_byte(writing->out, figures->fraction.bytes[writing->fractions++]);
}

static void write_decimal(struct writing *writing, size_t at)
{
    begin_digits(writing);
    if (!writing->integers)
        for (size_t i = 0; i < writing->figures->whole.length; i++)
            append_digit(writing->out, writing->section, writing->figures->whole, i);
    writing->is_fraction = true;
    if (has_digits_from(writing->section, writing->figures->fraction, 0, at))
        buffer_append_byte(writing->out, writing->section->decimal);
}

static void write_sign(struct writing *writing, char typed)
{
    writing->has_sign = true;
    if (writing->figures->is_negative)
        buffer_append_byte(writing->out, '-');
    else if (typed == '+')
        buffer_append_byte(writing->out, '+');
}

static bool is_last_place(const struct writing *writing)
{
    return writing->integers == writing->section->integer_places &&
           (writing->is_fraction || !writing->section->fraction_places);
}

static void write_sign_or_text(struct writing *writing, size_t at)
{
    char byte = writing->section->text.bytes[at];
    const struct section *section = writing->section;
    if (byte == '0' || byte == '#')
        write_place(writing, at);
    else if (section->decimal && byte == section->decimal && !writing->is_fraction)
        write_decimal(writing, at);
    else if (section->group && byte == section->group && !is_last_place(writing))
        return;
    else if ((byte == '-' || byte == '+') && !writing->has_begun)
        write_sign(writing, byte);
    else
        buffer_append_byte(writing->out, byte);
}

static void append_section(struct buffer *out, const struct section *section, const struct figures *figures)
{
    struct writing writing = {out, section, figures, 0, 0, false, false, false};
    for (size_t at = 0; at < section->text.length;) {
        size_t behind = skip_quoted(section->text, at);
        if (behind == at) {
            write_sign_or_text(&writing, at++);
            continue;
        }
        size_t end = behind > at + 1 && section->text.bytes[behind - 1] == '\'' ? behind - 1 : behind;
        buffer_append_string(out, string_slice(section->text, at + 1, end));
        at = behind;
    }
}

static struct figures split_figures(struct string digits)
{
    struct figures figures = {.is_negative = string_starts_with(digits, STRING("-"))};
    size_t from = figures.is_negative ? 1 : 0, point = string_find(digits, STRING("."), 0);
    size_t to = point == SIZE_MAX ? digits.length : point;
    figures.whole = string_slice(digits, from, to);
    if (string_is(figures.whole, "0"))
        figures.whole.length = 0;
    if (point != SIZE_MAX)
        figures.fraction = string_slice(digits, point + 1, digits.length);
    return figures;
}

/* The section for the number; a section for negative numbers says the sign itself. */
static struct section choose_section(struct string picture, struct arena *arena, struct number *number)
{
    struct string part;
    int sign = number_sign(*number);
    if (sign == 0 && find_part(picture, 2, &part))
        return read_section(part);
    if (sign < 0 && find_part(picture, 1, &part)) {
        *number = number_negate(arena, *number);
        return read_section(part);
    }
    find_part(picture, 0, &part);
    return read_section(part);
}

void format_picture_number(struct buffer *out, struct arena *arena, struct number number,
                           struct string picture)
{
    struct section section = choose_section(picture, arena, &number);
    struct buffer digits = {0};
    number_append_fixed(&digits, number, (unsigned)section.fraction_places);
    struct figures figures = split_figures(buffer_string(&digits));
    append_section(out, &section, &figures);
    buffer_release(&digits);
}
