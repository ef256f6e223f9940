#ifndef VANBAN_STANDARD_RULE_H
#define VANBAN_STANDARD_RULE_H

/*
 * A rule is a row of rules.yaml:
 *
 *   - id: co-chu-quoc-hieu             stable: people and programs match on it; its tests are
 * tests/standard/<id>/ name: Cỡ chữ Quốc hiệu           what is measured, in words; `en` the same in English
 *     component: quoc-hieu             or a list of components (component.h)
 *     measure: size                    how: a row of the table in measure.c, which says what else it takes
 *     allowed: [12, 13]
 *     severity: error                  error, warning or note
 *     clause: Phụ lục I, Phần I, mục II.1.a
 *
 * and, for any rule: `kinds` or `except` (names or abbreviations of kinds of documents it is for, or not),
 * `acts` (main, attached, appendix, copy; main and copy when left out), `from` and `until` (dates of the
 * document it holds for), `mend` (format, blanks, hand). `wanted_en` is `wanted` in English.
 */

#include <regex.h>

#include "standard/component.h"
#include "standard/standard.h"

struct checking;
struct rule;

/* How what breaks a rule is mended; `hand` when only a person can. */
enum rule_mend {
    MEND_FORMAT, /* by its measure, when standard/fix.h knows how */
    MEND_BLANKS, /* the blanks within the words that are found are taken out */
    MEND_HAND,
};

/* What a row may say besides what any rule may. */
enum rule_key {
    KEY_COMPONENT = 1,
    KEY_ALLOWED = 2, /* numbers: points, or millimetres, as the measure says */
    KEY_LEAST = 4,
    KEY_MOST = 8,
    KEY_WANTED = 16, /* words shown as what should be */
    KEY_OTHER = 32,  /* another component */
    KEY_WORDS = 64,
    KEY_MATCHES = 128, /* patterns the text must match, one of them … */
    KEY_AVOIDS = 256,  /* … and none of these */
    KEY_SETS = 512,    /* lists of numbers, one for each component */
    KEY_TOLERANCE = 1024,
    KEY_WHOLE = 2048, /* only when all of a paragraph is so */
    KEY_SIDE = 4096,
};

/* One way of measuring; either function may be NULL. */
struct rule_measure {
    const char *name;
    unsigned keys, needed;
    void (*measure_piece)(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece);
    void (*measure_act)(struct checking *checking, const struct rule *rule);
    void (*measure_file)(struct checking *checking, const struct rule *rule); /* once for all acts */
};
extern const struct rule_measure rule_measures[];
extern const size_t rule_measure_count;

struct pattern {
    struct string source;
    regex_t compiled;
};

struct number_set {
    long *items; /* thousandths */
    size_t count;
};

struct rule {
    struct string id, name, name_en, clause, wanted, side;
    enum problem_severity severity;
    enum rule_mend mend;
    const struct rule_measure *measure;
    enum component *components;
    size_t component_count;
    enum component other;
    struct number_set allowed;
    struct number_set *sets;
    size_t set_count;
    long least, most, tolerance; /* thousandths; NOT_THERE when left out */
    bool is_whole;
    struct words words;
    struct pattern *matches, *avoids;
    size_t match_count, avoid_count;
    const struct standard_kind **kinds, **except;
    size_t kind_count, except_count;
    unsigned acts; /* bits: 1 << enum act_kind */
    struct date from, until;
    bool has_from, has_until;
};

/* "Phụ lục I, mục II" as an argument of a problem that is told in either language: "Appendix I, Section II".
 * Words it does not know stay as they are. */
struct string clause_in_both_languages(struct arena *arena, struct string clause);
/* What patterns are matched with: letters without accents in their case, single blanks; other signs as they
 * are. */
struct string pattern_text(struct arena *arena, struct string text);
/* Whether such a text matches one of the rule's patterns, if it has any, and none that it avoids. */
bool rule_accepts(const struct rule *rule, struct string text);

#endif
