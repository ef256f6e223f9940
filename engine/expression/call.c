/* Calls: functions, methods, macros, filters and tests, and the arguments they are given. */

#include "expression/objects.h"
#include "expression/rows.h"

#include <string.h>

/* ---- arguments ---- */

/* Arguments while they are collected. */
struct collection {
    struct list *values;
    const struct name **keywords;
    struct value *keyword_values;
    size_t keyword_count, keyword_capacity;
    struct arena *arena;
};

static void add_keyword(struct collection *collection, const struct name *keyword, const struct value *value)
{
    if (collection->keyword_count == collection->keyword_capacity) {
        size_t count = collection->keyword_count, capacity = count * 2 + 4;
        const struct name **keywords = arena_allocate(collection->arena, capacity * sizeof *keywords);
        struct value *values = arena_allocate(collection->arena, capacity * sizeof *values);
        if (count > 0) {
            memcpy(keywords, collection->keywords, count * sizeof *keywords);
            memcpy(values, collection->keyword_values, count * sizeof *values);
        }
        collection->keywords = keywords;
        collection->keyword_values = values;
        collection->keyword_capacity = capacity;
    }
    collection->keywords[collection->keyword_count] = keyword;
    collection->keyword_values[collection->keyword_count++] = *value;
}

static bool fail_spread(const struct evaluator *evaluator, const struct node *node, const struct value *value)
{
    return evaluator_fail(evaluator, node, PROBLEM_NOT_ITERABLE, value_kind_word(value, LANGUAGE_VI),
                          value_kind_word(value, LANGUAGE_EN));
}

static bool spread_list(const struct evaluator *evaluator, const struct node *node, const struct value *value,
                        struct collection *collection)
{
    const struct list *items = iterate_value(collection->arena, value);
    if (items == NULL)
        return fail_spread(evaluator, node, value);
    for (size_t i = 0; i < items->count; i++)
        list_append(collection->values, &items->items[i]);
    return true;
}

static bool spread_record(const struct evaluator *evaluator, const struct node *node,
                          const struct value *value, struct collection *collection)
{
    if (value->kind != VALUE_RECORD)
        return fail_spread(evaluator, node, value);
    for (size_t i = 0; i < value->as.record->count; i++)
        add_keyword(collection, value->as.record->entries[i].name, &value->as.record->entries[i].value);
    return true;
}

static bool collect(const struct evaluator *evaluator, const struct argument *argument,
                    struct collection *collection)
{
    struct value value;
    if (!evaluate(evaluator, argument->value, &value))
        return false;
    switch (argument->form) {
    case ARGUMENT_POSITIONAL:
        list_append(collection->values, &value);
        return true;
    case ARGUMENT_KEYWORD:
        add_keyword(collection, argument->keyword, &value);
        return true;
    case ARGUMENT_SPREAD_LIST:
        return spread_list(evaluator, argument->value, &value, collection);
    case ARGUMENT_SPREAD_RECORD:
        return spread_record(evaluator, argument->value, &value, collection);
    }
    return false;
}

/* `first`: the value of the first, when it was evaluated already, or NULL. */
static bool evaluate_arguments(const struct evaluator *evaluator, const struct node *node,
                               const struct argument_list *list, const struct value *first,
                               struct arguments *arguments)
{
    struct arena *arena = evaluator->evaluation->arena;
    bool has_extra = node != NULL && node == evaluator->call_with_extra;
    *arguments = (struct arguments){0};
    if (list->count == 0 && !has_extra)
        return true;
    struct collection collection = {.values = value_list(arena).as.list, .arena = arena};
    if (first != NULL)
        list_append(collection.values, first);
    for (size_t i = first != NULL; i < list->count; i++)
        if (!collect(evaluator, &list->items[i], &collection))
            return false;
    if (has_extra)
        add_keyword(&collection, evaluator->extra_keyword, evaluator->extra_value);
    *arguments = (struct arguments){collection.values->items, collection.values->count, collection.keywords,
                                    collection.keyword_values, collection.keyword_count};
    return true;
}

bool evaluate_argument_list(const struct evaluator *evaluator, const struct node *node,
                            const struct argument_list *list, struct arguments *arguments)
{
    return evaluate_arguments(evaluator, node, list, NULL, arguments);
}

/* ---- functions and methods as values ---- */

struct builtin {
    struct callable callable;
    const struct function_row *row;
    struct value self;
    bool has_self;
};

static bool call_row(const struct evaluator *evaluator, const struct node *node,
                     const struct function_row *row, const struct value *subject,
                     const struct arguments *arguments, struct value *result)
{
    struct call call = {
        .evaluation = evaluator->evaluation, .expression = evaluator->expression, .node = node, .row = row};
    return call_run(&call, subject, arguments, result);
}

/* Called as a value, it knows of no expression: problems stand at the tag being evaluated. */
static bool call_builtin(const struct callable *self, struct evaluation *evaluation,
                         const struct arguments *arguments, struct value *result)
{
    static const struct expression nowhere = {.root = NULL};
    const struct builtin *builtin = (const struct builtin *)self;
    struct evaluator evaluator = {.evaluation = evaluation, .expression = &nowhere};
    return call_row(&evaluator, NULL, builtin->row, builtin->has_self ? &builtin->self : NULL, arguments,
                    result);
}

struct value builtin_value(struct evaluation *evaluation, const struct function_row *row,
                           const struct value *self)
{
    struct arena *lasting = lasting_arena(evaluation);
    struct builtin *builtin = arena_allocate(lasting, sizeof *builtin);
    builtin->callable.call = call_builtin;
    builtin->callable.name = name_new(lasting, string_of(row->name));
    builtin->row = row;
    builtin->has_self = self != NULL;
    if (self != NULL) {
        builtin->self = value_copy(lasting, self);
        builtin->callable.is_passing = value_is_passing(self);
    }
    return (struct value){.kind = VALUE_CALLABLE, .as.callable = &builtin->callable};
}

/* ---- the call ---- */

static bool call_value(const struct evaluator *evaluator, const struct node *node, const struct value *target,
                       struct value *result)
{
    if (target->kind != VALUE_CALLABLE)
        return evaluator_fail(evaluator, node->call.target, PROBLEM_NOT_CALLABLE,
                              typed_text(evaluator, node->call.target), value_kind_word(target, LANGUAGE_VI),
                              value_kind_word(target, LANGUAGE_EN));
    struct arguments arguments;
    if (!evaluate_argument_list(evaluator, node, &node->call.arguments, &arguments))
        return false;
    const struct callable *callable = target->as.callable;
    if (callable->call != call_builtin)
        return callable->call(callable, evaluator->evaluation, &arguments, result);
    const struct builtin *builtin = (const struct builtin *)callable;
    return call_row(evaluator, node, builtin->row, builtin->has_self ? &builtin->self : NULL, &arguments,
                    result);
}

static bool call_function(const struct evaluator *evaluator, const struct node *node,
                          const struct function_row *row, const struct value *subject, struct value *result)
{
    const struct argument_list *list = &node->call.arguments;
    struct arguments arguments;
    struct value first;
    bool may_query = row->flags & TAKES_ROWS && list->count > 0 && list->items[0].form == ARGUMENT_POSITIONAL;
    bool is_query = false;
    if (may_query && !rows_accept(evaluator, node, row, &first, &is_query))
        return false;
    if (is_query)
        return rows_call(evaluator, node, row, &first, result);
    return evaluate_arguments(evaluator, node, list, may_query ? &first : NULL, &arguments) &&
           call_row(evaluator, node, row, subject, &arguments, result);
}

static bool fail_unknown_function(const struct evaluator *evaluator, const struct node *target)
{
    struct place place = place_of(evaluator->evaluation, evaluator->expression, target);
    struct string name = target->name.name->text;
    struct problem *problem =
        problems_add(evaluator->evaluation->problems, PROBLEM_UNKNOWN_FUNCTION, &place, name.bytes);
    struct string suggestion = global_suggest(evaluator->evaluation, name);
    if (suggestion.length > 0)
        problems_suggest(evaluator->evaluation->problems, problem, suggestion);
    return false;
}

/* A name of the data does not hide a function: "tổng" may be a figure, "tổng(…)" is still the sum. */
static bool call_name(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    const struct node *target = node->call.target;
    const struct value *found = scope_lookup(evaluator->evaluation->scope, target->name.name);
    if (found != NULL && (found->kind == VALUE_CALLABLE || target->name.function == NULL))
        return call_value(evaluator, node, found, result);
    if (target->name.function != NULL)
        return call_function(evaluator, node, target->name.function, NULL, result);
    return fail_unknown_function(evaluator, target);
}

static bool fail_unknown_method(const struct evaluator *evaluator, const struct node *target,
                                const struct value *object)
{
    struct place place = place_of(evaluator->evaluation, evaluator->expression, target);
    struct string name = target->attribute.name->text;
    struct problem *problem =
        problems_add(evaluator->evaluation->problems, PROBLEM_UNKNOWN_METHOD, &place, name.bytes,
                     value_kind_word(object, LANGUAGE_VI), value_kind_word(object, LANGUAGE_EN));
    struct string suggestion = method_suggest(object->kind, name);
    if (suggestion.length > 0)
        problems_suggest(evaluator->evaluation->problems, problem, suggestion);
    return false;
}

static bool call_method(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    const struct node *target = node->call.target;
    const struct name *name = target->attribute.name;
    struct value object, member;
    bool is_missing = false;
    if (!evaluate(evaluator, target->attribute.object, &object) ||
        !use_value(evaluator->evaluation, evaluator->expression, &object, MISSING_IS_WRONG, &is_missing))
        return false;
    if (is_missing) {
        *result = object;
        return true;
    }
    const struct value *own = object.kind == VALUE_RECORD ? record_lookup_name(object.as.record, name) : NULL;
    const struct function_row *row = method_lookup(object.kind, name->text);
    if (own != NULL && (own->kind == VALUE_CALLABLE || row == NULL))
        return call_value(evaluator, node, own, result);
    if (row != NULL)
        return call_function(evaluator, node, row, &object, result);
    return lookup_attribute(evaluator->evaluation, &object, name, &member)
               ? call_value(evaluator, node, &member, result)
               : fail_unknown_method(evaluator, target, &object);
}

bool evaluate_call(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    const struct node *target = node->call.target;
    if (target->kind == NODE_NAME)
        return call_name(evaluator, node, result);
    if (target->kind == NODE_ATTRIBUTE)
        return call_method(evaluator, node, result);
    struct value value;
    bool is_missing = false;
    if (!evaluate(evaluator, target, &value) ||
        !use_value(evaluator->evaluation, evaluator->expression, &value, MISSING_IS_WRONG, &is_missing))
        return false;
    if (!is_missing)
        return call_value(evaluator, node, &value, result);
    *result = value;
    return true;
}

bool evaluate_apply(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value subject;
    struct arguments arguments;
    return evaluate(evaluator, node->apply.subject, &subject) &&
           evaluate_argument_list(evaluator, node, &node->apply.arguments, &arguments) &&
           call_row(evaluator, node, node->apply.row, &subject, &arguments, result);
}
