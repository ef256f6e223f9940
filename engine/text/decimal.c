/* Digits as an office writes and types them, and Roman numerals. Words are in spelling.c. */

#include "text/decimal.h"

#include <string.h>

const struct decimal_style text_decimal_office = {'.', ',', 1};
const struct decimal_style text_decimal_bare = {0, ',', 1};
const struct decimal_style text_decimal_plain = {0, '.', 1};

static size_t count_digits(struct string s, size_t from)
{
    size_t end = from;
    while (end < s.length && s.bytes[end] >= '0' && s.bytes[end] <= '9')
        end++;
    return end - from;
}

static void append_grouped(struct buffer *out, struct string integer, const struct decimal_style *style)
{
    size_t zeros =
        style->least_integer_digits > integer.length ? style->least_integer_digits - integer.length : 0;
    size_t total = zeros + integer.length;
    for (size_t i = 0; i < total; i++) {
        if (style->group != 0 && i > 0 && (total - i) % 3 == 0)
            buffer_append_byte(out, style->group);
        buffer_append_byte(out, i < zeros ? '0' : integer.bytes[i - zeros]);
    }
}

void text_append_decimal(struct buffer *out, struct string digits, const struct decimal_style *style)
{
    size_t start = digits.length > 0 && digits.bytes[0] == '-';
    size_t end = start + count_digits(digits, start);
    buffer_append_string(out, string_slice(digits, 0, start));
    append_grouped(out, string_slice(digits, start, end), style);
    if (end < digits.length) {
        buffer_append_byte(out, style->decimal);
        buffer_append_string(out, string_slice(digits, end + 1, digits.length));
    }
}

bool text_append_roman(struct buffer *out, unsigned number)
{
    static const struct {
        unsigned value;
        const char *numeral;
    } rows[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    if (number < 1 || number > 3999)
        return false;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (; number >= rows[i].value; number -= rows[i].value)
            buffer_append_text(out, rows[i].numeral);
    return true;
}

/* ---- reading ---- */

/* A typed number: groups of digits with the separators between them. All blanks between digits are ' '. */
enum { MOST_GROUPS = 64 };

struct typed {
    bool is_negative;
    size_t count;
    struct string groups[MOST_GROUPS];
    char separators[MOST_GROUPS]; /* separators[i] stands before groups[i] */
};

static const struct {
    const char *typed;
    char separator;
} separators[] = {
    {".", '.'},      {",", ','}, {" ", ' '}, {"\u00A0", ' '}, /* no-break space */
    {"\u2009", ' '},                                          /* thin space */
    {"\u202F", ' '},                                          /* narrow no-break space */
};

/* The separator at the beginning of `s`, with its length; 0 when there is none. */
static char read_separator(struct string s, size_t *length)
{
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
        if (string_starts_with(s, string_of(separators[i].typed))) {
            *length = strlen(separators[i].typed);
            return separators[i].separator;
        }
    return 0;
}

static struct string read_sign(struct string s, bool *is_negative)
{
    const struct string minus = STRING("\u2212");
    *is_negative = false;
    if (s.length > 0 && (s.bytes[0] == '-' || s.bytes[0] == '+')) {
        *is_negative = s.bytes[0] == '-';
        return string_slice(s, 1, s.length);
    }
    if (string_starts_with(s, minus)) {
        *is_negative = true;
        return string_slice(s, minus.length, s.length);
    }
    return s;
}

static bool split_groups(struct string s, struct typed *typed)
{
    s = read_sign(s, &typed->is_negative);
    typed->count = 0;
    for (size_t offset = 0; typed->count < MOST_GROUPS; typed->count++) {
        size_t length = 0;
        char separator = 0;
        if (typed->count > 0) {
            separator = read_separator(string_slice(s, offset, s.length), &length);
            if (separator == 0)
                return offset == s.length;
        }
        offset += length;
        size_t digits = count_digits(s, offset);
        if (digits == 0)
            return false;
        typed->groups[typed->count] = string_slice(s, offset, offset + digits);
        typed->separators[typed->count] = separator;
        offset += digits;
    }
    return false;
}

/* Whether groups 0 … count - 1 are an integer with groups of three, all behind the same separator. */
static bool is_grouped(const struct typed *typed, size_t count)
{
    if (count > 1 && typed->groups[0].length > 3)
        return false;
    for (size_t i = 1; i < count; i++)
        if (typed->groups[i].length != 3 || typed->separators[i] != typed->separators[1])
            return false;
    return true;
}

/*
 * Whether the last group is a fraction. One dot before three digits is a group ("1.234") unless the number
 * begins with 0 ("0.125"); a comma that stands once is always the decimal one.
 */
static bool has_fraction(const struct typed *typed)
{
    size_t last = typed->count - 1;
    char separator = typed->separators[last];
    if (last == 0 || separator == ' ')
        return false;
    if (last > 1)
        return separator != typed->separators[1];
    return separator == ',' || !is_grouped(typed, 2) || typed->groups[0].bytes[0] == '0';
}

static void append_integer(struct buffer *digits, const struct typed *typed, size_t count)
{
    size_t start = digits->length;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < typed->groups[i].length; k++)
            if (digits->length > start || typed->groups[i].bytes[k] != '0')
                buffer_append_byte(digits, typed->groups[i].bytes[k]);
    if (digits->length == start)
        buffer_append_byte(digits, '0');
}

bool text_read_decimal(struct buffer *digits, struct string typed)
{
    struct typed number;
    if (!split_groups(string_trim(typed), &number))
        return false;
    bool fraction = has_fraction(&number);
    size_t integer_groups = number.count - fraction;
    if (!is_grouped(&number, integer_groups))
        return false;
    if (number.is_negative)
        buffer_append_byte(digits, '-');
    append_integer(digits, &number, integer_groups);
    if (fraction) {
        buffer_append_byte(digits, '.');
        buffer_append_string(digits, number.groups[number.count - 1]);
    }
    return true;
}
