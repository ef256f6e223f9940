#include "template/doubt.h"

#include "text/unicode.h"

static bool is_typed_text(const struct value *value)
{
    return value->kind == VALUE_TEXT && value->source != 0 && string_trim(value->as.text).length > 0;
}

static bool is_denial(struct arena *arena, struct string text)
{
    static const char *const words[] = {"không", "ko", "no", "sai", "false"};
    struct string folded = text_fold_name(arena, string_trim(text));
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (string_is(folded, words[i]))
            return true;
    return false;
}

static void warn(struct render *render, const struct tag *tag, enum problem_code code, struct string text)
{
    struct evaluation *evaluation = render->evaluation;
    struct place place = tag_place(tag);
    if (render_is_first(render, tag))
        problems_add(evaluation->problems, code, &place,
                     arena_copy(evaluation->arena, string_trim(text)).bytes);
}

void doubt_condition(struct render *render, const struct tag *tag, const struct value *condition)
{
    if (is_typed_text(condition) && is_denial(render->evaluation->arena, condition->as.text))
        warn(render, tag, PROBLEM_TEMPLATE_DENIAL, condition->as.text);
}

void doubt_items(struct render *render, const struct tag *tag, const struct value *items)
{
    if (is_typed_text(items))
        warn(render, tag, PROBLEM_TEMPLATE_LETTERS, items->as.text);
}
