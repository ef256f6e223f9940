/* Arguments bound to the parameters a row names in its signature, and what functions ask of them. */

#include "expression/evaluate.h"
#include "text/unicode.h"

#include <string.h>

struct parameter {
    struct string name;
    struct string fallback; /* bytes NULL: none */
    unsigned stars;         /* 1: *rest, 2: **options */
};

/* Takes the next parameter from the front of the signature; false at its end. */
static bool next_parameter(const char **signature, struct parameter *parameter)
{
    const char *at = *signature + strspn(*signature, ", ");
    *parameter = (struct parameter){0};
    if (*at == '\0')
        return false;
    parameter->stars = (unsigned)strspn(at, "*");
    at += parameter->stars;
    parameter->name = (struct string){at, strcspn(at, "=,")};
    at += parameter->name.length;
    if (*at == '=') {
        const char *end = *++at == '\'' ? strchr(at + 1, '\'') + 1 : at + strcspn(at, ",");
        parameter->fallback = (struct string){at, (size_t)(end - at)};
        at = end;
    }
    *signature = at;
    return true;
}

static struct value read_fallback(struct string fallback)
{
    if (string_is(fallback, "none"))
        return value_none();
    if (string_is(fallback, "true") || string_is(fallback, "false"))
        return value_bool(fallback.bytes[0] == 't');
    if (fallback.bytes[0] == '\'')
        return value_text(string_slice(fallback, 1, fallback.length - 1));
    struct value value = {.kind = VALUE_UNDEFINED};
    struct number number;
    return number_read(NULL, fallback, &number, NULL) ? value_number(number) : value;
}

/* ---- problems ---- */

struct place call_place(const struct call *call)
{
    return place_of(call->evaluation, call->expression, call->node);
}

void call_report(const struct call *call, enum problem_code code, const char *const *arguments)
{
    struct place place = call_place(call);
    problems_add_list(call->evaluation->problems, code, &place, arguments);
}

static const char *terminated(const struct call *call, struct string s)
{
    return arena_copy(call->evaluation->arena, s).bytes;
}

static const char *parameter_name(const struct call *call, size_t slot)
{
    const char *signature = call->row->signature;
    struct parameter parameter;
    struct string rest = {"", 0};
    for (size_t i = 0; next_parameter(&signature, &parameter); i += parameter.stars == 0) {
        if (parameter.stars == 0 && i == slot)
            return terminated(call, parameter.name);
        if (parameter.stars == 1)
            rest = parameter.name;
    }
    return terminated(call, rest);
}

/* What a filter, test or method is applied to needs no name. */
static bool is_subject(const struct call *call, size_t slot)
{
    const char *signature = call->row->signature;
    return slot == 0 && (strncmp(signature, "value", 5) == 0 || strncmp(signature, "self", 4) == 0);
}

void call_report_kind(const struct call *call, size_t slot, enum value_kind wanted)
{
    const struct value *value = &call->slots[slot], example = {.kind = (uint8_t)wanted};
    const char *wanted_vi = value_kind_word(&example, LANGUAGE_VI), *vi = value_kind_word(value, LANGUAGE_VI);
    const char *wanted_en = value_kind_word(&example, LANGUAGE_EN), *en = value_kind_word(value, LANGUAGE_EN);
    if (value->kind == VALUE_RATIO && wanted == VALUE_NUMBER)
        report_ratio(&(struct evaluator){.evaluation = call->evaluation, .expression = call->expression},
                     call->node, value);
    else if (wanted == VALUE_DATE && value->kind == VALUE_TEXT)
        call_tell(call, PROBLEM_NOT_A_DATE, terminated(call, value->as.text));
    else if (is_subject(call, slot))
        call_tell(call, PROBLEM_SUBJECT_KIND, call->row->name, wanted_vi, vi, wanted_en, en);
    else
        call_tell(call, PROBLEM_ARGUMENT_KIND, call->row->name, parameter_name(call, slot), wanted_vi, vi,
                  wanted_en, en);
}

void call_report_value(const struct call *call, size_t slot)
{
    const char *typed = terminated(call, call_text(call, slot));
    if (is_subject(call, slot))
        call_tell(call, PROBLEM_SUBJECT_VALUE, call->row->name, typed);
    else
        call_tell(call, PROBLEM_ARGUMENT_VALUE, call->row->name, parameter_name(call, slot), typed);
}

void call_report_figure(const struct call *call, const struct value *value)
{
    struct evaluation *evaluation = call->evaluation;
    struct buffer shown = {0};
    struct place place = value->source != 0 ? value_place(evaluation->sources, value) : call_place(call);
    if (call_fits(call, value))
        value_append_text(&shown, value, NUMBERS_VI);
    problems_add(evaluation->problems, PROBLEM_ROW_NOT_NUMBER, &place, call->row->name,
                 shown.length > 0 ? shown.bytes : "");
    buffer_release(&shown);
}

/* ---- binding ---- */

struct binding {
    const struct value *subject;
    const struct arguments *arguments;
    size_t next; /* positional argument; the subject is counted when there is one */
    uint64_t used_keywords;
};

static const struct value *take_positional(struct binding *binding)
{
    size_t subjects = binding->subject != NULL;
    size_t position = binding->next;
    if (position >= subjects + binding->arguments->count)
        return NULL;
    binding->next++;
    return position < subjects ? binding->subject : &binding->arguments->values[position - subjects];
}

/* Vietnamese spellings of parameters, folded. */
static const struct {
    const char *spelling, *name;
} spellings[] = {
    {"trường", "attribute"}, {"số_lẻ", "decimals"},   {"giữ_số_0", "fixed"}, {"đơn_vị", "unit"},
    {"tiền", "money"},       {"giảm_dần", "reverse"}, {"đậm", "bold"},       {"nghiêng", "italic"},
};

static bool is_called(const struct name *typed, struct string name)
{
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++)
        if (string_is(name, spellings[i].name) && string_is(typed->folded, spellings[i].spelling))
            return true;
    return string_equal(typed->folded, name);
}

static const struct value *take_keyword(struct binding *binding, struct string name)
{
    for (size_t i = 0; i < binding->arguments->keyword_count && i < 64; i++) {
        if (is_called(binding->arguments->keywords[i], name)) {
            binding->used_keywords |= 1ull << i;
            return &binding->arguments->keyword_values[i];
        }
    }
    return NULL;
}

static bool bind_parameter(struct call *call, struct binding *binding, const struct parameter *parameter,
                           size_t slot)
{
    const struct value *given = take_positional(binding);
    const struct value *named = take_keyword(binding, parameter->name);
    if (given != NULL && named != NULL)
        return call_fail(call, PROBLEM_ARGUMENT_TWICE, call->row->name, terminated(call, parameter->name));
    if (given == NULL)
        given = named;
    if (given != NULL)
        call->slots[slot] = *given;
    else if (parameter->fallback.bytes != NULL)
        call->slots[slot] = read_fallback(parameter->fallback);
    else
        return call_fail(call, PROBLEM_ARGUMENT_MISSING, call->row->name, terminated(call, parameter->name));
    return true;
}

static void bind_rest(struct call *call, struct binding *binding)
{
    size_t subjects = binding->subject != NULL;
    size_t used = binding->next > subjects ? binding->next - subjects : 0;
    call->rest = binding->arguments->values + used;
    call->rest_count = binding->arguments->count - used;
    binding->next = subjects + binding->arguments->count;
}

static struct string suggest_parameter(const struct call *call, struct string wanted);

static bool is_given_before(const struct arguments *arguments, size_t keyword)
{
    for (size_t i = 0; i < keyword; i++)
        if (string_equal(arguments->keywords[i]->folded, arguments->keywords[keyword]->folded))
            return true;
    return false;
}

static bool refuse_unused(struct call *call, const struct binding *binding)
{
    const struct arguments *arguments = binding->arguments;
    size_t subjects = binding->subject != NULL;
    char most[24];
    snprintf(most, sizeof most, "%zu", binding->next - subjects);
    if (binding->next < subjects + arguments->count)
        return call_fail(call, binding->next > subjects ? PROBLEM_ARGUMENT_MANY : PROBLEM_ARGUMENT_NONE,
                         call->row->name, most);
    for (size_t i = 0; i < arguments->keyword_count; i++) {
        if (i < 64 && binding->used_keywords >> i & 1)
            continue;
        struct place place = call_place(call);
        struct string typed = arguments->keywords[i]->text;
        if (is_given_before(arguments, i))
            return call_fail(call, PROBLEM_ARGUMENT_TWICE, call->row->name, terminated(call, typed));
        struct problem *problem = problems_add(call->evaluation->problems, PROBLEM_ARGUMENT_UNKNOWN, &place,
                                               call->row->name, terminated(call, typed));
        struct string suggestion = suggest_parameter(call, typed);
        if (suggestion.length > 0)
            problems_suggest(call->evaluation->problems, problem, suggestion);
        return false;
    }
    return true;
}

static bool use_slots(struct call *call, size_t count, struct value *result, bool *is_missing)
{
    if (call->row->flags & ACCEPTS_UNDEFINED)
        return true;
    for (size_t slot = 0; slot < count && !*is_missing; slot++) {
        struct value *value = &call->slots[slot];
        if (value->kind != VALUE_UNDEFINED || value->as.text.bytes == NULL)
            continue;
        if (!use_value(call->evaluation, call->expression, value, MISSING_IS_BLANK, is_missing))
            return false;
        bool is_left = slot == 0 && call->row->flags & LEAVES_BLANK;
        if (*is_missing || is_left)
            *result = *value;
        *is_missing |= is_left;
    }
    return true;
}

bool call_bind(struct call *call, const struct value *subject, const struct arguments *arguments,
               struct value *result, bool *is_missing)
{
    struct binding binding = {.subject = subject, .arguments = arguments};
    const char *signature = call->row->signature;
    struct parameter parameter;
    size_t slot = 0;
    bool takes_options = false;
    while (next_parameter(&signature, &parameter)) {
        if (parameter.stars == 1)
            bind_rest(call, &binding);
        else if (parameter.stars == 2)
            takes_options = true;
        else if (!bind_parameter(call, &binding, &parameter, slot++))
            return false;
    }
    if (takes_options)
        call->options = *arguments;
    else if (!refuse_unused(call, &binding))
        return false;
    return use_slots(call, slot, result, is_missing);
}

bool call_run(struct call *call, const struct value *subject, const struct arguments *arguments,
              struct value *result)
{
    bool is_missing = false;
    if (!call_bind(call, subject, arguments, result, &is_missing))
        return false;
    return is_missing || call->row->compute(call, result);
}

enum { MOST_NAMES = 16 };

static struct string suggest_parameter(const struct call *call, struct string wanted)
{
    struct string names[MOST_NAMES];
    const char *signature = call->row->signature;
    struct parameter parameter;
    size_t count = 0;
    for (size_t i = 0; count < MOST_NAMES && next_parameter(&signature, &parameter); i++)
        if (i > 0 && parameter.stars == 0)
            names[count++] = parameter.name;
    return text_closest(wanted, names, count);
}

/* ---- what functions ask ---- */

struct arena *lasting_arena(const struct evaluation *evaluation)
{
    return evaluation->lasting != NULL ? evaluation->lasting : evaluation->arena;
}

bool call_fits(const struct call *call, const struct value *value)
{
    return expression_fits(call->expression, call->evaluation, value);
}

struct arena *call_arena(const struct call *call)
{
    return call->evaluation->arena;
}

bool call_is_given(const struct call *call, size_t slot)
{
    const struct value *value = &call->slots[slot];
    return value->kind != VALUE_UNDEFINED || value->as.text.bytes != NULL;
}

struct value call_take_text(const struct call *call, struct buffer *out)
{
    struct value text = value_text(arena_copy(call->evaluation->arena, buffer_string(out)));
    buffer_release(out);
    return text;
}

struct string call_print(const struct call *call, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        return value->as.text;
    if (!call_fits(call, value))
        return STRING("");
    struct buffer out = {0};
    evaluation_append(call->evaluation, &out, value);
    return call_take_text(call, &out).as.text;
}

struct string call_text(const struct call *call, size_t slot)
{
    return call_print(call, &call->slots[slot]);
}

bool call_want_text(const struct call *call, size_t slot, struct string *text)
{
    if (call->slots[slot].kind != VALUE_TEXT)
        return call_fail_kind(call, slot, VALUE_TEXT);
    *text = call->slots[slot].as.text;
    return true;
}

bool call_want_number(const struct call *call, size_t slot, struct number *number)
{
    if (!is_numeric(&call->slots[slot]))
        return call_fail_kind(call, slot, VALUE_NUMBER);
    *number = numeric(call->evaluation->arena, &call->slots[slot]);
    return true;
}

bool call_want_integer(const struct call *call, size_t slot, int64_t *integer)
{
    struct number number;
    if (!call_want_number(call, slot, &number))
        return false;
    return number_to_integer(number, integer) || call_fail_value(call, slot);
}

bool call_want_count(const struct call *call, size_t slot, uint64_t most, uint64_t *count)
{
    int64_t integer;
    if (!call_want_integer(call, slot, &integer))
        return false;
    *count = (uint64_t)integer;
    return (integer >= 0 && *count <= most) || call_fail_value(call, slot);
}

bool call_want_items(const struct call *call, size_t slot, struct list **items)
{
    *items = iterate_value(call->evaluation->arena, &call->slots[slot]);
    return *items != NULL || call_fail_kind(call, slot, VALUE_LIST);
}

bool call_steps(const struct call *call, uint64_t more)
{
    struct evaluation *evaluation = call->evaluation;
    evaluation->steps += more;
    if (evaluation->limits == NULL || evaluation->steps <= evaluation->limits->values[LIMIT_STEPS])
        return true;
    struct place place = call_place(call);
    return limits_allow(evaluation->limits, LIMIT_STEPS, evaluation->steps, &place, evaluation->problems);
}
