/* What a plain scalar of YAML stands for. */

#include "data/yaml.h"

static const struct {
    const char *typed;
    enum value_kind kind;
    bool truth;
} words[] = {
    {"", VALUE_NONE, false},      {"~", VALUE_NONE, false},     {"null", VALUE_NONE, false},
    {"Null", VALUE_NONE, false},  {"NULL", VALUE_NONE, false},  {"true", VALUE_BOOL, true},
    {"True", VALUE_BOOL, true},   {"TRUE", VALUE_BOOL, true},   {"false", VALUE_BOOL, false},
    {"False", VALUE_BOOL, false}, {"FALSE", VALUE_BOOL, false},
};

bool yaml_read_plain(const struct source_text *text, struct string typed, size_t offset, struct value *value)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!string_is(typed, words[i].typed))
            continue;
        *value = words[i].kind == VALUE_NONE ? value_none() : value_bool(words[i].truth);
        return true;
    }
    if (typed.length > 0 && source_number_length(typed) == typed.length)
        return source_read_number(text, typed, offset, value);
    *value = value_text(typed);
    return true;
}
