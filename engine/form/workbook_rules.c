/*
 * Identities and checks as conditional formats: a cell turns red when its figure does not agree with the
 * others. Only what a sheet can compute for sure: sums and differences of figures that are compared, and
 * derived values of such. Fields that are empty and have no default are not known yet, so nothing is said of
 * them.
 */

#include "expression/tree.h"
#include "form/workbook.h"

enum { MOST_CELLS = 64, MOST_DEPTH = 32 };

/* A comparison in the making, as Excel and as people read it. */
struct rule {
    struct workbook_writing *writing;
    const struct planned_sheet *sheet; /* that it stands on: its cells are named without it */
    const struct field *table;         /* for each row of it; NULL: none */
    struct buffer formula, words;
    struct planned_cell *cells[MOST_CELLS];
    size_t count;
    unsigned depth;
};

/* ---- names ---- */

static const struct derived *find_derived(const struct definition *definition, const struct name *name)
{
    for (size_t i = 0; i < definition->derived_count; i++) {
        const struct derived *derived = &definition->derived[i];
        if (string_equal(derived->name->folded, name->folded) ||
            string_equal(derived->label_name->folded, name->folded))
            return derived;
    }
    return NULL;
}

/* In a row its columns come before the fields of the form. */
static const struct field *find_field(const struct rule *rule, const struct node *node)
{
    const struct definition *definition = rule->writing->definition;
    const struct field *column = NULL;
    if (node->kind == NODE_NAME && rule->table != NULL)
        column = field_lookup(rule->table->fields, rule->table->field_count, node->name.name);
    if (node->kind == NODE_NAME)
        return column != NULL ? column
                              : field_lookup(definition->fields, definition->field_count, node->name.name);
    if (node->kind != NODE_ATTRIBUTE)
        return NULL;
    const struct field *outer = find_field(rule, node->attribute.object);
    return outer != NULL && outer->type == FIELD_RECORD
               ? field_lookup(outer->fields, outer->field_count, node->attribute.name)
               : NULL;
}

/* ---- formulas ---- */

static void append_name(struct rule *rule, const struct planned_cell *cell)
{
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(name, cell->row, (lxw_col_t)cell->column, cell->sheet->table == NULL, 1);
    if (cell->sheet != rule->sheet)
        buffer_append_format(&rule->formula, "'%.*s'!", STRING_FORMAT(cell->sheet->name));
    buffer_append_text(&rule->formula, name);
}

static void append_cell(struct rule *rule, const struct planned_cell *cell)
{
    const struct value *otherwise = &cell->field->default_value;
    if (otherwise->kind == VALUE_NUMBER) {
        buffer_append_text(&rule->formula, "IF(ISBLANK(");
        append_name(rule, cell);
        buffer_append_text(&rule->formula, "),");
        number_append_digits(&rule->formula, otherwise->as.number);
        buffer_append_byte(&rule->formula, ',');
        append_name(rule, cell);
        buffer_append_byte(&rule->formula, ')');
    } else {
        append_name(rule, cell);
    }
    buffer_append_text(&rule->formula, cell->field->type == FIELD_PERCENT ? "*100" : "");
    buffer_append_string(&rule->words, cell->label);
}

static void note_cell(struct rule *rule, struct planned_cell *cell)
{
    size_t i = 0;
    while (i < rule->count && rule->cells[i] != cell)
        i++;
    if (i == rule->count)
        rule->cells[rule->count++] = cell;
}

static bool add_field(struct rule *rule, const struct field *field)
{
    struct planned_cell *cell = workbook_find(rule->writing, field);
    bool is_figure = field->type == FIELD_COUNT || field->type == FIELD_NUMBER ||
                     field->type == FIELD_MONEY || field->type == FIELD_PERCENT;
    if (cell == NULL || !is_figure || cell->sheet->worksheet == NULL || rule->count == MOST_CELLS ||
        (cell->sheet->table != NULL && cell->sheet->table != rule->table))
        return false;
    note_cell(rule, cell);
    append_cell(rule, cell);
    return true;
}

static bool add_node(struct rule *rule, const struct node *node);

/* Only the presence of something may be asked for: that cells are filled is asked for in any case. */
static bool asks_for_presence(const struct rule *rule, const struct node *node)
{
    const struct field *field;
    switch (node->kind) {
    case NODE_NAME:
    case NODE_ATTRIBUTE:
        field = find_field(rule, node);
        return field != NULL && field->type != FIELD_BOOL;
    case NODE_AND:
        return asks_for_presence(rule, node->pair.left) && asks_for_presence(rule, node->pair.right);
    case NODE_NOT:
        return node->pair.left->kind == NODE_TEST && asks_for_presence(rule, node->pair.left->apply.subject);
    default:
        return false;
    }
}

static bool may_apply(const struct rule *rule, const struct expression *condition)
{
    return condition == NULL || asks_for_presence(rule, condition->root);
}

static bool add_derived(struct rule *rule, const struct derived *derived)
{
    if (derived == NULL || derived->value == NULL || !may_apply(rule, derived->condition))
        return false;
    buffer_append_byte(&rule->formula, '(');
    bool is_added = add_node(rule, derived->value->root);
    buffer_append_byte(&rule->formula, ')');
    return is_added;
}

static bool is_sum(const struct rule *rule, const struct node *node)
{
    bool is_derived = node != NULL && node->kind == NODE_NAME &&
                      find_derived(rule->writing->definition, node->name.name) != NULL;
    return is_derived || (node != NULL && node->kind == NODE_BINARY);
}

static bool add_operator(struct rule *rule, const struct node *node)
{
    bool adds = node->operator== OPERATOR_ADD, subtracts = node->operator== OPERATOR_SUBTRACT;
    bool is_nested = subtracts && is_sum(rule, node->pair.right);
    if ((!adds && !subtracts) || node->pair.right == NULL)
        return false;
    buffer_append_byte(&rule->formula, '(');
    bool is_added = add_node(rule, node->pair.left);
    buffer_append_text(&rule->formula, adds ? "+" : "-");
    buffer_append_text(&rule->words, adds ? " + " : " - ");
    buffer_append_text(&rule->words, is_nested ? "(" : "");
    is_added = is_added && add_node(rule, node->pair.right);
    buffer_append_text(&rule->words, is_nested ? ")" : "");
    buffer_append_byte(&rule->formula, ')');
    return is_added;
}

static bool add_number(struct rule *rule, const struct value *value)
{
    if (value->kind != VALUE_NUMBER)
        return false;
    number_append_digits(&rule->formula, value->as.number);
    value_append_text(&rule->words, value, NUMBERS_VI);
    return true;
}

static bool add_node(struct rule *rule, const struct node *node)
{
    bool is_added = false;
    const struct field *field;
    if (rule->depth == MOST_DEPTH)
        return false;
    rule->depth++;
    switch (node->kind) {
    case NODE_LITERAL:
        is_added = add_number(rule, &node->literal);
        break;
    case NODE_NAME:
    case NODE_ATTRIBUTE:
        field = find_field(rule, node);
        if (field != NULL)
            is_added = add_field(rule, field);
        else if (node->kind == NODE_NAME)
            is_added = add_derived(rule, find_derived(rule->writing->definition, node->name.name));
        break;
    case NODE_BINARY:
        is_added = add_operator(rule, node);
        break;
    default:
        break;
    }
    rule->depth--;
    return is_added;
}

/* ---- rules ---- */

static bool find_sign(enum operator operator, const char ** formula, const char **words)
{
    static const struct {
        enum operator operator;
        const char *formula, *words;
    } rows[] = {{OPERATOR_EQUAL, "=", " = "},
                {OPERATOR_LESS_EQUAL, "<=", " ≤ "},
                {OPERATOR_GREATER_EQUAL, ">=", " ≥ "}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].operator== operator) {
            *formula = rows[i].formula;
            *words = rows[i].words;
            return true;
        }
    }
    return false;
}

/*
 * "ROUND((a)-(b),6)=0": a sheet computes in binary. `words` stand between the two; what is repeated is not
 * told again.
 */
static bool add_difference(struct rule *rule, const struct node *left, const struct node *right,
                           const char *sign, const char *words, bool is_repeated)
{
    size_t before = rule->words.length;
    buffer_append_text(&rule->formula, "ROUND((");
    bool is_added = add_node(rule, left);
    if (is_repeated)
        buffer_truncate(&rule->words, before);
    buffer_append_text(&rule->formula, ")-(");
    buffer_append_text(&rule->words, words);
    is_added = is_added && add_node(rule, right);
    buffer_append_format(&rule->formula, "),6)%s0", sign);
    return is_added;
}

/* "a in [b, c]" */
static bool add_choices(struct rule *rule, const struct node *left, const struct node *list)
{
    static const char *const or_words[2] = {" hoặc ", " or "};
    bool is_added = list->kind == NODE_LIST && list->list.count > 0;
    buffer_append_text(&rule->formula, "OR(");
    for (size_t i = 0; is_added && i < list->list.count; i++) {
        buffer_append_text(&rule->formula, i > 0 ? "," : "");
        is_added = add_difference(rule, left, list->list.items[i], "=",
                                  i > 0 ? or_words[rule->writing->language] : " = ", i > 0);
    }
    buffer_append_byte(&rule->formula, ')');
    return is_added;
}

static bool compare(struct rule *rule, const struct node *node)
{
    const char *sign, *words;
    if (node->kind != NODE_COMPARE || node->compare.count != 1)
        return false;
    const struct node *left = node->compare.operands[0], *right = node->compare.operands[1];
    bool is_added = node->compare.operators[0] == OPERATOR_IN
                        ? add_choices(rule, left, right)
                        : find_sign(node->compare.operators[0], &sign, &words) &&
                              add_difference(rule, left, right, sign, words, false);
    return is_added && rule->count > 1;
}

/* =AND(COUNT(a,b)=2,NOT(…)); cells with a default may be empty. */
static char *whole_formula(struct rule *rule)
{
    size_t count = 0;
    struct buffer comparison = rule->formula;
    rule->formula = (struct buffer){0};
    buffer_append_text(&rule->formula, "=AND(COUNT(0");
    for (size_t i = 0; i < rule->count; i++) {
        if (rule->cells[i]->field->default_value.kind == VALUE_NUMBER)
            continue;
        buffer_append_byte(&rule->formula, ',');
        append_name(rule, rule->cells[i]);
        count++;
    }
    buffer_append_format(&rule->formula, ")=%zu,NOT(%s))", count + 1, comparison.bytes);
    buffer_release(&comparison);
    return (char *)arena_copy(rule->writing->arena, buffer_string(&rule->formula)).bytes;
}

static void mark_cells(struct rule *rule)
{
    lxw_conditional_format format = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = whole_formula(rule),
        .format = rule->writing->looks[LOOK_WRONG],
    };
    for (size_t i = 0; i < rule->count; i++) {
        const struct planned_cell *cell = rule->cells[i];
        uint32_t last = cell->sheet->table != NULL ? TABLE_ROWS : cell->row;
        if (cell->sheet == rule->sheet)
            worksheet_conditional_format_range(cell->sheet->worksheet, cell->row, (lxw_col_t)cell->column,
                                               last, (lxw_col_t)cell->column, &format);
    }
}

/* Beside the first figure only: the others would repeat it. */
static void tell(struct rule *rule)
{
    struct string *rules = &rule->cells[0]->rules;
    *rules = arena_format(rule->writing->arena, "%.*s%s%s", STRING_FORMAT(*rules),
                          rules->length > 0 ? "; " : "", rule->words.bytes);
}

/* A formula for each sheet that has cells of it; for the rows of a table on its own sheet alone. */
static void add_comparison(const struct rule *kind, const struct node *node)
{
    bool is_told = false;
    for (const struct planned_sheet *sheet = kind->writing->sheets; sheet != NULL; sheet = sheet->next) {
        struct rule rule = {.writing = kind->writing, .table = kind->table, .sheet = sheet};
        bool is_here = sheet->worksheet != NULL && (kind->table == NULL || sheet->table == kind->table);
        if (is_here && compare(&rule, node)) {
            mark_cells(&rule);
            if (!is_told)
                tell(&rule);
            is_told = true;
        }
        buffer_release(&rule.formula);
        buffer_release(&rule.words);
    }
}

static void add_condition(const struct rule *kind, const struct node *node)
{
    if (node->kind == NODE_AND) {
        add_condition(kind, node->pair.left);
        add_condition(kind, node->pair.right);
    } else {
        add_comparison(kind, node);
    }
}

/* "so_lieu.lien_thong"; NULL if it leads to no table. */
static const struct field *find_table(const struct workbook_writing *writing, struct string path)
{
    const struct field *found = NULL, *fields = writing->definition->fields;
    size_t count = writing->definition->field_count;
    for (size_t from = 0, to; from < path.length; from = to + 1) {
        to = string_find(path, STRING("."), from);
        to = to == SIZE_MAX ? path.length : to;
        found = field_lookup(fields, count, name_new(writing->arena, string_slice(path, from, to)));
        if (found == NULL)
            return NULL;
        fields = found->fields;
        count = found->field_count;
    }
    return found != NULL && found->type == FIELD_TABLE ? found : NULL;
}

static void add_rule(struct workbook_writing *writing, const struct expression *that,
                     const struct expression *condition, struct string each)
{
    struct rule kind = {.writing = writing};
    if (each.length > 0)
        kind.table = find_table(writing, each);
    if ((each.length == 0 || kind.table != NULL) && may_apply(&kind, condition))
        add_condition(&kind, that->root);
}

void workbook_add_rules(struct workbook_writing *writing)
{
    const struct definition *definition = writing->definition;
    for (size_t i = 0; i < definition->identity_count; i++) {
        const struct identity *identity = &definition->identities[i];
        add_rule(writing, identity->that, identity->condition, identity->each);
    }
    for (size_t i = 0; i < definition->check_count; i++)
        add_rule(writing, definition->checks[i].that, definition->checks[i].condition, STRING(""));
}
