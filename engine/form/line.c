/* Lines that YAML takes for something else: "- VPUB: CVP, PCVP" is a record of one field to it. */

#include "form/fields.h"

#include "text/unicode.h"

/* The line, once it is sure that nothing of it is lost: its value stands there without quotes. */
static bool join(struct arena *arena, struct string typed, const struct entry *entry, struct string *line)
{
    struct string key = entry->name->text;
    size_t at = key.length;
    if (!string_starts_with(typed, key) || at >= typed.length || typed.bytes[at] != ':')
        return false;
    for (at++; at < typed.length && typed.bytes[at] == ' ';)
        at++;
    struct string rest = string_slice(typed, at, typed.length);
    *line = typed;
    bool is_word = entry->value.kind == VALUE_BOOL || entry->value.kind == VALUE_NUMBER;
    if (entry->value.kind != VALUE_TEXT)
        return entry->value.kind == VALUE_NONE || (is_word && rest.length > 0);
    if (rest.length == 0 || !string_starts_with(entry->value.as.text, rest))
        return false;
    struct string before = string_slice(typed, 0, at);
    *line = arena_format(arena, "%.*s%.*s", STRING_FORMAT(before), STRING_FORMAT(entry->value.as.text));
    return true;
}

bool field_read_line(const struct field_reading *reading, const struct value *item, struct value *line)
{
    struct string joined;
    if (item->kind != VALUE_RECORD || item->as.record->count != 1)
        return false;
    struct place place = value_place(reading->sources, item);
    struct string typed = string_slice(place.tag, place.underline, place.underline + place.underline_length);
    typed = text_normalise(reading->arena, typed);
    if (!join(reading->arena, typed, &item->as.record->entries[0], &joined))
        return false;
    *line = value_placed(value_text(joined), item);
    return true;
}
