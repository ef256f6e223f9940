/* The choices that a form offers for the columns of its tables. */

#include "form/prepare.h"
#include "text/unicode.h"

struct form_choices {
    struct column_choices choices;
    const struct definition *definition;
};

static bool has_choice(const struct field *field, struct string text)
{
    struct arena *arena = arena_new();
    struct string folded = text_fold_name(arena, text);
    bool has = false;
    for (size_t i = 0; i < field->choice_count && !has; i++)
        has = string_equal(text_fold_name(arena, field->choices[i]), folded);
    arena_free(arena);
    return has;
}

/* Conditions are asked of rows that were filtered as well: any column of that name counts. */
static bool fields_offer(const struct field *fields, size_t count, const struct name *column,
                         struct string text)
{
    const struct field *field = field_lookup(fields, count, column);
    if (field != NULL && has_choice(field, text))
        return true;
    for (size_t i = 0; i < count; i++)
        if (fields_offer(fields[i].fields, fields[i].field_count, column, text))
            return true;
    return false;
}

static bool offer(const struct column_choices *choices, const struct name *column, struct string text)
{
    const struct definition *definition = ((const struct form_choices *)choices)->definition;
    return fields_offer(definition->fields, definition->field_count, column, text);
}

const struct column_choices *choices_of_form(struct arena *arena, const struct definition *definition)
{
    struct form_choices *choices = arena_allocate(arena, sizeof *choices);
    *choices = (struct form_choices){{offer}, definition};
    return &choices->choices;
}
