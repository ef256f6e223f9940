/* Expressions undone: a value they gave, back to the fields it came from. */

#include "inverse/solving.h"

#include <string.h>

#include "expression/function.h"
#include "text/unicode.h"

enum { DEEPEST = 24 };

/* ---- names ---- */

static bool assign_binding(struct solver *solver, const struct binding *binding, const struct value *value,
                           bool is_trial, unsigned depth)
{
    if (binding->loop == NULL)
        return binding->value == NULL ||
               solver_assign(solver, binding->value, binding->scope, value, is_trial, depth + 1);
    if (is_trial)
        return true;
    struct value part = *value;
    if (binding->part >= 0)
        part = solver_wrap(solver, arena_format(solver->arena, "%d", binding->part), value);
    solver_merge(solver, &binding->loop->current, &part);
    return true;
}

static bool assign_name(struct solver *solver, const struct node *node, const struct binding *scope,
                        const struct value *value, bool is_trial, unsigned depth)
{
    const struct definition *definition = solver->pattern->definition;
    const struct binding *binding = binding_lookup(scope, node->name.name);
    if (binding != NULL)
        return assign_binding(solver, binding, value, is_trial, depth);
    const struct field *field = field_lookup(definition->fields, definition->field_count, node->name.name);
    if (field != NULL)
        return solver_set_field(solver, solver->solution->data.as.record, field, value, is_trial);
    const struct derived *derived = derived_lookup(definition, node->name.name);
    return derived == NULL || derived->value == NULL ||
           solver_assign(solver, derived->value->root, NULL, value, is_trial, depth + 1);
}

/* ---- constants ---- */

static bool is_blank(const struct value *value)
{
    return value->kind == VALUE_UNDEFINED || value->kind == VALUE_NONE ||
           (value->kind == VALUE_TEXT && string_trim(value->as.text).length == 0) ||
           (value->kind == VALUE_LIST && value->as.list->count == 0);
}

static bool is_literal(struct solver *solver, const struct value *literal, const struct value *value)
{
    struct buffer text = {0};
    if (value->kind == VALUE_UNDEFINED || (is_blank(literal) && is_blank(value)))
        return true;
    if (value->kind == VALUE_BOOL)
        return value_is_true(literal) == value->as.truth;
    if (value->kind != VALUE_TEXT)
        return false;
    buffer_append_text(&text, "");
    value_append_text(&text, literal, NUMBERS_VI);
    bool is_same = string_equal(text_fold_name(solver->arena, buffer_string(&text)),
                                text_fold_name(solver->arena, value->as.text));
    buffer_release(&text);
    return is_same;
}

/* ---- lists ---- */

static struct value slice(struct solver *solver, const struct value *list, size_t from, size_t to)
{
    struct value part = value_list(solver->arena);
    for (size_t i = from; i < to; i++)
        list_append(part.as.list, &list->as.list->items[i]);
    return part;
}

bool solver_assign_items(struct solver *solver, const struct node *node, const struct binding *scope,
                         const struct value *value, bool may_skip, bool is_trial, unsigned depth)
{
    size_t item = 0;
    for (size_t i = 0; i < value->as.list->count; i++, item++) {
        const struct value *own = &value->as.list->items[i];
        while (may_skip && item < node->list.count &&
               !solver_assign(solver, node->list.items[item], scope, own, true, depth + 1))
            item++;
        if (item >= node->list.count ||
            !solver_assign(solver, node->list.items[item], scope, own, is_trial, depth + 1))
            return false;
    }
    return may_skip || item == node->list.count;
}

/* {"0": x, "2": y} of a list. */
static bool assign_parts(struct solver *solver, const struct node *node, const struct binding *scope,
                         const struct value *value, bool is_trial, unsigned depth)
{
    const struct record *record = value->as.record;
    for (size_t i = 0; i < record->count; i++) {
        size_t index = strtoul(arena_copy(solver->arena, record->entries[i].name->text).bytes, NULL, 10);
        if (index >= node->list.count || !solver_assign(solver, node->list.items[index], scope,
                                                        &record->entries[i].value, is_trial, depth + 1))
            return false;
    }
    return true;
}

/* a + b: the shortest first part that both can have been. */
static bool assign_sum(struct solver *solver, const struct node *node, const struct binding *scope,
                       const struct value *value, bool is_trial, unsigned depth)
{
    if (value->kind != VALUE_LIST || node->operator!= OPERATOR_ADD)
        return true;
    size_t count = value->as.list->count;
    for (size_t cut = 0; cut <= count; cut++) {
        struct value first = slice(solver, value, 0, cut), rest = slice(solver, value, cut, count);
        if (!solver_assign(solver, node->pair.left, scope, &first, true, depth + 1) ||
            !solver_assign(solver, node->pair.right, scope, &rest, true, depth + 1))
            continue;
        return is_trial || (solver_assign(solver, node->pair.left, scope, &first, false, depth + 1) &&
                            solver_assign(solver, node->pair.right, scope, &rest, false, depth + 1));
    }
    return false;
}

static bool assign_record(struct solver *solver, const struct node *node, const struct binding *scope,
                          const struct value *value, bool is_trial, unsigned depth)
{
    if (value->kind != VALUE_RECORD)
        return is_blank(value);
    for (size_t i = 0; i < value->as.record->count; i++) {
        const struct entry *entry = &value->as.record->entries[i];
        const struct node *own = NULL;
        struct string key;
        for (size_t at = 0; at + 1 < node->list.count; at += 2)
            if (node_text(node->list.items[at], &key) && string_equal(key, entry->name->text))
                own = node->list.items[at + 1];
        bool fits = own != NULL ? solver_assign(solver, own, scope, &entry->value, is_trial, depth + 1)
                                : !value_is_true(&entry->value);
        if (!fits)
            return false;
    }
    return true;
}

static bool assign_list(struct solver *solver, const struct node *node, const struct binding *scope,
                        const struct value *value, bool is_trial, unsigned depth)
{
    if (value->kind == VALUE_LIST)
        return solver_assign_items(solver, node, scope, value, false, is_trial, depth);
    if (value->kind == VALUE_RECORD)
        return assign_parts(solver, node, scope, value, is_trial, depth);
    return value->kind == VALUE_UNDEFINED;
}

/* ---- filters and methods ---- */

static struct string separator_of(const struct argument_list *arguments)
{
    struct string text;
    bool is_given = arguments->count > 0 && node_text(arguments->items[0].value, &text);
    return is_given ? text : STRING("");
}

static struct value join_texts(struct solver *solver, const struct value *list, struct string separator)
{
    struct buffer text = {0};
    struct value joined = list->as.list->count > 0 ? list->as.list->items[0] : value_text(STRING(""));
    buffer_append_text(&text, "");
    for (size_t i = 0; i < list->as.list->count; i++) {
        const struct value *item = &list->as.list->items[i];
        buffer_append_string(&text, i > 0 ? separator : STRING(""));
        if (item->kind == VALUE_TEXT)
            buffer_append_string(&text, item->as.text);
        if (item->column > 0)
            joined.column = item->column;
    }
    joined.kind = VALUE_TEXT;
    joined.as.text = arena_copy(solver->arena, buffer_string(&text));
    buffer_release(&text);
    return joined;
}

static struct value split_text(struct solver *solver, const struct value *text, struct string separator)
{
    struct value list = value_list(solver->arena);
    struct string rest = text->as.text;
    while (true) {
        size_t end = separator.length > 0 ? string_find(rest, separator, 0) : SIZE_MAX;
        struct value item = *text;
        item.as.text = string_trim(string_slice(rest, 0, end == SIZE_MAX ? rest.length : end));
        list_append(list.as.list, &item);
        if (end == SIZE_MAX)
            return list;
        rest = string_slice(rest, end + separator.length, rest.length);
    }
}

/* batch(2): pairs of which "0" and "-1" were seen. */
static struct value flatten_pairs(struct solver *solver, const struct value *value)
{
    static const char *const keys[] = {"0", "-1"};
    struct value list = value_list(solver->arena);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++)
        for (size_t k = 0; k < 2 && value->as.list->items[i].kind == VALUE_RECORD; k++) {
            const struct value *item = record_lookup(value->as.list->items[i].as.record, string_of(keys[k]));
            if (item != NULL)
                list_append(list.as.list, item);
        }
    return list;
}

static bool assign_filter(struct solver *solver, const struct node *node, const struct binding *scope,
                          const struct value *value, bool is_trial, unsigned depth)
{
    const struct node *subject = node->apply.subject;
    struct value inner = *value;
    bool undone = false;
    if (node_is_filter(node, "join") && value->kind == VALUE_TEXT) {
        struct string separator = separator_of(&node->apply.arguments);
        inner = split_text(solver, value,
                           string_trim(separator).length > 0 || string_is(separator, "\n") ? separator
                                                                                           : STRING(""));
        undone = true;
    } else if (node_is_filter(node, "first") || node_is_filter(node, "last")) {
        inner = solver_wrap(solver, node_is_filter(node, "first") ? STRING("0") : STRING("-1"), value);
        undone = true;
    } else if (node_is_filter(node, "batch")) {
        inner = flatten_pairs(solver, value);
        undone = true;
    } else if (node_is_filter(node, "sentence") || node_is_filter(node, "lower")) {
        inner.column = 1;
        undone = true;
    }
    return !undone || solver_assign(solver, subject, scope, &inner, is_trial, depth + 1);
}

/* x.split('\n') */
static bool assign_call(struct solver *solver, const struct node *node, const struct binding *scope,
                        const struct value *value, bool is_trial, unsigned depth)
{
    const struct node *target = node->call.target;
    if (target->kind != NODE_ATTRIBUTE || value->kind != VALUE_LIST ||
        !string_is(target->attribute.name->text, "split"))
        return true;
    struct value text = join_texts(solver, value, separator_of(&node->call.arguments));
    return solver_assign(solver, target->attribute.object, scope, &text, is_trial, depth + 1);
}

/* "Lưu: " ~ x: what is left between the words. Of more than one unknown nothing is certain. */
static bool assign_joined(struct solver *solver, const struct node *node, const struct binding *scope,
                          const struct value *value, bool is_trial, unsigned depth)
{
    size_t count = node->list.count, first = 0, end = count;
    struct value rest = *value;
    struct string word;
    if (value->kind != VALUE_TEXT)
        return value->kind == VALUE_UNDEFINED;
    for (; first < count && node_text(node->list.items[first], &word); first++) {
        if (!string_starts_with(rest.as.text, string_trim(word)))
            return false;
        rest.as.text = string_slice(rest.as.text, string_trim(word).length, rest.as.text.length);
    }
    for (; end > first && node_text(node->list.items[end - 1], &word); end--) {
        if (!string_ends_with(rest.as.text, string_trim(word)))
            return false;
        rest.as.text = string_slice(rest.as.text, 0, rest.as.text.length - string_trim(word).length);
    }
    rest.as.text = string_trim(rest.as.text);
    return end != first + 1 ||
           solver_assign(solver, node->list.items[first], scope, &rest, is_trial, depth + 1);
}

/* ---- choices ---- */

static bool assign_choice(struct solver *solver, const struct node *first, const struct node *second,
                          enum truth is_first, const struct binding *scope, const struct value *value,
                          bool is_trial, unsigned depth)
{
    bool fits = is_first != TRUTH_FALSE && solver_assign(solver, first, scope, value, true, depth + 1);
    if (!fits && is_first == TRUTH_TRUE)
        return false;
    const struct node *chosen = fits ? first : second;
    if (chosen == NULL)
        return is_blank(value);
    return solver_assign(solver, chosen, scope, value, is_trial, depth + 1);
}

static size_t count_words(const struct node *node, unsigned depth)
{
    struct string text;
    size_t count = node_text(node, &text) && string_trim(text).length > 0;
    for (size_t i = 0; depth < DEEPEST && i < node_part_count(node); i++)
        if (node_part(node, i) != NULL)
            count += count_words(node_part(node, i), depth + 1);
    return count;
}

/* When nobody knows the condition, what has words of its own is tried first. */
static bool assign_conditional(struct solver *solver, const struct node *node, const struct binding *scope,
                               const struct value *value, bool is_trial, unsigned depth)
{
    const struct node *then = node->conditional.then, *otherwise = node->conditional.otherwise;
    enum truth truth = solver_truth(solver, node->conditional.condition, scope, 0);
    if (truth == TRUTH_UNKNOWN && otherwise != NULL && count_words(otherwise, 0) > count_words(then, 0))
        return assign_choice(solver, otherwise, then, truth, scope, value, is_trial, depth);
    return assign_choice(solver, then, otherwise, truth, scope, value, is_trial, depth);
}

/* ---- the whole ---- */

static bool assign_item(struct solver *solver, const struct node *node, const struct binding *scope,
                        const struct value *value, bool is_trial, unsigned depth)
{
    const struct node *index = node->item.index;
    int64_t number;
    struct string key;
    if (index->kind == NODE_LITERAL && index->literal.kind == VALUE_NUMBER &&
        number_to_integer(index->literal.as.number, &number))
        key = arena_format(solver->arena, "%lld", (long long)number);
    else if (!node_text(index, &key))
        return true;
    struct value wrapped = solver_wrap(solver, key, value);
    return solver_assign(solver, node->item.object, scope, &wrapped, is_trial, depth + 1);
}

static bool assign_attribute(struct solver *solver, const struct node *node, const struct binding *scope,
                             const struct value *value, bool is_trial, unsigned depth)
{
    const struct field *field = pattern_field(solver->pattern->definition, node, scope);
    struct value wrapped =
        solver_wrap(solver, field != NULL ? field->name->text : node->attribute.name->text, value);
    return solver_assign(solver, node->attribute.object, scope, &wrapped, is_trial, depth + 1);
}

bool solver_assign(struct solver *solver, const struct node *node, const struct binding *scope,
                   const struct value *value, bool is_trial, unsigned depth)
{
    bool is_capital, is_outline;
    const struct node *inner = node_through(node, &is_capital, &is_outline);
    struct value own = *value;
    if (depth > DEEPEST)
        return true;
    if (inner == NULL)
        inner = node_undone(node);
    if (inner != NULL) {
        own.column |= is_capital;
        return solver_assign(solver, inner, scope, &own, is_trial, depth + 1);
    }
    switch (node->kind) {
    case NODE_LITERAL:
        return is_literal(solver, &node->literal, value);
    case NODE_NAME:
        return assign_name(solver, node, scope, value, is_trial, depth);
    case NODE_ATTRIBUTE:
        return assign_attribute(solver, node, scope, value, is_trial, depth);
    case NODE_ITEM:
        return assign_item(solver, node, scope, value, is_trial, depth);
    case NODE_FILTER:
        return assign_filter(solver, node, scope, value, is_trial, depth);
    case NODE_CALL:
        return assign_call(solver, node, scope, value, is_trial, depth);
    case NODE_CONCAT:
        return assign_joined(solver, node, scope, value, is_trial, depth);
    case NODE_LIST:
    case NODE_TUPLE:
        return assign_list(solver, node, scope, value, is_trial, depth);
    case NODE_DICT:
        return assign_record(solver, node, scope, value, is_trial, depth);
    case NODE_BINARY:
        return assign_sum(solver, node, scope, value, is_trial, depth);
    case NODE_OR:
        return assign_choice(solver, node->pair.left, node->pair.right,
                             solver_truth(solver, node->pair.left, scope, 0), scope, value, is_trial, depth);
    case NODE_CONDITIONAL:
        return assign_conditional(solver, node, scope, value, is_trial, depth);
    default:
        return true;
    }
}
