/* What an expression prints: words of its own, choices, and holes for the rest. */

#include "inverse/pattern_maker.h"

#include <string.h>

#include "package/scratch.h"
#include "text/unicode.h"

enum { DEEPEST = 24, MOST_EFFORT = 200000, MOST_CHOICES = 64 };

/* ---- how many words it has ---- */

static struct string literal_text(struct pattern_maker *maker, const struct value *value)
{
    struct buffer *text = scratch_buffer(maker->arena);
    buffer_append_text(text, "");
    value_append_text(text, value, NUMBERS_VI);
    return buffer_string(text);
}

static size_t count_signs(struct string text)
{
    size_t count = 0, at = 0;
    while (at < text.length) {
        unsigned c = text_next(text, &at);
        count += !text_is_space(c) && c != 0xA0;
    }
    return count;
}

/* The expression a name stands for, and where; NULL: a field, an item, or nobody knows. */
static const struct node *meaning_of(const struct pattern_maker *maker, const struct node *node,
                                     const struct binding *scope, const struct binding **inner)
{
    const struct binding *binding = binding_lookup(scope, node->name.name);
    *inner = NULL;
    if (binding != NULL) {
        *inner = binding->scope;
        return binding->loop == NULL ? binding->value : NULL;
    }
    const struct definition *definition = maker->pattern->definition;
    if (field_lookup(definition->fields, definition->field_count, node->name.name) != NULL)
        return NULL;
    const struct derived *derived = derived_lookup(definition, node->name.name);
    return derived != NULL && derived->value != NULL ? derived->value->root : NULL;
}

static size_t most_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t measure_name(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                           unsigned depth)
{
    const struct binding *inner;
    const struct node *value = meaning_of(maker, node, scope, &inner);
    return value ? maker_measure(maker, value, inner, depth + 1) : 0;
}

size_t maker_measure(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                     unsigned depth)
{
    bool is_capital, is_outline;
    size_t most = 0;
    if (node == NULL || depth > DEEPEST || maker->effort++ > MOST_EFFORT)
        return 0;
    const struct node *through = node_through(node, &is_capital, &is_outline);
    if (through != NULL)
        return maker_measure(maker, through, scope, depth + 1);
    switch (node->kind) {
    case NODE_LITERAL:
        return count_signs(literal_text(maker, &node->literal));
    case NODE_NAME:
        return measure_name(maker, node, scope, depth);
    case NODE_CONCAT:
        for (size_t i = 0; i < node->list.count; i++)
            most += maker_measure(maker, node->list.items[i], scope, depth + 1);
        return most;
    case NODE_CONDITIONAL:
        return most_of(maker_measure(maker, node->conditional.then, scope, depth + 1),
                       maker_measure(maker, node->conditional.otherwise, scope, depth + 1));
    case NODE_OR:
        return most_of(maker_measure(maker, node->pair.left, scope, depth + 1),
                       maker_measure(maker, node->pair.right, scope, depth + 1));
    default:
        return 0;
    }
}

/* ---- holes ---- */

/* loop.index */
static bool counts_rounds(const struct node *node)
{
    return node->kind == NODE_ATTRIBUTE && node->attribute.object->kind == NODE_NAME &&
           string_is(node->attribute.object->name.name->text, "loop") &&
           string_starts_with(node->attribute.name->text, STRING("index"));
}

static bool is_number(const struct pattern_maker *maker, const struct node *node, const struct binding *scope)
{
    const struct field *field = pattern_field(maker->pattern->definition, node, scope);
    return counts_rounds(node) ||
           (field != NULL && (field->type == FIELD_COUNT || field->type == FIELD_NUMBER));
}

static struct hole *new_hole(struct pattern_maker *maker, const struct node *node,
                             const struct binding *scope, const struct print_style *style)
{
    struct hole *hole = arena_allocate(maker->arena, sizeof *hole);
    *hole = (struct hole){.value = node,
                          .scope = scope,
                          .tag = style->tag,
                          .is_outline = style->is_outline,
                          .is_block = style->is_block && style->is_outline,
                          .is_capital = style->is_capital,
                          .style = style->is_outline ? STRING("") : style->paragraph_style,
                          .is_number = is_number(maker, node, scope)};
    return hole;
}

/* One of the texts that a field may have. */
static void append_choices(struct pattern_maker *maker, const struct field *field, const struct node *node,
                           const struct binding *scope, const struct print_style *style)
{
    struct ways ways = {.left = field->choice_count};
    for (size_t i = 0; i < field->choice_count; i++) {
        maker_way(maker, &ways);
        struct hole *hole = new_hole(maker, node, scope, style);
        struct step event = {.kind = STEP_EVENT, .event = EVENT_CHOICE, .as.hole = hole};
        hole->chosen = field->choices[i];
        maker_literal(maker, field->choices[i], style->is_capital);
        maker_step(maker, &event);
    }
    maker_end_ways(maker, &ways);
}

static bool always_shows(const struct field *field)
{
    return field != NULL &&
           (field->is_required || field->default_value.kind != VALUE_UNDEFINED || field->computed != NULL);
}

/* It may print nothing, last of all; not where it is there only when it has something. */
static void append_hole(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                        const struct print_style *style)
{
    const struct field *field = pattern_field(maker->pattern->definition, node, scope);
    bool must_show = style->must_show || always_shows(field);
    uint32_t choice = must_show ? 0 : maker_choice(maker);
    struct step step = {.kind = STEP_HOLE, .number = (uint32_t)maker->pattern->number_count};
    if (field != NULL && field->type == FIELD_CHOICE && field->choice_count > 0 &&
        field->choice_count <= MOST_CHOICES) {
        append_choices(maker, field, node, scope, style);
    } else {
        step.as.hole = new_hole(maker, node, scope, style);
        maker->pattern->number_count++;
        maker_step(maker, &step);
    }
    if (!must_show) {
        maker_step_at(maker, choice)->to = choice + 1;
        maker_step_at(maker, choice)->else_to = maker_here(maker);
    }
}

/* ---- choices ---- */

struct alternative {
    const struct node *value;     /* NULL: nothing is printed */
    const struct node *condition; /* NULL: none */
    bool truth;
    size_t measure;
};

/* Those with the most words of their own first: a hole would take their words too. */
static void sort(struct alternative *alternatives, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t at = i; at > 0 && alternatives[at].measure > alternatives[at - 1].measure; at--) {
            struct alternative other = alternatives[at];
            alternatives[at] = alternatives[at - 1];
            alternatives[at - 1] = other;
        }
}

static void append_alternatives(struct pattern_maker *maker, struct alternative *alternatives, size_t count,
                                const struct binding *scope, const struct print_style *style, unsigned depth)
{
    struct ways ways = {.left = count};
    for (size_t i = 0; i < count; i++) {
        maker_way(maker, &ways);
        if (alternatives[i].condition != NULL)
            maker_truth(maker, alternatives[i].condition, scope, alternatives[i].truth);
        if (alternatives[i].value != NULL)
            maker_value(maker, alternatives[i].value, scope, style, depth + 1);
    }
    maker_end_ways(maker, &ways);
}

static void append_conditional(struct pattern_maker *maker, const struct node *node,
                               const struct binding *scope, const struct print_style *style, unsigned depth)
{
    const struct node *condition = node->conditional.condition;
    struct alternative both[2] = {{node->conditional.then, condition, true, 0},
                                  {node->conditional.otherwise, condition, false, 0}};
    for (size_t i = 0; i < 2; i++)
        both[i].measure = maker_measure(maker, both[i].value, scope, depth + 1);
    sort(both, 2);
    append_alternatives(maker, both, 2, scope, style, depth);
}

static void append_or(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                      const struct print_style *style, unsigned depth)
{
    struct alternative both[2] = {{node->pair.left, NULL, true, 0}, {node->pair.right, NULL, true, 0}};
    append_alternatives(maker, both, 2, scope, style, depth);
}

/* ---- the value ---- */

/* {{ {'image': …} if x }}: a picture is no text. */
static bool is_picture(const struct node *node)
{
    if (node->kind == NODE_CONDITIONAL)
        return is_picture(node->conditional.then) &&
               (node->conditional.otherwise == NULL || is_picture(node->conditional.otherwise));
    return node->kind == NODE_DICT;
}

static void append_name(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                        const struct print_style *style, unsigned depth)
{
    const struct binding *inner;
    const struct node *value = meaning_of(maker, node, scope, &inner);
    if (value != NULL)
        maker_value(maker, value, inner, style, depth + 1);
}

static void append_through(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                           const struct print_style *style, unsigned depth)
{
    struct print_style own = *style;
    bool is_capital, is_outline;
    const struct node *inner = node_through(node, &is_capital, &is_outline);
    own.is_capital |= is_capital;
    own.is_outline |= is_outline;
    maker_value(maker, inner, scope, &own, depth + 1);
}

void maker_value(struct pattern_maker *maker, const struct node *node, const struct binding *scope,
                 const struct print_style *style, unsigned depth)
{
    bool is_capital, is_outline;
    struct print_style own = *style;
    own.is_outline |= maker_is_outline(maker->pattern->definition, node, scope, 0);
    if (maker->effort++ > MOST_EFFORT) {
        append_hole(maker, node, scope, &own);
        return;
    }
    if (is_picture(node))
        return;
    if (node->kind == NODE_LITERAL) {
        maker_literal(maker, literal_text(maker, &node->literal), own.is_capital);
        return;
    }
    if (node_through(node, &is_capital, &is_outline) != NULL) {
        append_through(maker, node, scope, &own, depth);
        return;
    }
    if (maker_measure(maker, node, scope, depth) == 0 && node->kind != NODE_CONCAT) {
        append_hole(maker, node, scope, &own);
        return;
    }
    if (node->kind == NODE_CONCAT)
        for (size_t i = 0; i < node->list.count; i++)
            maker_value(maker, node->list.items[i], scope, &own, depth + 1);
    else if (node->kind == NODE_CONDITIONAL)
        append_conditional(maker, node, scope, &own, depth);
    else if (node->kind == NODE_OR)
        append_or(maker, node, scope, &own, depth);
    else if (node->kind == NODE_NAME)
        append_name(maker, node, scope, &own, depth);
    else
        append_hole(maker, node, scope, &own);
}
