/*
 * Identities of figures: what does not hold is told with every figure it names, where each came from, and the
 * difference. Differences that are the same are told once more: one thing missing in one place shows in many.
 */

#include "form/periodic.h"
#include "form/prepare.h"

enum { MOST_FIGURES = 32, MOST_DIFFERENT = 64 };

/* An identity that does not hold. */
struct difference {
    const struct identity *identity;
    struct number size;
};

struct differences {
    struct difference list[MOST_DIFFERENT];
    size_t count;
};

/* One identity, for the form or for one row of a table. */
struct comparing {
    struct preparation *preparation;
    const struct identity *identity;
    const struct field *table; /* whose row; NULL: none */
    const struct record *row;
    struct told_figure figures[MOST_FIGURES];
    size_t figure_count;
    bool finds_none;
    const char *sign;
    const struct expression *left, *right;
    struct value left_value, right_value;
    struct number difference; /* right from left, of what is nearest */
    bool has_difference;
};

static void add_figure(void *context, const struct expression_use *use)
{
    struct comparing *comparing = context;
    struct told_figure figure;
    comparing->finds_none |= periodic_lacks(comparing->preparation->prepared, use->name);
    if (!figure_find(comparing->preparation, use, comparing->table, comparing->row, &figure))
        return;
    comparing->finds_none |= figure.value->kind == VALUE_NONE || figure.value->kind == VALUE_UNDEFINED;
    if (comparing->figure_count < MOST_FIGURES)
        comparing->figures[comparing->figure_count++] = figure;
}

/* ---- the message ---- */

static const char *written_sign(const char *sign, enum language language)
{
    static const struct {
        const char *sign, *written[2];
    } rows[] = {{"==", {"=", "="}}, {"<=", {"≤", "≤"}}, {">=", {"≥", "≥"}}, {"in", {"thuộc", "in"}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (string_is(string_of(sign), rows[i].sign))
            return rows[i].written[language];
    return sign;
}

static void append_value(const struct comparing *comparing, const struct value *value, struct buffer *out)
{
    evaluation_append(comparing->preparation->evaluation, out, value);
}

static void append_difference(const struct comparing *comparing, enum language language, struct buffer *out)
{
    struct arena *arena = comparing->preparation->evaluation->lasting;
    struct value size = value_number(comparing->difference);
    if (!comparing->has_difference)
        return;
    if (number_sign(size.as.number) < 0)
        size.as.number = number_negate(arena, size.as.number);
    bool is_order = comparing->sign[0] == '<' || comparing->sign[0] == '>';
    if (language == LANGUAGE_VI)
        buffer_append_text(out, is_order ? ", vượt " : ", lệch ");
    else
        buffer_append_text(out, is_order ? ", beyond by " : ", differs by ");
    append_value(comparing, &size, out);
}

static bool is_named_before(const struct comparing *comparing, size_t position)
{
    for (size_t i = 0; i < position; i++)
        if (comparing->figures[i].value == comparing->figures[position].value)
            return true;
    return false;
}

/* “Tổng tiếp nhận = Tiếp nhận” không đúng: 315 và 314, lệch 1. Tổng tiếp nhận = 315 (dòng 8, cột 20); … */
static void append_message(const struct comparing *comparing, struct string file, enum language language,
                           struct buffer *out)
{
    buffer_append_text(out, "“");
    figure_append_formula(comparing->preparation, comparing->left, comparing->table, comparing->row, out);
    buffer_append_format(out, " %s ", written_sign(comparing->sign, language));
    figure_append_formula(comparing->preparation, comparing->right, comparing->table, comparing->row, out);
    buffer_append_text(out, language == LANGUAGE_VI ? "” không đúng: " : "” does not hold: ");
    append_value(comparing, &comparing->left_value, out);
    buffer_append_text(out, language == LANGUAGE_VI ? " và " : " and ");
    append_value(comparing, &comparing->right_value, out);
    append_difference(comparing, language, out);
    const char *mark = ". ";
    for (size_t i = 0; i < comparing->figure_count; i++) {
        if (is_named_before(comparing, i))
            continue;
        buffer_append_text(out, mark);
        figure_append(comparing->preparation, &comparing->figures[i], file, language, out);
        mark = "; ";
    }
}

static const char *own_or(struct arena *arena, struct string own, const char *usual)
{
    return own.length > 0 ? arena_copy(arena, own).bytes : usual;
}

static void tell(const struct comparing *comparing)
{
    struct preparation *preparation = comparing->preparation;
    struct evaluation *evaluation = preparation->evaluation;
    const struct identity *identity = comparing->identity;
    const struct value *given =
        figure_first_given(preparation, identity->that, comparing->table, comparing->row);
    struct place place = figure_place(preparation, given);
    struct buffer words = {0};
    append_message(comparing, place.file, LANGUAGE_VI, &words);
    buffer_append_byte(&words, '\x1f');
    append_message(comparing, place.file, LANGUAGE_EN, &words);
    struct problem *problem = problems_add(
        evaluation->problems, PROBLEM_IDENTITY_FAILED, &place, words.bytes,
        arena_copy(evaluation->lasting, identity->name).bytes,
        own_or(evaluation->lasting, identity->hint, "Xem lại các số nêu trên rồi sửa số sai."),
        own_or(evaluation->lasting, identity->hint, "Look at these figures and correct the wrong one."));
    bool is_draft = evaluation->undefined != UNDEFINED_ERROR;
    problems_set_severity(evaluation->problems, problem, is_draft ? SEVERITY_WARNING : identity->severity);
    buffer_release(&words);
}

/* ---- the comparison ---- */

static bool subtract(const struct comparing *comparing, const struct value *right, struct number *difference)
{
    struct arena *arena = comparing->preparation->evaluation->lasting;
    const struct value *left = &comparing->left_value;
    if (!value_is_number(left) || !value_is_number(right))
        return false;
    *difference = number_subtract(arena, value_to_number(arena, left), value_to_number(arena, right));
    return true;
}

static struct number size_of(struct arena *arena, struct number number)
{
    return number_sign(number) < 0 ? number_negate(arena, number) : number;
}

/* Of "in", from the figure that is nearest. */
static void find_difference(struct comparing *comparing)
{
    struct arena *arena = comparing->preparation->evaluation->lasting;
    const struct value *right = &comparing->right_value;
    if (right->kind != VALUE_LIST) {
        comparing->has_difference = subtract(comparing, right, &comparing->difference);
        return;
    }
    for (size_t i = 0; i < right->as.list->count; i++) {
        struct number difference;
        if (!subtract(comparing, &right->as.list->items[i], &difference))
            continue;
        if (!comparing->has_difference ||
            number_compare(size_of(arena, difference), size_of(arena, comparing->difference)) < 0)
            comparing->difference = difference;
        comparing->has_difference = true;
    }
}

static void note_difference(struct differences *differences, const struct comparing *comparing)
{
    struct arena *arena = comparing->preparation->evaluation->lasting;
    if (!comparing->has_difference || differences->count == MOST_DIFFERENT)
        return;
    differences->list[differences->count++] =
        (struct difference){comparing->identity, size_of(arena, comparing->difference)};
}

static void compare(struct comparing *comparing, struct differences *differences)
{
    struct preparation *preparation = comparing->preparation;
    const struct identity *identity = comparing->identity;
    const struct place *place = &identity->place;
    struct value holds;
    expression_visit_uses(identity->that, add_figure, comparing);
    if (comparing->finds_none || !preparation_evaluate(preparation, identity->that, place, &holds) ||
        value_is_true(&holds))
        return;
    expression_comparison(preparation->evaluation->lasting, identity->that, &comparing->left,
                          &comparing->right, &comparing->sign);
    if (!preparation_evaluate(preparation, comparing->left, place, &comparing->left_value) ||
        !preparation_evaluate(preparation, comparing->right, place, &comparing->right_value))
        return;
    find_difference(comparing);
    note_difference(differences, comparing);
    tell(comparing);
}

/* ---- for the form, or each row of a table ---- */

static const struct field *find_table(const struct definition *definition, struct string path)
{
    const struct field *fields = definition->fields, *field = NULL;
    size_t count = definition->field_count;
    for (size_t from = 0, to; from <= path.length; from = to + 1) {
        to = string_find(path, STRING("."), from);
        to = to == SIZE_MAX ? path.length : to;
        struct arena *arena = arena_new();
        const struct name *name = name_new(arena, string_slice(path, from, to));
        field = field_lookup(fields, count, name);
        arena_free(arena);
        if (field == NULL)
            return NULL;
        fields = field->fields;
        count = field->field_count;
    }
    return field;
}

static void compare_in(struct preparation *preparation, const struct identity *identity,
                       const struct field *table, const struct record *row, struct differences *differences)
{
    struct comparing comparing = {
        .preparation = preparation, .identity = identity, .table = table, .row = row};
    bool is_told;
    if (preparation_holds(preparation, identity->condition, &identity->place, &is_told) && is_told)
        compare(&comparing, differences);
}

static void compare_rows(struct preparation *preparation, const struct identity *identity,
                         struct differences *differences)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct scope *outer = evaluation->scope;
    const struct value *rows = preparation_follow(preparation->prepared, identity->each);
    const struct field *table = find_table(preparation->definition, identity->each);
    for (size_t i = 0; rows != NULL && rows->kind == VALUE_LIST && i < rows->as.list->count; i++) {
        const struct value *row = &rows->as.list->items[i];
        if (row->kind != VALUE_RECORD)
            continue;
        evaluation->scope = scope_new(evaluation->lasting, outer);
        scope_use_record(evaluation->scope, row->as.record);
        compare_in(preparation, identity, table, row->as.record, differences);
        evaluation->scope = outer;
    }
}

/* ---- the same difference more than once ---- */

static void tell_same(struct preparation *preparation, const struct differences *differences, size_t first)
{
    struct evaluation *evaluation = preparation->evaluation;
    const struct number size = differences->list[first].size;
    struct buffer names = {0}, printed = {0};
    size_t count = 0;
    for (size_t i = 0; i < differences->count; i++) {
        if (number_compare(differences->list[i].size, size) != 0)
            continue;
        if (i < first) {
            buffer_release(&names);
            return;
        }
        buffer_append_format(&names, "%s%.*s", count++ > 0 ? ", " : "",
                             STRING_FORMAT(differences->list[i].identity->name));
    }
    struct value value = value_number(size);
    evaluation_append(evaluation, &printed, &value);
    struct place place = figure_place(preparation, NULL);
    if (count > 1)
        problems_add(evaluation->problems, PROBLEM_SAME_DIFFERENCE, &place, printed.bytes, names.bytes,
                     arena_format(evaluation->lasting, "%zu", count).bytes);
    buffer_release(&printed);
    buffer_release(&names);
}

void check_identities(struct preparation *preparation)
{
    const struct definition *definition = preparation->definition;
    struct differences differences = {.count = 0};
    for (size_t i = 0; i < definition->identity_count; i++) {
        const struct identity *identity = &definition->identities[i];
        if (identity->each.length > 0)
            compare_rows(preparation, identity, &differences);
        else
            compare_in(preparation, identity, NULL, NULL, &differences);
    }
    for (size_t i = 0; i < differences.count; i++)
        tell_same(preparation, &differences, i);
}
