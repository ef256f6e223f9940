/*
 * Rounds of mending. A round reads the document, runs every rule that has a fixer, and mends where the rule
 * finds something; the next round reads what came of it. What is mended is a note by rule and place.
 */

#include "standard/fix.h"

#include <string.h>

#include "standard/fixing.h"
#include "word/reencode.h"

enum { ROUNDS_MOST = 24 };

/* What may be mended without touching a word. A measure without a row is for people to decide. */
static const struct fixer fixers[] = {
    {"font", fix_font, NULL},
    {"black", fix_color, NULL},
    {"size", fix_size, NULL},
    {"size-of-body", fix_size_of_body, NULL},
    {"bold", fix_bold, NULL},
    {"not-bold", fix_not_bold, NULL},
    {"italic", fix_italic, NULL},
    {"upright", fix_upright, NULL},
    {"not-underlined", fix_not_underlined, NULL},
    {"upper", fix_upper, NULL},
    {"lower", fix_lower, NULL},
    {"composed", fix_composed, NULL},
    {"look-alikes", fix_look_alikes, NULL},
    {"hidden-signs", fix_hidden, NULL},
    {"double-blanks", fix_double_blanks, NULL},
    {"blank-before", fix_blank_out, NULL},
    {"blank-behind", fix_blank_behind, NULL},
    {"coherent-sizes", NULL, fix_coherent},
    {"centred", fix_centred, NULL},
    {"justified", fix_justified, NULL},
    {"at-left", fix_left, NULL},
    {"line-spacing", fix_line_spacing, NULL},
    {"first-line", fix_first_line, NULL},
    {"paragraph-gap", NULL, fix_paragraph_gap},
    {"gap-above", NULL, fix_gap_above},
    {"line", NULL, fix_line_there},
    {"line-length", NULL, fix_line_length},
    {"line-solid", NULL, fix_line_solid},
    {"page-size", NULL, fix_page_size},
    {"portrait", NULL, fix_portrait},
    {"margin", NULL, fix_margin},
    {"page-number", NULL, fix_page_number_there},
    {"page-number-in-header", NULL, fix_page_number_place},
    {"page-number-centred", NULL, fix_page_number_alignment},
    {"page-number-not-on-first", NULL, fix_page_number_first},
    {"page-number-size", NULL, fix_page_number_size},
    {"page-number-upright", NULL, fix_page_number_style},
    {"page-number-arabic", NULL, fix_page_number_format},
    {"page-number-from-one", NULL, fix_page_number_start},
};

static const struct fixer blank_fixer = {"", fix_blank_out, NULL};

static const struct fixer *fixer_of(const struct rule *rule)
{
    if (rule->mend != MEND_FORMAT)
        return rule->mend == MEND_BLANKS ? &blank_fixer : NULL;
    for (size_t i = 0; i < sizeof fixers / sizeof *fixers; i++)
        if (!strcmp(fixers[i].measure, rule->measure->name))
            return &fixers[i];
    return NULL;
}

/* Lines are as long as the words above them: those have to be mended first. */
static bool is_late(const struct rule *rule)
{
    return !strncmp(rule->measure->name, "line", 4) && strcmp(rule->measure->name, "line-spacing") != 0;
}

/* ---- what was done ---- */

void fix_tell(struct fixing *fixing, long thousandths, const char *unit)
{
    struct checking words = {.arena = fixing->arena};
    fixing->to = check_number(&words, thousandths, unit);
}

void fix_tell_made(struct fixing *fixing)
{
    fixing->to = STRING(PROBLEM_WORDS("có", "added"));
}

/* What is quoted differs from place to place; one of them is shown for all. */
static bool is_same_mend(const struct fix *fix, const struct finding *finding)
{
    bool are_quoted =
        string_starts_with(fix->from, STRING("“")) && string_starts_with(finding->found, STRING("“"));
    return fix->rule == finding->rule && (are_quoted || string_equal(fix->from, finding->found));
}

static void remember(struct fixing *fixing, const struct finding *finding)
{
    for (struct fix *fix = fixing->first; fix; fix = fix->next)
        if (is_same_mend(fix, finding)) {
            fix->count += finding->count;
            return;
        }
    struct fix *fix = arena_allocate(fixing->arena, sizeof *fix);
    *fix = (struct fix){.rule = finding->rule,
                        .place = finding->place,
                        .from = finding->found,
                        .to = fixing->to.length > 0 ? fixing->to : finding->wanted,
                        .count = finding->count};
    *fixing->last = fix;
    fixing->last = &fix->next;
}

void fix_tell_layout(struct fixing *fixing, const struct rule *rule, const struct place *place,
                     const char *from, const char *to)
{
    struct finding finding = {.rule = rule, .place = *place, .found = string_of(from), .count = 1};
    fixing->to = string_of(to);
    remember(fixing, &finding);
}

/* ---- a round ---- */

/* A checking of its own for one measure, so that nothing found is joined with what was found elsewhere; the
 * words that it reads serve the next one. */
static struct checking probe_of(const struct checking *checking, struct finding **first)
{
    struct checking probe = *checking;
    *first = NULL;
    probe.first = NULL;
    probe.last = probe.first_of_act = first;
    return probe;
}

static void mend_pieces(struct fixing *fixing, struct checking *checking, const struct rule *rule,
                        fix_of_piece mend)
{
    for (size_t i = 0; i < checking->act->piece_count; i++) {
        const struct component_piece *piece = &checking->act->pieces[i];
        struct finding *found;
        struct checking probe = probe_of(checking, &found);
        if (!check_is_of(rule, piece->component))
            continue;
        fixing->to = STRING("");
        buffer_truncate(&fixing->spots, 0);
        probe.spots = &fixing->spots;
        rule->measure->measure_piece(&probe, rule, piece);
        checking->words = probe.words;
        if (!found || !mend(fixing, rule, piece))
            continue;
        for (; found; found = found->next)
            remember(fixing, found);
    }
}

static void mend_findings(struct fixing *fixing, struct checking *checking, const struct rule *rule,
                          void (*measure)(struct checking *, const struct rule *), fix_of_finding mend)
{
    struct finding *found;
    struct checking probe = probe_of(checking, &found);
    measure(&probe, rule);
    checking->words = probe.words;
    for (; found; found = found->next) {
        fixing->to = STRING("");
        if (mend(fixing, rule, found))
            remember(fixing, found);
    }
}

static void mend_rule(struct fixing *fixing, struct checking *checking, const struct rule *rule)
{
    const struct fixer *fixer = fixer_of(rule);
    const struct components *components = checking->components;
    if (!fixer)
        return;
    fixing->act = checking->act = NULL;
    bool is_out = check_is_out_of_scope(checking, &components->acts[0]);
    if (rule->measure->measure_file && fixer->finding && !is_out)
        mend_findings(fixing, checking, rule, rule->measure->measure_file, fixer->finding);
    for (size_t i = 0; i < components->act_count; i++) {
        fixing->act = checking->act = &components->acts[i];
        if (!check_is_for(rule, checking->act) || check_is_out_of_scope(checking, checking->act))
            continue;
        fixing->body_size = checking->body_size = check_size_of_body(fixing->document, checking->act);
        if (rule->measure->measure_act && fixer->finding)
            mend_findings(fixing, checking, rule, rule->measure->measure_act, fixer->finding);
        if (rule->measure->measure_piece && fixer->piece)
            mend_pieces(fixing, checking, rule, fixer->piece);
    }
}

static bool write_parts(struct fixing *fixing)
{
    const struct changed_part *parts = (const struct changed_part *)(const void *)fixing->changed.bytes;
    bool is_done = true;
    for (size_t i = 0; is_done && i < fixing->changed.length / sizeof *parts; i++) {
        struct buffer out = {0};
        xml_append_document(&out, parts[i].tree);
        is_done =
            package_set(fixing->package, parts[i].part, STRING(""), buffer_string(&out), fixing->problems);
        buffer_release(&out);
    }
    return is_done;
}

/* A document without a fault stays as it is, also one laid out by tabs. */
static void mend_layout(struct fixing *fixing)
{
    for (size_t i = 0; i < fixing->components->act_count && fixing->first; i++) {
        fixing->act = &fixing->components->acts[i];
        if (!fix_columns(fixing) && !fix_middle(fixing))
            fix_narrow_column(fixing);
    }
}

/* *has_changed tells whether another round is due. */
static bool run_round(struct fixing *fixing, bool *has_changed)
{
    buffer_truncate(&fixing->changed, 0);
    buffer_truncate(&fixing->stale, 0);
    struct document *document =
        document_read(fixing->arena, fixing->package, fixing->limits, fixing->problems);
    if (!document)
        return false;
    fixing->document = document;
    struct components *components = components_find(fixing->arena, document, fixing->standard);
    fixing->components = components;
    struct checking checking = {
        .arena = fixing->arena, .standard = fixing->standard, .document = document, .components = components};
    size_t before = problems_error_count(fixing->problems);
    for (size_t i = 0; i < fixing->standard->rule_count; i++)
        if (!is_late(&fixing->standard->rules[i]))
            mend_rule(fixing, &checking, &fixing->standard->rules[i]);
    if (fixing->changed.length == 0)
        mend_layout(fixing);
    for (size_t i = 0; i < fixing->standard->rule_count && fixing->changed.length == 0; i++)
        if (is_late(&fixing->standard->rules[i]))
            mend_rule(fixing, &checking, &fixing->standard->rules[i]);
    fix_fit_tables(fixing);
    *has_changed = fixing->changed.length > 0;
    return problems_error_count(fixing->problems) == before && write_parts(fixing);
}

/* ---- legacy fonts ---- */

static const struct rule *rule_of_legacy_fonts(const struct standard *standard)
{
    for (size_t i = 0; i < standard->rule_count; i++)
        if (!strcmp(standard->rules[i].measure->name, "legacy-font") &&
            standard->rules[i].mend == MEND_FORMAT)
            return &standard->rules[i];
    return NULL;
}

/* What the rule finds is told, as a check without other rules would. */
static bool remember_legacy_fonts(struct fixing *fixing, const struct rule *rule)
{
    const struct document *document =
        document_read(fixing->arena, fixing->package, fixing->limits, fixing->problems);
    if (!document)
        return false;
    struct standard alone = *fixing->standard;
    alone.rules = (struct rule *)rule;
    alone.rule_count = 1;
    const struct components *components = components_find(fixing->arena, document, fixing->standard);
    fixing->to = STRING("");
    for (const struct finding *finding = check_document(fixing->arena, &alone, components)->first; finding;
         finding = finding->next)
        remember(fixing, finding);
    return true;
}

/* All of a document becomes Unicode before anything else: half of it would be read by no one. */
static bool mend_legacy_fonts(struct fixing *fixing)
{
    const struct rule *rule = rule_of_legacy_fonts(fixing->standard);
    struct reencoding result;
    size_t before = problems_error_count(fixing->problems);
    if (!rule || !reencode_is_needed(fixing->package, fixing->problems))
        return problems_error_count(fixing->problems) == before;
    if (!remember_legacy_fonts(fixing, rule))
        return false;
    return !fixing->first || reencode_document(fixing->package, TONE_KEEP, fixing->arena, &result,
                                               fixing->limits, fixing->problems);
}

bool fix_document(struct arena *arena, const struct standard *standard, struct package *package,
                  const struct limits *limits, struct fix **fixes, struct problems *problems)
{
    struct fixing fixing = {
        .arena = arena, .package = package, .limits = limits, .problems = problems, .standard = standard};
    fixing.last = &fixing.first;
    bool has_changed = true, is_done = mend_legacy_fonts(&fixing);
    buffer_append(&fixing.changed, "", 0);
    buffer_append(&fixing.stale, "", 0);
    buffer_append(&fixing.spots, "", 0);
    for (int round = 0; is_done && has_changed && round < ROUNDS_MOST; round++)
        is_done = run_round(&fixing, &has_changed);
    buffer_release(&fixing.changed);
    buffer_release(&fixing.stale);
    buffer_release(&fixing.spots);
    *fixes = fixing.first;
    return is_done;
}

void fix_report(const struct fix *fixes, struct problems *problems)
{
    for (const struct fix *fix = fixes; fix; fix = fix->next) {
        struct buffer name = {0};
        buffer_append_format(&name, "%.*s\x1f%.*s", STRING_FORMAT(fix->rule->name),
                             STRING_FORMAT(fix->rule->name_en));
        size_t before = problems_count(problems);
        struct problem *problem = problems_add(problems, PROBLEM_STANDARD_FIXED, &fix->place, name.bytes,
                                               fix->from.bytes, fix->to.bytes, fix->rule->clause.bytes);
        if (problems_count(problems) == before + 1)
            problems_set_rule(problems, problem, fix->rule->id, fix->count);
        buffer_release(&name);
    }
}
