/* Problems of an evaluation: their place, and what happens where a value is missing. */

#include "expression/evaluate.h"
#include "expression/scope.h"
#include "text/unicode.h"

static void underline_whole(struct place *place)
{
    place->underline = 0;
    place->underline_length = (uint32_t)place->tag.length;
}

struct place place_of(const struct evaluation *evaluation, const struct expression *expression,
                      const struct node *node)
{
    struct place place = expression->source.place;
    if (place.tag.length == 0 && evaluation->place != NULL)
        return *evaluation->place;
    place.underline = (uint32_t)(expression->source.offset + (node != NULL ? node->offset : 0));
    place.underline_length = (uint32_t)(node != NULL ? node->length : expression->source.text.length);
    if (expression->source.is_made)
        underline_whole(&place);
    return place;
}

bool evaluator_fail_list(const struct evaluator *evaluator, const struct node *node, enum problem_code code,
                         const char *const *arguments)
{
    struct place place = place_of(evaluator->evaluation, evaluator->expression, node);
    problems_add_list(evaluator->evaluation->problems, code, &place, arguments);
    return false;
}

static struct string node_text(const struct expression *expression, const struct node *node)
{
    return string_slice(expression->source.text, node->offset, node->offset + node->length);
}

const char *typed_text(const struct evaluator *evaluator, const struct node *node)
{
    return arena_copy(evaluator->evaluation->arena, node_text(evaluator->expression, node)).bytes;
}

/* Its name is the very bytes of the source, so that the underline can be found again. */
struct value undefined_of(const struct evaluator *evaluator, const struct node *node)
{
    return value_undefined(node_text(evaluator->expression, node));
}

bool report_ratio(const struct evaluator *evaluator, const struct node *node, const struct value *value)
{
    struct buffer part = {0}, whole = {0};
    evaluation_append(evaluator->evaluation, &part, &value->as.ratio->part);
    evaluation_append(evaluator->evaluation, &whole, &value->as.ratio->whole);
    evaluator_fail(evaluator, node, PROBLEM_RATIO_OF_NOTHING, part.bytes, whole.bytes);
    buffer_release(&part);
    buffer_release(&whole);
    return false;
}

/* ---- reporting a missing name ---- */

/* Where the name stands in the source, or the whole source. */
static void underline_name(const struct expression *expression, struct string name, struct place *place)
{
    struct string text = expression->source.text;
    size_t offset = 0, length = text.length;
    if (name.bytes >= text.bytes && name.bytes + name.length <= text.bytes + text.length) {
        offset = (size_t)(name.bytes - text.bytes);
        length = name.length;
    } else if (name.length > 0 && string_find(text, name, 0) != SIZE_MAX) {
        offset = string_find(text, name, 0);
        length = name.length;
    }
    place->underline = (uint32_t)(expression->source.offset + offset);
    place->underline_length = (uint32_t)length;
    if (expression->source.is_made)
        underline_whole(place);
}

/* The attribute or item of these bytes, or NULL. */
static const struct node *find_access(const struct node *node, struct string source, struct string name)
{
    while (node != NULL) {
        struct string own = string_slice(source, node->offset, node->offset + node->length);
        switch ((enum node_kind)node->kind) {
        case NODE_ATTRIBUTE:
            if (string_equal(own, name))
                return node;
            node = node->attribute.object;
            break;
        case NODE_ITEM:
            if (string_equal(own, name))
                return node;
            node = node->item.object;
            break;
        case NODE_CALL:
            node = node->call.target;
            break;
        case NODE_FILTER:
        case NODE_TEST:
            node = node->apply.subject;
            break;
        default:
            return NULL;
        }
    }
    return NULL;
}

/* What the access goes into, evaluated again; false when it is missing itself. */
static bool evaluate_accessed(const struct expression *expression, struct evaluation *evaluation,
                              const struct node *access, struct value *object)
{
    struct evaluation again = *evaluation;
    struct evaluator evaluator = {.evaluation = &again, .expression = expression};
    struct problems *unheard = problems_new();
    again.problems = unheard;
    again.undefined = UNDEFINED_BLANK;
    const struct node *node = access->kind == NODE_ATTRIBUTE ? access->attribute.object : access->item.object;
    bool is_evaluated = evaluate(&evaluator, node, object) && object->kind != VALUE_UNDEFINED;
    problems_free(unheard);
    return is_evaluated;
}

/* The words that join expressions, which people write in Vietnamese. */
static const struct {
    const char *vietnamese, *word;
} joining_words[] = {{"và", "and"}, {"hoặc", "or"}, {"không", "not"}, {"là", "is"}};

static const char *joining_word(struct arena *arena, struct string word)
{
    struct string folded = text_fold_name(arena, word);
    for (size_t i = 0; i < sizeof joining_words / sizeof joining_words[0]; i++)
        if (string_is(folded, joining_words[i].vietnamese))
            return joining_words[i].word;
    return NULL;
}

static bool is_in_scope(const struct evaluation *evaluation, struct string name)
{
    return name.length > 0 &&
           scope_lookup(evaluation->scope, name_new(evaluation->arena, string_trim(name))) != NULL;
}

/* "a và b" as "a and b", when a or b is a name in force; else empty. */
static struct string suggest_joined(struct evaluation *evaluation, struct string name)
{
    struct buffer joined = {0};
    bool is_changed = false, is_known = false;
    size_t piece = 0;
    for (size_t start = 0, end; start < name.length; start = end + 1) {
        end = string_find(name, STRING(" "), start);
        end = end == SIZE_MAX ? name.length : end;
        const char *word = joining_word(evaluation->arena, string_slice(name, start, end));
        if (start > 0)
            buffer_append_byte(&joined, ' ');
        if (word != NULL) {
            buffer_append_text(&joined, word);
            is_known |= start > piece && is_in_scope(evaluation, string_slice(name, piece, start));
            piece = end < name.length ? end + 1 : end;
            is_changed = true;
        } else {
            buffer_append_string(&joined, string_slice(name, start, end));
        }
    }
    is_known |= is_in_scope(evaluation, string_slice(name, piece, name.length));
    struct string suggestion =
        is_changed && is_known ? arena_copy(evaluation->arena, buffer_string(&joined)) : STRING("");
    buffer_release(&joined);
    return suggestion;
}

static struct string suggest(const struct expression *expression, struct evaluation *evaluation,
                             struct string name)
{
    size_t count;
    const struct node *access = find_access(expression->root, expression->source.text, name);
    struct string joined = access == NULL ? suggest_joined(evaluation, name) : STRING("");
    if (joined.length > 0)
        return joined;
    if (access == NULL || access->kind != NODE_ATTRIBUTE) {
        struct string *names = scope_names(evaluation->scope, evaluation->arena, &count);
        return text_closest(name, names, count);
    }
    struct value object;
    bool is_record =
        evaluate_accessed(expression, evaluation, access, &object) && object.kind == VALUE_RECORD;
    struct scope record_scope = {.record = is_record ? object.as.record : NULL};
    struct string *names = scope_names(&record_scope, evaluation->arena, &count);
    return text_closest(access->attribute.name->text, names, count);
}

/* ---- what is wrong with an access ---- */

static const char *accessed_text(const struct expression *expression, struct arena *arena,
                                 const struct node *access)
{
    const struct node *object =
        access->kind == NODE_ATTRIBUTE ? access->attribute.object : access->item.object;
    return arena_copy(arena, node_text(expression, object)).bytes;
}

static const char *part_text(const struct expression *expression, struct arena *arena,
                             const struct node *access)
{
    struct string part = access->kind == NODE_ATTRIBUTE ? access->attribute.name->text
                                                        : node_text(expression, access->item.index);
    return arena_copy(arena, part).bytes;
}

/* True when told: what is there has nothing inside, or fewer items. */
static bool report_access(const struct expression *expression, struct evaluation *evaluation,
                          struct string name, const struct place *place)
{
    struct value object;
    struct arena *arena = evaluation->arena;
    const struct node *access = find_access(expression->root, expression->source.text, name);
    if (access == NULL || !evaluate_accessed(expression, evaluation, access, &object) ||
        object.kind == VALUE_RECORD || object.kind == VALUE_CALLABLE)
        return false;
    const char *typed = accessed_text(expression, arena, access);
    const char *part = part_text(expression, arena, access);
    bool is_counted =
        access->kind == NODE_ITEM && object.kind == VALUE_LIST && part[0] != '"' && part[0] != '\'';
    if (is_counted)
        problems_add(evaluation->problems, PROBLEM_UNKNOWN_ITEM, place, typed,
                     arena_format(arena, "%zu", object.as.list->count).bytes);
    else
        problems_add(evaluation->problems, PROBLEM_UNKNOWN_PART, place, typed,
                     value_kind_word(&object, LANGUAGE_VI), value_kind_word(&object, LANGUAGE_EN), part);
    return true;
}

/* What a draft lacks is told once for each tag: it may ask twice, or stand in a loop. */
static void report(const struct expression *expression, struct evaluation *evaluation, struct string name,
                   enum problem_code code)
{
    struct place place = place_of(evaluation, expression, NULL);
    if (expression->source.place.tag.length > 0)
        underline_name(expression, name, &place);
    const char *typed = arena_copy(evaluation->arena, name).bytes;
    if (code == PROBLEM_MISSING_NAME && problems_have(evaluation->problems, code, &place, typed))
        return;
    if (code == PROBLEM_UNKNOWN_NAME && report_access(expression, evaluation, name, &place))
        return;
    struct problem *problem = problems_add(evaluation->problems, code, &place, typed);
    if (code == PROBLEM_NO_ITEM)
        return;
    struct string suggestion = suggest(expression, evaluation, name);
    if (suggestion.length > 0)
        problems_suggest(evaluation->problems, problem, suggestion);
}

static enum problem_code code_of(const struct value *undefined)
{
    return undefined->flags & VALUE_NO_ITEM ? PROBLEM_NO_ITEM : PROBLEM_UNKNOWN_NAME;
}

bool expression_report_undefined(const struct expression *expression, struct evaluation *evaluation,
                                 const struct value *undefined)
{
    bool is_draft = evaluation->undefined == UNDEFINED_MARK;
    if (undefined->as.text.length == 0 || evaluation->undefined == UNDEFINED_BLANK ||
        (is_draft && undefined->flags & VALUE_TOLD))
        return true;
    report(expression, evaluation, undefined->as.text, is_draft ? PROBLEM_MISSING_NAME : code_of(undefined));
    return is_draft;
}

bool use_value(struct evaluation *evaluation, const struct expression *expression, struct value *value,
               enum missing_use use, bool *is_missing)
{
    if (value->kind != VALUE_UNDEFINED)
        return true;
    bool is_blank = value->as.text.length == 0 || evaluation->undefined == UNDEFINED_BLANK;
    if (is_blank && use == MISSING_IS_BLANK) {
        *value = value_text(STRING(""));
        return true;
    }
    if (evaluation->undefined == UNDEFINED_MARK) {
        *is_missing = true;
        return expression_report_undefined(expression, evaluation, value);
    }
    if (!(value->flags & VALUE_TOLD))
        report(expression, evaluation, value->as.text, code_of(value));
    return false;
}

bool expression_iterate(const struct expression *expression, struct evaluation *evaluation,
                        const struct value *value, struct list **items)
{
    struct value used = *value;
    bool is_missing = false;
    if (!use_value(evaluation, expression, &used, MISSING_IS_BLANK, &is_missing))
        return false;
    if (is_missing)
        used = value_text(STRING(""));
    *items = iterate_value(evaluation->arena, &used);
    if (*items != NULL)
        return true;
    struct place place = place_of(evaluation, expression, expression->root);
    problems_add(evaluation->problems, PROBLEM_NOT_ITERABLE, &place, value_kind_word(value, LANGUAGE_VI),
                 value_kind_word(value, LANGUAGE_EN));
    return false;
}
