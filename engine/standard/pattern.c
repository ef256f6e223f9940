/* Patterns of rules.yaml: POSIX extended regular expressions over text without accents. */

#include <string.h>

#include "standard/rule.h"
#include "text/unicode.h"

static void append_plain(struct buffer *out, struct arena *arena, unsigned c)
{
    char space[4] = "";
    struct buffer one = {0};
    if (c < 0x80) {
        buffer_append_byte(out, (char)c);
        return;
    }
    buffer_append_code_point(&one, c);
    struct string plain = text_is_letter(c) ? text_fold_accents(arena, buffer_string(&one)) : STRING("");
    if (plain.length == 1) {
        space[0] = plain.bytes[0];
        if (text_is_upper(c) && space[0] >= 'a' && space[0] <= 'z')
            space[0] = (char)(space[0] - 'a' + 'A');
        buffer_append_byte(out, space[0]);
    } else if (c == 0x2010 || c == 0x2011) {
        buffer_append_byte(out, '-');
    } else if (c == 0x2026) {
        buffer_append_text(out, "...");
    } else {
        buffer_append_string(out, buffer_string(&one));
    }
    buffer_release(&one);
}

struct string pattern_text(struct arena *arena, struct string text)
{
    struct buffer out = {0};
    text = text_normalise(arena, text);
    buffer_append_text(&out, "");
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if (!text_is_space(c))
            append_plain(&out, arena, c);
        else if (out.length == 0 || out.bytes[out.length - 1] != ' ')
            buffer_append_byte(&out, ' ');
    }
    struct string plain = string_trim(arena_copy(arena, buffer_string(&out)));
    plain = arena_copy(arena, plain);
    buffer_release(&out);
    return plain;
}

static bool matches(const struct pattern *pattern, struct string text)
{
    struct arena *arena = arena_new();
    bool is_match = regexec(&pattern->compiled, arena_copy(arena, text).bytes, 0, NULL, 0) == 0;
    arena_free(arena);
    return is_match;
}

bool rule_accepts(const struct rule *rule, struct string text)
{
    bool is_good = rule->match_count == 0;
    for (size_t i = 0; i < rule->match_count; i++)
        is_good |= matches(&rule->matches[i], text);
    for (size_t i = 0; i < rule->avoid_count; i++)
        is_good &= !matches(&rule->avoids[i], text);
    return is_good;
}
