/* The walk over the tree: names, literals, logic and conditions; other nodes have files of their own. */

#include "expression/evaluate.h"
#include "expression/scope.h"

enum { MOST_DEPTH = 1000, LARGE_TEXT = 4096 };

/* "data" is the data as a whole, for names that cannot be typed: data["x and y"]; unless a field is so named.
 */
static bool evaluate_data(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    const struct record *top = scope_top(evaluator->evaluation->scope);
    if (top == NULL || !string_is(node->name.name->folded, "data"))
        return false;
    *result = value_record(evaluator->evaluation->arena);
    result->as.record = (struct record *)top;
    return true;
}

static bool evaluate_name(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    const struct value *found = scope_lookup(evaluator->evaluation->scope, node->name.name);
    if (found != NULL) {
        *result = *found;
        return true;
    }
    if (evaluate_data(evaluator, node, result))
        return true;
    if (node->name.function == NULL || !(node->name.function->flags & IS_VALUE)) {
        *result = undefined_of(evaluator, node);
        return true;
    }
    *result = builtin_value(evaluator->evaluation, node->name.function, NULL);
    return true;
}

static bool evaluate_list(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value list = value_list(evaluator->evaluation->arena);
    for (size_t i = 0; i < node->list.count; i++) {
        struct value item;
        if (!evaluate(evaluator, node->list.items[i], &item))
            return false;
        list_append(list.as.list, &item);
    }
    if (node->kind == NODE_TUPLE)
        list.flags |= VALUE_TUPLE;
    *result = list;
    return true;
}

static bool evaluate_dict(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct arena *arena = evaluator->evaluation->arena;
    struct value record = value_record(arena);
    for (size_t i = 0; i < node->list.count; i += 2) {
        struct value key, value;
        bool is_missing = false;
        if (!evaluate(evaluator, node->list.items[i], &key) ||
            !use_value(evaluator->evaluation, evaluator->expression, &key, MISSING_IS_BLANK, &is_missing) ||
            !evaluate(evaluator, node->list.items[i + 1], &value))
            return false;
        record_set_text(record.as.record, key_text(arena, &key), &value);
    }
    *result = record;
    return true;
}

const struct style *evaluation_style(const struct evaluation *evaluation)
{
    return evaluation->style != NULL ? evaluation->style : &style_office;
}

void evaluation_append(const struct evaluation *evaluation, struct buffer *out, const struct value *value)
{
    if (evaluation->numbers == NUMBERS_VI)
        style_append_value(out, value, evaluation_style(evaluation));
    else
        value_append_text(out, value, evaluation->numbers);
}

/* Appends one operand of "~"; *is_missing: it is undefined and a draft goes on. */
static bool append_operand(const struct evaluator *evaluator, const struct node *node, struct buffer *out,
                           struct value *item, bool *is_missing)
{
    struct evaluation *evaluation = evaluator->evaluation;
    if (!evaluate(evaluator, node, item) ||
        !use_value(evaluation, evaluator->expression, item, MISSING_IS_BLANK, is_missing))
        return false;
    if (*is_missing)
        return true;
    if (!expression_fits(evaluator->expression, evaluation, item))
        return false;
    evaluation_append(evaluation, out, item);
    return out->length <= MOST_TEXT || evaluator_fail(evaluator, node, PROBLEM_VALUE_SIZE, "~", "16 MiB");
}

static bool evaluate_concat(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct buffer out = {0};
    bool is_missing = false, is_done = true;
    for (size_t i = 0; i < node->list.count && is_done && !is_missing; i++)
        is_done = append_operand(evaluator, node->list.items[i], &out, result, &is_missing);
    if (is_done && !is_missing)
        *result = value_text(arena_copy(evaluator->evaluation->arena, buffer_string(&out)));
    buffer_release(&out);
    return is_done;
}

static bool evaluate_logic(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    if (!evaluate(evaluator, node->pair.left, result))
        return false;
    if (node->kind == NODE_NOT) {
        *result = value_bool(!value_is_true(result));
        return true;
    }
    bool is_decided = value_is_true(result) == (node->kind == NODE_OR);
    return is_decided || evaluate(evaluator, node->pair.right, result);
}

static bool evaluate_condition(const struct evaluator *evaluator, const struct node *node,
                               struct value *result)
{
    struct value condition;
    if (!evaluate(evaluator, node->conditional.condition, &condition))
        return false;
    if (value_is_true(&condition))
        return evaluate(evaluator, node->conditional.then, result);
    if (node->conditional.otherwise != NULL)
        return evaluate(evaluator, node->conditional.otherwise, result);
    *result = value_undefined(STRING(""));
    return true;
}

static bool evaluate_node(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    switch ((enum node_kind)node->kind) {
    case NODE_LITERAL:
        *result = node->literal;
        return true;
    case NODE_INPUT:
        *result = *evaluator->input;
        return true;
    case NODE_NAME:
        return evaluate_name(evaluator, node, result);
    case NODE_LIST:
    case NODE_TUPLE:
        return evaluate_list(evaluator, node, result);
    case NODE_DICT:
        return evaluate_dict(evaluator, node, result);
    case NODE_CONCAT:
        return evaluate_concat(evaluator, node, result);
    case NODE_COMPARE:
        return evaluate_comparison(evaluator, node, result);
    case NODE_BINARY:
        return evaluate_binary(evaluator, node, result);
    case NODE_UNARY:
        return evaluate_unary(evaluator, node, result);
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT:
        return evaluate_logic(evaluator, node, result);
    case NODE_CONDITIONAL:
        return evaluate_condition(evaluator, node, result);
    case NODE_ATTRIBUTE:
        return evaluate_attribute(evaluator, node, result);
    case NODE_ITEM:
        return evaluate_item(evaluator, node, result);
    case NODE_SLICE:
        return evaluate_slice(evaluator, node, result);
    case NODE_CALL:
        return evaluate_call(evaluator, node, result);
    case NODE_FILTER:
    case NODE_TEST:
        return evaluate_apply(evaluator, node, result);
    }
    return false;
}

static bool count_steps(const struct evaluator *evaluator, const struct node *node, uint64_t steps)
{
    struct evaluation *evaluation = evaluator->evaluation;
    evaluation->steps += steps;
    if (evaluation->limits == NULL || evaluation->steps <= evaluation->limits->values[LIMIT_STEPS])
        return true;
    struct place place = place_of(evaluation, evaluator->expression, node);
    return limits_allow(evaluation->limits, LIMIT_STEPS, evaluation->steps, &place, evaluation->problems);
}

bool expression_fits(const struct expression *expression, struct evaluation *evaluation,
                     const struct value *value)
{
    struct evaluator evaluator = {.evaluation = evaluation, .expression = expression};
    uint64_t budget = MOST_TEXT;
    if (value->kind != VALUE_LIST && value->kind != VALUE_RECORD)
        return true;
    if (!value_fits(value, &budget))
        return evaluator_fail(&evaluator, expression->root, PROBLEM_VALUE_COPY_SIZE, "16 MiB");
    return count_steps(&evaluator, NULL, MOST_TEXT - budget);
}

bool evaluate(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    if (!count_steps(evaluator, node, 1))
        return false;
    if (evaluator->evaluation->depth >= MOST_DEPTH)
        return evaluator_fail(evaluator, node, PROBLEM_EVALUATION_DEPTH, NULL);
    evaluator->evaluation->depth++;
    bool is_done = evaluate_node(evaluator, node, result);
    evaluator->evaluation->depth--;
    if (is_done && value_depth(result) > MOST_VALUE_DEPTH)
        return evaluator_fail(evaluator, node, PROBLEM_EVALUATION_DEPTH, NULL);
    if (is_done && result->kind == VALUE_TEXT && result->as.text.length >= LARGE_TEXT)
        return count_steps(evaluator, node, result->as.text.length);
    return is_done;
}

/* An inline if without else that is false prints nothing and counts as missing only inside the expression. */
static bool finish(bool is_done, struct value *result)
{
    if (is_done && result->kind == VALUE_UNDEFINED && result->as.text.length == 0)
        *result = value_text(STRING(""));
    return is_done;
}

bool expression_evaluate(const struct expression *expression, struct evaluation *evaluation,
                         struct value *result)
{
    struct evaluator evaluator = {.evaluation = evaluation, .expression = expression};
    return finish(evaluate(&evaluator, expression->root, result), result);
}

bool expression_apply_filters(const struct expression *filters, struct evaluation *evaluation,
                              const struct value *input, struct value *result)
{
    struct evaluator evaluator = {.evaluation = evaluation, .expression = filters, .input = input};
    return finish(evaluate(&evaluator, filters->root, result), result);
}

bool expression_evaluate_call(const struct expression *expression, struct evaluation *evaluation,
                              const struct name *keyword, const struct value *keyword_value,
                              struct value *result)
{
    struct evaluator evaluator = {.evaluation = evaluation,
                                  .expression = expression,
                                  .call_with_extra = expression->root,
                                  .extra_keyword = keyword,
                                  .extra_value = keyword_value};
    return finish(evaluate(&evaluator, expression->root, result), result);
}

bool expression_evaluate_arguments(const struct expression_arguments *arguments,
                                   struct evaluation *evaluation, struct arguments *evaluated)
{
    struct evaluator evaluator = {.evaluation = evaluation, .expression = &arguments->expression};
    return evaluate_argument_list(&evaluator, NULL, &arguments->list, evaluated);
}
