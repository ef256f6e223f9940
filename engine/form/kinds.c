#include "form/kinds.h"

const struct field_kind field_kinds[FIELD_ANY + 1] = {
    [FIELD_TEXT] = {"text", {"chữ", "text"}, "An Bình", FORMAT_BARE, PROBLEM_FIELD_WANTS_TEXT},
    [FIELD_LINES] = {"lines", {"các dòng chữ", "lines"}, "[An Bình]", FORMAT_BARE, PROBLEM_FIELD_WANTS_LINES},
    [FIELD_OUTLINE] =
        {"outline", {"các đoạn văn", "outline"}, "An Bình", FORMAT_OUTLINE, PROBLEM_FIELD_WANTS_OUTLINE},
    [FIELD_COUNT] = {"count", {"số lượng", "count"}, "12", FORMAT_COUNT, PROBLEM_FIELD_WANTS_COUNT},
    [FIELD_NUMBER] = {"number", {"số", "number"}, "98.3", FORMAT_GROUPED, PROBLEM_FIELD_WANTS_NUMBER},
    [FIELD_MONEY] = {"money", {"tiền (đồng)", "money"}, "2318000", FORMAT_MONEY, PROBLEM_FIELD_WANTS_MONEY},
    [FIELD_PERCENT] =
        {"percent", {"phần trăm", "percent"}, "98.3", FORMAT_PERCENT, PROBLEM_FIELD_WANTS_PERCENT},
    [FIELD_DATE] = {"date", {"ngày", "date"}, "2023-05-04", FORMAT_BARE, PROBLEM_FIELD_WANTS_DATE},
    [FIELD_BOOL] = {"bool", {"có/không", "bool"}, "có", FORMAT_BARE, PROBLEM_FIELD_WANTS_BOOL},
    [FIELD_CHOICE] = {"choice", {"lựa chọn", "choice"}, "", FORMAT_BARE, PROBLEM_FIELD_WANTS_CHOICE},
    [FIELD_RECORD] = {"record", {"nhóm trường", "record"}, "", FORMAT_BARE, PROBLEM_FIELD_WANTS_RECORD},
    [FIELD_TABLE] = {"table", {"bảng", "table"}, "", FORMAT_BARE, PROBLEM_FIELD_WANTS_TABLE},
    [FIELD_ANY] = {"any", {"bất kỳ", "any"}, "An Bình", FORMAT_BARE, PROBLEM_FIELD_WANTS_TEXT},
};

bool field_type_lookup(struct string name, enum field_type *type)
{
    for (size_t i = 0; i <= FIELD_ANY; i++) {
        if (string_is(name, field_kinds[i].name)) {
            *type = (enum field_type)i;
            return true;
        }
    }
    return false;
}

bool field_has_fields(enum field_type type)
{
    return type == FIELD_RECORD || type == FIELD_TABLE;
}

static bool is_same_name(const struct name *a, const struct name *b)
{
    return a == b || (a->hash == b->hash && string_equal(a->folded, b->folded));
}

const struct field *field_lookup(const struct field *fields, size_t count, const struct name *name)
{
    for (size_t i = 0; i < count; i++) {
        if (is_same_name(fields[i].name, name) || is_same_name(fields[i].label_name, name))
            return &fields[i];
    }
    return NULL;
}

void field_append_example(struct buffer *out, const struct field *field)
{
    if (field->example.kind != VALUE_UNDEFINED)
        data_append_yaml_line(out, &field->example);
    else if (field->choice_count > 0)
        buffer_append_string(out, field->choices[0]);
    else
        buffer_append_text(out, field_kinds[field->type].example);
}
