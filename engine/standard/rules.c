/* rules.yaml: each row checked against what its measure takes. */

#include <string.h>

#include "base/memory.h"
#include "standard/rule.h"
#include "standard/standard_keys.h"

static const char *const severities[] = {"error", "warning", "note"};
static const char *const acts[] = {"main", "attached", "appendix", "copy"};
static const char *const mends[] = {"format", "blanks", "hand"};

static const struct {
    const char *name;
    unsigned bit;
} own_keys[] = {
    {"component", KEY_COMPONENT}, {"allowed", KEY_ALLOWED},     {"least", KEY_LEAST},
    {"most", KEY_MOST},           {"wanted", KEY_WANTED},       {"other", KEY_OTHER},
    {"words", KEY_WORDS},         {"matches", KEY_MATCHES},     {"avoids", KEY_AVOIDS},
    {"sets", KEY_SETS},           {"tolerance", KEY_TOLERANCE}, {"whole", KEY_WHOLE},
    {"side", KEY_SIDE},           {"wanted_en", KEY_WANTED},
};
enum { OWN_KEYS = sizeof own_keys / sizeof *own_keys };

static const char *const common_keys[] = {"id",    "name",   "en",   "measure", "severity", "clause",
                                          "kinds", "except", "acts", "from",    "until",    "mend"};
enum { COMMON_KEYS = sizeof common_keys / sizeof *common_keys };

static const struct rule_measure *find_measure(struct string name)
{
    for (size_t i = 0; i < rule_measure_count; i++)
        if (string_is(name, rule_measures[i].name))
            return &rule_measures[i];
    return NULL;
}

static struct string names_of_measures(struct arena *arena)
{
    struct buffer out = {0};
    for (size_t i = 0; i < rule_measure_count; i++)
        buffer_append_format(&out, "%s%s", i > 0 ? ", " : "", rule_measures[i].name);
    struct string names = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return names;
}

static bool read_measure(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    struct string name = {0};
    if (!keys_text(reader, row, "measure", true, &name))
        return false;
    rule->measure = find_measure(name);
    return rule->measure || keys_refuse(reader, "measure", keys_value(row, "measure"),
                                        names_of_measures(reader->data.arena).bytes);
}

/* Only what the measure takes, and all that it needs. */
static bool check_keys(const struct standard_reader *reader, const struct value *row, const struct rule *rule)
{
    const char *keys[COMMON_KEYS + OWN_KEYS + 1];
    size_t count = 0;
    bool is_whole = true;
    for (size_t i = 0; i < COMMON_KEYS; i++)
        keys[count++] = common_keys[i];
    for (size_t i = 0; i < OWN_KEYS; i++) {
        if (rule->measure->keys & own_keys[i].bit)
            keys[count++] = own_keys[i].name;
        bool is_needed =
            rule->measure->needed & own_keys[i].bit && strcmp(own_keys[i].name, "wanted_en") != 0;
        if (is_needed && !keys_value(row, own_keys[i].name)) {
            keys_report(reader, PROBLEM_STANDARD_KEY_MISSING, row, own_keys[i].name, NULL, NULL);
            is_whole = false;
        }
    }
    keys[count] = NULL;
    return keys_has_only(reader, row, keys) && is_whole;
}

/* The index of a text among names; SIZE_MAX after a problem. */
static size_t read_choice(const struct standard_reader *reader, const char *key, const struct value *value,
                          const char *const *names, size_t count)
{
    struct buffer list = {0};
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (value->kind == VALUE_TEXT && string_is(value->as.text, names[i]))
            found = i;
        buffer_append_format(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    if (found == SIZE_MAX)
        keys_refuse(reader, key, value, list.bytes);
    buffer_release(&list);
    return found;
}

static bool read_severity(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    const struct value *value = keys_value(row, "severity");
    size_t found = value ? read_choice(reader, "severity", value, severities, 3) : 0;
    rule->severity = found == SIZE_MAX ? SEVERITY_ERROR : (enum problem_severity)found;
    return found != SIZE_MAX;
}

static bool read_mend(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    const struct value *value = keys_value(row, "mend");
    size_t found = value ? read_choice(reader, "mend", value, mends, sizeof mends / sizeof *mends) : 0;
    rule->mend = found == SIZE_MAX ? MEND_FORMAT : (enum rule_mend)found;
    return found != SIZE_MAX;
}

static bool read_acts(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    struct list list;
    rule->acts = keys_value(row, "acts") ? 0 : 1u << ACT_MAIN | 1u << ACT_COPY;
    keys_list(reader, row, "acts", &list);
    for (size_t i = 0; i < list.count; i++) {
        size_t found = read_choice(reader, "acts", &list.items[i], acts, 4);
        if (found == SIZE_MAX)
            return false;
        rule->acts |= 1u << found;
    }
    return true;
}

static bool read_component(const struct standard_reader *reader, const char *key, const struct value *value,
                           enum component *component)
{
    return (value->kind == VALUE_TEXT && component_lookup(value->as.text, component)) ||
           keys_refuse(reader, key, value,
                       PROBLEM_WORDS("tên thành phần trong component.h", "the names in component.h"));
}

static bool read_components(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    struct list list;
    const struct value *other = keys_value(row, "other");
    keys_list(reader, row, "component", &list);
    rule->components = arena_allocate(reader->data.arena, (list.count + 1) * sizeof *rule->components);
    rule->other = COMPONENT_OTHER;
    for (size_t i = 0; i < list.count; i++)
        if (!read_component(reader, "component", &list.items[i], &rule->components[rule->component_count++]))
            return false;
    return !other || read_component(reader, "other", other, &rule->other);
}

static bool read_numbers(const struct standard_reader *reader, const char *key, const struct list *list,
                         struct number_set *set)
{
    set->items = arena_allocate(reader->data.arena, (list->count + 1) * sizeof *set->items);
    for (size_t i = 0; i < list->count; i++)
        if (!keys_thousandths(reader, key, &list->items[i], &set->items[set->count++]))
            return false;
    return true;
}

static bool read_sets(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    struct list list;
    keys_list(reader, row, "sets", &list);
    rule->sets = arena_allocate(reader->data.arena, (list.count + 1) * sizeof *rule->sets);
    for (size_t i = 0; i < list.count; i++) {
        const struct value *item = &list.items[i];
        if (item->kind != VALUE_LIST || item->as.list->count != rule->component_count)
            return keys_refuse(reader, "sets", item,
                               PROBLEM_WORDS("mỗi thành phần một số", "a number for each component"));
        if (!read_numbers(reader, "sets", item->as.list, &rule->sets[rule->set_count++]))
            return false;
    }
    return true;
}

static void free_pattern(void *subject)
{
    regfree(subject);
}

static bool compile(const struct standard_reader *reader, const struct value *row, const char *key,
                    struct pattern **patterns, size_t *count)
{
    struct words texts = {0};
    if (!keys_texts(reader, row, key, &texts))
        return false;
    *patterns = arena_allocate(reader->data.arena, (texts.count + 1) * sizeof **patterns);
    for (size_t i = 0; i < texts.count; i++) {
        struct pattern *pattern = &(*patterns)[*count];
        char reason[80];
        pattern->source = texts.items[i];
        int status = regcomp(&pattern->compiled, texts.items[i].bytes, REG_EXTENDED);
        if (status == REG_ESPACE)
            memory_exhausted();
        if (status != 0) {
            regerror(status, &pattern->compiled, reason, sizeof reason);
            keys_report(reader, PROBLEM_STANDARD_PATTERN, keys_value(row, key), texts.items[i].bytes, reason,
                        NULL);
            return false;
        }
        arena_on_free(reader->data.arena, free_pattern, &pattern->compiled);
        ++*count;
    }
    return true;
}

static bool read_kinds(const struct standard_reader *reader, const struct value *row, const char *key,
                       const struct standard_kind ***kinds, size_t *count)
{
    struct words texts = {0};
    if (!keys_texts(reader, row, key, &texts))
        return false;
    *kinds = arena_allocate(reader->data.arena, (texts.count + 1) * sizeof **kinds);
    for (size_t i = 0; i < texts.count; i++) {
        const struct standard_kind *kind = standard_kind_lookup(reader->standard, texts.items[i]);
        if (!kind)
            return keys_refuse(reader, key, keys_value(row, key),
                               PROBLEM_WORDS("tên loại trong kinds.yaml", "the kinds in kinds.yaml"));
        (*kinds)[(*count)++] = kind;
    }
    return true;
}

/* `wanted`, with `wanted_en` for those who read English. */
static bool read_wanted(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    struct string english = {0};
    if (!keys_text(reader, row, "wanted", false, &rule->wanted) ||
        !keys_text(reader, row, "wanted_en", false, &english))
        return false;
    if (english.length > 0)
        rule->wanted = arena_format(reader->data.arena, "%.*s\x1f%.*s", STRING_FORMAT(rule->wanted),
                                    STRING_FORMAT(english));
    return true;
}

static bool read_clause(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    bool is_read = keys_text(reader, row, "clause", true, &rule->clause);
    rule->clause = clause_in_both_languages(reader->data.arena, rule->clause);
    return is_read;
}

static bool read_words_of_rule(const struct standard_reader *reader, const struct value *row,
                               struct rule *rule)
{
    return keys_text(reader, row, "id", true, &rule->id) &&
           keys_text(reader, row, "name", true, &rule->name) &&
           keys_text(reader, row, "en", true, &rule->name_en) && read_clause(reader, row, rule) &&
           read_wanted(reader, row, rule) && keys_text(reader, row, "side", false, &rule->side) &&
           keys_texts(reader, row, "words", &rule->words);
}

static bool read_measures_of_rule(const struct standard_reader *reader, const struct value *row,
                                  struct rule *rule)
{
    struct list allowed;
    rule->least = rule->most = rule->tolerance = NOT_THERE;
    return keys_list(reader, row, "allowed", &allowed) &&
           read_numbers(reader, "allowed", &allowed, &rule->allowed) && read_sets(reader, row, rule) &&
           keys_number(reader, row, "least", &rule->least) && keys_number(reader, row, "most", &rule->most) &&
           keys_number(reader, row, "tolerance", &rule->tolerance) &&
           keys_bool(reader, row, "whole", &rule->is_whole) &&
           compile(reader, row, "matches", &rule->matches, &rule->match_count) &&
           compile(reader, row, "avoids", &rule->avoids, &rule->avoid_count);
}

static bool read_rule(const struct standard_reader *reader, const struct value *row, struct rule *rule)
{
    return read_measure(reader, row, rule) && check_keys(reader, row, rule) &&
           read_words_of_rule(reader, row, rule) && read_severity(reader, row, rule) &&
           read_mend(reader, row, rule) && read_acts(reader, row, rule) &&
           read_components(reader, row, rule) && read_measures_of_rule(reader, row, rule) &&
           read_kinds(reader, row, "kinds", &rule->kinds, &rule->kind_count) &&
           read_kinds(reader, row, "except", &rule->except, &rule->except_count) &&
           keys_date(reader, row, "from", &rule->from, &rule->has_from) &&
           keys_date(reader, row, "until", &rule->until, &rule->has_until);
}

static bool is_new(const struct standard_reader *reader, const struct value *row, const struct rule *rule)
{
    for (const struct rule *before = reader->standard->rules; before < rule; before++)
        if (string_equal(before->id, rule->id)) {
            keys_report(reader, PROBLEM_STANDARD_TWICE, row, rule->id.bytes, NULL, NULL);
            return false;
        }
    return true;
}

/* All mistakes are reported. */
bool rules_read(const struct standard_reader *reader)
{
    struct standard *standard = reader->standard;
    struct list list;
    bool is_read = keys_read_list(reader, "rules.yaml", "rules", &list);
    if (!is_read)
        return false;
    standard->rules = arena_allocate(reader->data.arena, (list.count + 1) * sizeof *standard->rules);
    for (size_t i = 0; i < list.count; i++) {
        struct rule *rule = &standard->rules[standard->rule_count];
        bool is_good = read_rule(reader, &list.items[i], rule) && is_new(reader, &list.items[i], rule);
        standard->rule_count += is_good;
        is_read &= is_good;
    }
    return is_read;
}
