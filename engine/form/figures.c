/* Figures by their labels, with where they came from. */

#include "form/periodic_internal.h"
#include "form/prepare.h"
#include "text/unicode.h"

/* ---- labels ---- */

static size_t count_label(const struct field *fields, size_t count, struct string label)
{
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        found += string_equal(fields[i].label, label) +
                 count_label(fields[i].fields, fields[i].field_count, label);
    return found;
}

static bool is_derived_label(const struct definition *definition, struct string label)
{
    for (size_t i = 0; i < definition->derived_count; i++)
        if (string_equal(definition->derived[i].label_name->text, label))
            return true;
    return false;
}

/* The label of the last field; that of the record around it too, when others have the same. */
static struct string label_of(const struct preparation *preparation, const struct field *outer,
                              const struct field *field)
{
    const struct definition *definition = preparation->definition;
    size_t same = count_label(definition->fields, definition->field_count, field->label) +
                  is_derived_label(definition, field->label);
    if (same < 2 || outer == NULL || outer->type == FIELD_TABLE)
        return field->label;
    return arena_format(preparation->evaluation->lasting, "%.*s.%.*s", STRING_FORMAT(outer->label),
                        STRING_FORMAT(field->label));
}

static const struct field *find_field(const struct preparation *preparation, const struct field *table,
                                      struct string path, const struct field **outer)
{
    const struct definition *definition = preparation->definition;
    const struct field *fields = table != NULL ? table->fields : definition->fields, *field = NULL;
    size_t count = table != NULL ? table->field_count : definition->field_count;
    *outer = NULL;
    for (size_t from = 0, to; from <= path.length; from = to + 1) {
        to = string_find(path, STRING("."), from);
        to = to == SIZE_MAX ? path.length : to;
        const struct name *name =
            name_new(preparation->evaluation->lasting, string_trim(string_slice(path, from, to)));
        *outer = field;
        field = field_lookup(fields, count, name);
        if (field == NULL)
            return NULL;
        fields = field->fields;
        count = field->field_count;
    }
    return field;
}

static const struct derived *find_derived(const struct preparation *preparation, const struct name *name)
{
    const struct definition *definition = preparation->definition;
    for (size_t i = 0; i < definition->derived_count; i++)
        if (string_equal(definition->derived[i].name->folded, name->folded) ||
            string_equal(definition->derived[i].label_name->folded, name->folded))
            return &definition->derived[i];
    return NULL;
}

/* "Đang giải quyết kỳ trước" of kỳ trước.dang_giai_quyet */
static struct string issued_label(const struct preparation *preparation, const struct expression_use *use)
{
    struct arena *lasting = preparation->evaluation->lasting;
    size_t dot = string_find(use->path, STRING("."), 0);
    if (dot == SIZE_MAX)
        return arena_copy(lasting, use->path);
    struct string figure = arena_copy(lasting, string_slice(use->path, dot + 1, use->path.length));
    struct string label = figure_label(lasting, preparation->definition, figure);
    return arena_format(lasting, "%.*s %.*s", STRING_FORMAT(label),
                        STRING_FORMAT(string_slice(use->path, 0, dot)));
}

bool figure_find(const struct preparation *preparation, const struct expression_use *use,
                 const struct field *table, const struct record *row, struct told_figure *figure)
{
    const struct field *outer;
    *figure = (struct told_figure){0};
    figure->value = row != NULL ? preparation_follow(row, use->path) : NULL;
    const struct field *field =
        figure->value != NULL ? find_field(preparation, table, use->path, &outer) : NULL;
    if (figure->value == NULL) {
        figure->value = preparation_follow(preparation->prepared, use->path);
        field = find_field(preparation, NULL, use->path, &outer);
    }
    if (figure->value == NULL)
        return false;
    figure->derived = field == NULL ? find_derived(preparation, use->name) : NULL;
    figure->is_issued = field == NULL && period_name_lookup(use->name) < PERIOD_NAME_COUNT;
    figure->label = field != NULL             ? label_of(preparation, outer, field)
                    : figure->derived != NULL ? figure->derived->label_name->text
                    : figure->is_issued       ? issued_label(preparation, use)
                                              : arena_copy(preparation->evaluation->lasting, use->path);
    return true;
}

/* ---- formulas as people read them ---- */

enum { MOST_NAMES = 32 };

struct labelled {
    const struct preparation *preparation;
    const struct field *table;
    const struct record *row;
    struct {
        struct string label;
        size_t offset, length;
    } names[MOST_NAMES];
    size_t count;
};

static void add_label(void *context, const struct expression_use *use)
{
    struct labelled *labelled = context;
    struct told_figure figure;
    if (labelled->count == MOST_NAMES ||
        !figure_find(labelled->preparation, use, labelled->table, labelled->row, &figure))
        return;
    labelled->names[labelled->count].label = figure.label;
    labelled->names[labelled->count].offset = use->offset;
    labelled->names[labelled->count++].length = use->length;
}

void figure_append_formula(const struct preparation *preparation, const struct expression *expression,
                           const struct field *table, const struct record *row, struct buffer *out)
{
    struct labelled labelled = {.preparation = preparation, .table = table, .row = row};
    struct string text = expression_text(expression);
    size_t start = expression_offset(expression);
    expression_visit_uses(expression, add_label, &labelled);
    for (size_t at = 0; at < text.length;) {
        size_t i = 0;
        while (i < labelled.count && labelled.names[i].offset != start + at)
            i++;
        if (i == labelled.count || labelled.names[i].length == 0) {
            buffer_append_byte(out, text.bytes[at++]);
            continue;
        }
        buffer_append_string(out, labelled.names[i].label);
        at += labelled.names[i].length;
    }
}

/* ---- where from ---- */

static void append_place(const struct preparation *preparation, const struct value *value, struct string file,
                         enum language language, struct buffer *out)
{
    struct problem problem = {.place = value_place(preparation->evaluation->sources, value)};
    struct buffer words = {0};
    problem_append_place(&problem, language, &words);
    if (!string_equal(problem.place.file, file))
        buffer_append_format(out, "%.*s%s", STRING_FORMAT(problem.place.file), words.length > 0 ? ", " : "");
    buffer_append_string(out, buffer_string(&words));
    buffer_release(&words);
}

static void append_origin(const struct preparation *preparation, const struct told_figure *figure,
                          struct string file, enum language language, struct buffer *out)
{
    if (figure->value->source != 0)
        append_place(preparation, figure->value, file, language, out);
    else if (figure->is_issued)
        buffer_append_text(out, language == LANGUAGE_VI ? "sổ số liệu" : "history");
    else if (figure->derived == NULL)
        buffer_append_text(out, language == LANGUAGE_VI ? "mặc định" : "default");
    else {
        buffer_append_text(out, language == LANGUAGE_VI ? "tính từ " : "computed as ");
        if (figure->derived->value != NULL)
            figure_append_formula(preparation, figure->derived->value, NULL, NULL, out);
        else
            buffer_append_format(out, "SQL: %.*s", STRING_FORMAT(string_trim(figure->derived->sql)));
    }
}

void figure_append(const struct preparation *preparation, const struct told_figure *figure,
                   struct string file, enum language language, struct buffer *out)
{
    buffer_append_format(out, "%.*s = ", STRING_FORMAT(figure->label));
    evaluation_append(preparation->evaluation, out, figure->value);
    buffer_append_text(out, " (");
    append_origin(preparation, figure, file, language, out);
    buffer_append_byte(out, ')');
}

/* ---- the first that was given ---- */

struct search {
    const struct preparation *preparation;
    const struct field *table;
    const struct record *row;
    const struct value *found;
    unsigned depth;
};

enum { MOST_DEPTH = 32 };

static void search_given(void *context, const struct expression_use *use)
{
    struct search *search = context;
    struct told_figure figure;
    if (search->found != NULL || !figure_find(search->preparation, use, search->table, search->row, &figure))
        return;
    if (figure.value->source != 0 && figure.value->kind != VALUE_LIST && figure.value->kind != VALUE_RECORD)
        search->found = figure.value;
    else if (figure.derived != NULL && figure.derived->value != NULL && search->depth < MOST_DEPTH) {
        search->depth++;
        expression_visit_uses(figure.derived->value, search_given, search);
        search->depth--;
    }
}

const struct value *figure_first_given(const struct preparation *preparation,
                                       const struct expression *expression, const struct field *table,
                                       const struct record *row)
{
    struct search search = {preparation, table, row, NULL, 0};
    expression_visit_uses(expression, search_given, &search);
    return search.found;
}

struct place figure_place(const struct preparation *preparation, const struct value *given)
{
    struct value file = field_whole_file(preparation->data);
    return value_place(preparation->evaluation->sources, given != NULL ? given : &file);
}
