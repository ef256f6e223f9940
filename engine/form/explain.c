/* Explanations: a figure is taken apart until there are only cells, queries and defaults. */

#include "form/explain.h"

struct explaining {
    struct query_listener listener; /* first: found from it */
    struct preparation *preparation;
    struct explanation *explanation;
    unsigned depth;
};

/* ---- one figure ---- */

/* A ratio is no type that a field can have. */
static const struct field_kind *type_of(const struct value *value)
{
    static const struct field_kind ratio = {.name = "ratio", .words = {"tỷ lệ", "ratio"}};
    for (size_t i = 0; value->format != FORMAT_BARE && i <= FIELD_ANY; i++)
        if (field_kinds[i].format == value->format)
            return &field_kinds[i];
    switch ((enum value_kind)value->kind) {
    case VALUE_NUMBER:
        return &field_kinds[FIELD_NUMBER];
    case VALUE_DATE:
        return &field_kinds[FIELD_DATE];
    case VALUE_BOOL:
        return &field_kinds[FIELD_BOOL];
    case VALUE_LIST:
        return &field_kinds[FIELD_TABLE];
    case VALUE_RECORD:
        return &field_kinds[FIELD_RECORD];
    case VALUE_RATIO:
        return &ratio;
    default:
        return &field_kinds[FIELD_TEXT];
    }
}

static struct explanation *new_explanation(const struct preparation *preparation, struct string label,
                                           const struct value *value)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct explanation *explanation = arena_allocate(evaluation->lasting, sizeof *explanation);
    struct buffer text = {0};
    uint64_t budget = 4096;
    if (value->kind != VALUE_LIST && value->kind != VALUE_RECORD && value_fits(value, &budget))
        evaluation_append(evaluation, &text, value);
    else
        buffer_append_text(&text, "…");
    explanation->label = label;
    explanation->value = *value;
    explanation->type = type_of(value);
    explanation->text = arena_copy(evaluation->lasting, buffer_string(&text));
    if (value->source != 0)
        explanation->place = value_place(evaluation->sources, value);
    buffer_release(&text);
    return explanation;
}

/* ---- queries ---- */

static const struct value *cell_of(const struct value *row, struct string column)
{
    const struct value *cell = column.length > 0 ? record_lookup(row->as.record, column) : NULL;
    for (size_t i = 0; (cell == NULL || cell->source == 0) && i < row->as.record->count; i++)
        cell = &row->as.record->entries[i].value;
    return cell != NULL && cell->source != 0 ? cell : NULL;
}

static void note_query(struct query_listener *listener, struct string text, struct string column,
                       const struct list *rows, const struct list *found)
{
    struct explaining *explaining = (struct explaining *)listener;
    struct evaluation *evaluation = explaining->preparation->evaluation;
    struct explanation *explanation = explaining->explanation;
    if (explanation->query_count == MOST_QUERIES)
        return;
    struct explained_query *query = &explanation->queries[explanation->query_count++];
    query->text = arena_copy(evaluation->lasting, text);
    query->row_count = rows->count;
    query->found_count = found->count;
    query->cells = arena_allocate(evaluation->lasting, MOST_CELLS * sizeof *query->cells);
    for (size_t i = 0; i < found->count && query->cell_count < MOST_CELLS; i++) {
        const struct value *cell = cell_of(&found->items[i], column);
        if (cell != NULL)
            query->cells[query->cell_count++] = value_place(evaluation->sources, cell);
    }
}

/* Computed once more, listened to; what it reports was reported already. */
static void find_queries(struct explaining *explaining, const struct expression *expression)
{
    struct evaluation again = *explaining->preparation->evaluation;
    struct problems *unheard = problems_new();
    struct value value;
    again.listener = &explaining->listener;
    again.problems = unheard;
    expression_evaluate(expression, &again, &value);
    problems_free(unheard);
}

/* ---- SQL ---- */

struct reading_tables {
    struct query_listening listening; /* first: found from it */
    struct explaining *explaining;
};

static bool is_noted(const struct explanation *explanation, struct string text)
{
    for (size_t i = 0; i < explanation->query_count; i++)
        if (string_equal(explanation->queries[i].text, text))
            return true;
    return false;
}

/* Which rows a query of SQL takes is not told by it: all cells of each column it reads are named. */
static void note_column(struct query_listening *listening, const struct query_table *table,
                        const struct query_column *column)
{
    struct reading_tables *reading = (struct reading_tables *)listening;
    struct explaining *explaining = reading->explaining;
    static const struct list none;
    const struct list *rows = table->rows != NULL ? table->rows : &none;
    struct string text = table->label;
    if (column != NULL)
        text = arena_format(explaining->preparation->evaluation->lasting, "%.*s.%.*s",
                            STRING_FORMAT(table->label), STRING_FORMAT(column->label));
    if (!is_noted(explaining->explanation, text))
        note_query(&explaining->listener, text, column != NULL ? column->name : STRING(""), rows, rows);
}

static void explain_sql(struct preparation *preparation, struct explanation *explanation,
                        const struct derived *derived, unsigned depth)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct explaining explaining = {{note_query}, preparation, explanation, depth};
    struct reading_tables reading = {{note_column}, &explaining};
    struct problems *problems = evaluation->problems, *unheard = problems_new();
    struct value ignored;
    explanation->typed = string_trim(derived->sql);
    explanation->is_sql = true;
    evaluation->problems = unheard;
    query_derived_told(preparation, derived, &reading.listening, &ignored);
    evaluation->problems = problems;
    problems_free(unheard);
}

/* ---- formulas ---- */

static struct explanation *explain_figure(struct preparation *preparation, const struct told_figure *figure,
                                          unsigned depth);

static void add_part(void *context, const struct expression_use *use)
{
    struct explaining *explaining = context;
    struct explanation *explanation = explaining->explanation;
    struct told_figure figure;
    if (explanation->part_count == MOST_PARTS || explaining->depth >= MOST_EXPLAINED_DEPTH ||
        !figure_find(explaining->preparation, use, NULL, NULL, &figure))
        return;
    for (size_t i = 0; i < explanation->part_count; i++)
        if (string_equal(explanation->parts[i]->label, figure.label))
            return;
    explanation->parts[explanation->part_count++] =
        explain_figure(explaining->preparation, &figure, explaining->depth + 1);
}

static void explain_formula(struct preparation *preparation, struct explanation *explanation,
                            const struct expression *expression, unsigned depth)
{
    struct explaining explaining = {{note_query}, preparation, explanation, depth};
    struct arena *arena = preparation->evaluation->lasting;
    struct buffer labelled = {0};
    figure_append_formula(preparation, expression, NULL, NULL, &labelled);
    explanation->typed = arena_copy(arena, expression_text(expression));
    explanation->labelled = arena_copy(arena, buffer_string(&labelled));
    buffer_release(&labelled);
    find_queries(&explaining, expression);
    expression_visit_uses(expression, add_part, &explaining);
}

static struct explanation *explain_figure(struct preparation *preparation, const struct told_figure *figure,
                                          unsigned depth)
{
    struct explanation *explanation = new_explanation(preparation, figure->label, figure->value);
    const struct derived *derived = figure->derived;
    if (derived != NULL && derived->value != NULL) {
        explain_formula(preparation, explanation, derived->value, depth);
    } else if (derived != NULL) {
        explain_sql(preparation, explanation, derived, depth);
    } else {
        explanation->is_default = figure->value->source == 0 && figure->value->kind != VALUE_LIST &&
                                  figure->value->kind != VALUE_RECORD;
    }
    return explanation;
}

/* ---- what is asked for ---- */

struct asking {
    const struct preparation *preparation;
    struct string name;
    struct told_figure figure;
    bool is_figure;
};

static void note_whole(void *context, const struct expression_use *use)
{
    struct asking *asking = context;
    if (use->offset == 0 && use->length == asking->name.length)
        asking->is_figure = figure_find(asking->preparation, use, NULL, NULL, &asking->figure);
}

struct explain_work {
    struct string name;
    enum language language;
    bool as_json, done;
    struct buffer *out;
};

static struct explanation *explain_expression(struct preparation *preparation, struct string name)
{
    struct evaluation *evaluation = preparation->evaluation;
    struct expression_source source = {.place = {.tag = name}, .text = name};
    const struct expression *expression =
        expression_parse(evaluation->lasting, &source, evaluation->problems);
    struct asking asking = {.preparation = preparation, .name = name};
    struct value value;
    if (expression == NULL)
        return NULL;
    expression_visit_uses(expression, note_whole, &asking);
    if (asking.is_figure)
        return explain_figure(preparation, &asking.figure, 0);
    if (!expression_evaluate(expression, evaluation, &value))
        return NULL;
    if (value.kind == VALUE_UNDEFINED) {
        expression_report_undefined(expression, evaluation, &value);
        return NULL;
    }
    struct explanation *explanation = new_explanation(preparation, name, &value);
    explain_formula(preparation, explanation, expression, 0);
    return explanation;
}

static void explain(struct preparation *preparation, void *argument)
{
    struct explain_work *work = argument;
    const struct explanation *explanation = explain_expression(preparation, string_trim(work->name));
    work->done = explanation != NULL;
    if (!work->done)
        return;
    if (work->as_json)
        explanation_append_json(explanation, work->language, work->out);
    else
        explanation_append(explanation, work->language, work->out);
}

/* Of a document the data is what its tags see. */
static void explain_data(const struct form *form, const struct value *data, struct evaluation *evaluation,
                         struct explain_work *work)
{
    struct preparation preparation = {.definition = form->definition,
                                      .evaluation = evaluation,
                                      .data = data,
                                      .prepared = data->as.record,
                                      .strangers = value_record(evaluation->lasting).as.record};
    scope_use_record(evaluation->scope, data->as.record);
    explain(&preparation, work);
}

bool form_explain(const struct form *form, const struct value *data, struct evaluation *evaluation,
                  struct string name, enum language language, bool as_json, struct buffer *out)
{
    struct explain_work work = {name, language, as_json, false, out};
    struct value prepared;
    if (form->is_document)
        explain_data(form, data, evaluation, &work);
    else
        definition_prepare_then(form->definition, data, evaluation, &prepared, explain, &work);
    return work.done;
}
