/* The rows a query means: each condition is asked of each row, what cannot be known is told. */

#include "expression/rows.h"

#include <string.h>

#include "expression/scope.h"

/* ---- is it a query? ---- */

static bool is_only_query(const struct function_row *row)
{
    return strncmp(row->signature, "rows", 4) == 0;
}

static bool is_attribute(const struct argument *argument, const struct list *rows)
{
    const struct name *keyword = argument->keyword;
    if (argument->form != ARGUMENT_KEYWORD ||
        !(string_is(keyword->folded, "attribute") || string_is(keyword->folded, "trường")))
        return false;
    return rows->count == 0 || record_lookup_name(rows->items[0].as.record, keyword) == NULL;
}

static bool is_table(const struct value *value)
{
    const struct list *list = value->kind == VALUE_LIST ? value->as.list : NULL;
    for (size_t i = 0; list != NULL && i < list->count; i++)
        if (list->items[i].kind != VALUE_RECORD)
            return false;
    return list != NULL;
}

/* sum(table, attribute='x') is none: it asks all rows, by the attribute's text. */
static bool has_conditions(const struct argument_list *arguments, const struct list *rows)
{
    for (size_t i = 1; i < arguments->count; i++)
        if (arguments->items[i].form == ARGUMENT_SPREAD_LIST ||
            arguments->items[i].form == ARGUMENT_SPREAD_RECORD)
            return false;
    return arguments->count > 2 || (arguments->count == 2 && !is_attribute(&arguments->items[1], rows));
}

static bool fail_no_table(const struct evaluator *evaluator, const struct node *node,
                          const struct function_row *row, const struct value *given)
{
    struct value list = {.kind = VALUE_LIST};
    const struct value *wrong = given;
    for (size_t i = 0; given->kind == VALUE_LIST && i < given->as.list->count; i++)
        if (given->as.list->items[i].kind != VALUE_RECORD)
            wrong = &given->as.list->items[i];
    if (wrong != given)
        list.kind = VALUE_RECORD;
    return evaluator_fail(evaluator, node, PROBLEM_ARGUMENT_KIND, row->name, "rows",
                          value_kind_word(&list, LANGUAGE_VI), value_kind_word(wrong, LANGUAGE_VI),
                          value_kind_word(&list, LANGUAGE_EN), value_kind_word(wrong, LANGUAGE_EN));
}

bool rows_accept(const struct evaluator *evaluator, const struct node *node, const struct function_row *row,
                 struct value *first, bool *is_query)
{
    const struct argument_list *arguments = &node->call.arguments;
    bool is_missing = false;
    *is_query = false;
    if (!evaluate(evaluator, arguments->items[0].value, first))
        return false;
    if (arguments->count < 2 && !is_only_query(row))
        return true;
    if (!use_value(evaluator->evaluation, evaluator->expression, first, MISSING_IS_WRONG, &is_missing))
        return false;
    *is_query =
        is_missing || is_only_query(row) || (is_table(first) && has_conditions(arguments, first->as.list));
    if (is_missing || !is_only_query(row) || is_table(first))
        return true;
    return fail_no_table(evaluator, arguments->items[0].value, row, first);
}

/* ---- columns ---- */

static bool has_same_names(const struct record *row, const struct record *columns)
{
    if (row->count != columns->count)
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (row->entries[i].name != columns->entries[i].name)
            return false;
    return true;
}

/* Rows of a file share their names; others may differ. */
static const struct record *all_columns(struct arena *arena, const struct list *rows)
{
    struct value none = value_none();
    struct record *columns = value_record(arena).as.record;
    for (size_t i = 0; i < rows->count; i++) {
        const struct record *row = rows->items[i].as.record;
        for (size_t k = 0; !has_same_names(row, columns) && k < row->count; k++)
            if (record_lookup_name(columns, row->entries[k].name) == NULL)
                record_set(columns, row->entries[k].name, &none);
    }
    return columns;
}

/* ---- reading the arguments ---- */

static bool takes_flag(struct row_query *query, const struct argument *argument)
{
    const struct name *keyword = argument->keyword;
    return query->call->row->flags & RANKS_ROWS &&
           (string_is(keyword->folded, "ascending") || string_is(keyword->folded, "tăng_dần")) &&
           record_lookup_name(query->columns, keyword) == NULL;
}

static bool read_keyword(struct row_query *query, const struct argument *argument, struct value *missing,
                         bool *is_missing)
{
    struct value flag;
    if (!takes_flag(query, argument))
        return cell_condition_begin(query, argument, missing, is_missing);
    if (!evaluate(query->evaluator, argument->value, &flag))
        return false;
    query->is_ascending = value_is_true(&flag);
    return true;
}

static bool read_positional(struct row_query *query, const struct argument *argument, struct value *missing,
                            bool *is_missing)
{
    if (query->measured == NULL && query->call->row->flags & MEASURES_ROWS)
        query->measured = argument->value;
    else
        query->conditions[query->condition_count++] = argument->value;
    return rows_know_names(query, argument->value, missing, is_missing);
}

static bool fail_form(const struct row_query *query, const struct argument *argument)
{
    return evaluator_fail(query->evaluator, argument->value, PROBLEM_ARGUMENT_MANY, query->call->row->name,
                          "1");
}

static bool read_arguments(struct row_query *query, const struct argument_list *list, struct value *missing,
                           bool *is_missing)
{
    struct arena *arena = query->evaluator->evaluation->arena;
    query->conditions = arena_allocate(arena, list->count * sizeof *query->conditions);
    query->cells = arena_allocate(arena, list->count * sizeof *query->cells);
    for (size_t i = 1; i < list->count && !*is_missing; i++) {
        const struct argument *argument = &list->items[i];
        bool is_read = argument->form == ARGUMENT_KEYWORD ? read_keyword(query, argument, missing, is_missing)
                       : argument->form == ARGUMENT_POSITIONAL
                           ? read_positional(query, argument, missing, is_missing)
                           : fail_form(query, argument);
        if (!is_read)
            return false;
    }
    if (*is_missing || query->measured != NULL || !(query->call->row->flags & MEASURES_ROWS))
        return true;
    return call_fail(query->call, PROBLEM_ROWS_WANT_COLUMN, query->call->row->name);
}

/* ---- each row ---- */

static bool condition_holds(struct row_query *query, const struct node *condition, bool *holds,
                            struct value *missing, bool *is_missing)
{
    struct evaluation *evaluation = query->evaluator->evaluation;
    struct value value;
    if (!evaluate(query->evaluator, condition, &value))
        return false;
    if (value.kind == VALUE_UNDEFINED && value.as.text.length > 0) {
        *missing = value;
        if (!use_value(evaluation, query->evaluator->expression, missing, MISSING_IS_BLANK, is_missing))
            return false;
        value = *missing;
    }
    *holds = value_is_true(&value);
    return true;
}

/* What a condition makes lives until the next row. */
static bool meets_conditions(struct row_query *query, bool *holds, struct value *missing, bool *is_missing)
{
    struct evaluation *evaluation = query->evaluator->evaluation;
    struct arena *arena = evaluation->arena, *lasting = evaluation->lasting;
    evaluation->lasting = lasting_arena(evaluation);
    evaluation->arena = query->scratch;
    evaluation->scope = query->scope;
    evaluation->passing++;
    struct arena_mark mark = arena_mark(query->scratch);
    bool is_done = true;
    for (size_t i = 0; i < query->condition_count && is_done && *holds && !*is_missing; i++)
        is_done = condition_holds(query, query->conditions[i], holds, missing, is_missing);
    arena_rewind(query->scratch, mark);
    evaluation->passing--;
    evaluation->arena = arena;
    evaluation->lasting = lasting;
    evaluation->scope = query->outer;
    return is_done;
}

static bool find_rows(struct row_query *query, struct value *missing, bool *is_missing)
{
    for (size_t i = 0; i < query->rows->count && !*is_missing; i++) {
        const struct value *row = &query->rows->items[i];
        bool holds = true;
        for (size_t k = 0; k < query->cell_count; k++)
            holds &= cell_condition_holds(query->cells[k], row->as.record);
        scope_use_record(query->scope, row->as.record);
        if (holds && query->condition_count > 0 && !meets_conditions(query, &holds, missing, is_missing))
            return false;
        if (holds)
            list_append(query->found, row);
    }
    return call_steps(query->call, query->rows->count) && (*is_missing || cell_conditions_end(query));
}

bool rows_measure(struct row_query *query, const struct value *row, struct value *value)
{
    struct evaluation *evaluation = query->evaluator->evaluation;
    bool is_missing = false;
    scope_use_record(query->scope, row->as.record);
    evaluation->scope = query->scope;
    bool is_done = evaluate(query->evaluator, query->measured, value) &&
                   use_value(evaluation, query->evaluator->expression, value, MISSING_IS_WRONG, &is_missing);
    evaluation->scope = query->outer;
    if (is_done && (is_missing || is_blank_cell(value)))
        *value = value_none();
    return is_done;
}

/* ---- the whole call ---- */

static void tell_listener(const struct row_query *query)
{
    struct query_listener *listener = query->evaluator->evaluation->listener;
    const struct node *measured = query->measured;
    bool is_column = measured != NULL && measured->kind == NODE_NAME;
    if (listener != NULL)
        listener->note(listener, string_of(typed_text(query->evaluator, query->call->node)),
                       is_column ? measured->name.name->text : STRING(""), query->rows, query->found);
}

static struct scope *scope_of(struct arena *arena, struct scope *outer, const struct record *record)
{
    struct scope *scope = scope_new(arena, outer);
    scope_use_record(scope, record);
    return scope;
}

static void open_query(struct row_query *query, const struct value *table)
{
    struct evaluation *evaluation = query->evaluator->evaluation;
    query->rows = table->as.list;
    query->columns = all_columns(evaluation->arena, query->rows);
    query->outer = evaluation->scope;
    query->blank = scope_of(evaluation->arena, query->outer, query->columns);
    query->scope = scope_of(evaluation->arena, query->blank, NULL);
    query->found = value_list(evaluation->arena).as.list;
    query->scratch = arena_new();
}

bool rows_call(const struct evaluator *evaluator, const struct node *node, const struct function_row *row,
               const struct value *table, struct value *result)
{
    struct row_query query = {.evaluator = evaluator};
    struct call call = {.evaluation = evaluator->evaluation,
                        .expression = evaluator->expression,
                        .node = node,
                        .row = row,
                        .query = &query};
    bool is_missing = false;
    *result = *table;
    if (table->kind == VALUE_UNDEFINED)
        return true;
    query.call = &call;
    open_query(&query, table);
    bool is_done = read_arguments(&query, &node->call.arguments, result, &is_missing) &&
                   (is_missing || find_rows(&query, result, &is_missing));
    if (is_done && !is_missing) {
        tell_listener(&query);
        is_done = row->compute(&call, result);
    }
    arena_free(query.scratch);
    return is_done;
}
