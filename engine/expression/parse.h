#ifndef VANBAN_EXPRESSION_PARSE_H
#define VANBAN_EXPRESSION_PARSE_H

/*
 * Parts of a statement, for the template module: a statement's words are read
 * from the front of source->text, *offset (bytes within source->text) moves
 * behind what was read, and white space (NBSP too) before it is skipped.
 *
 * `stops` are words that end an expression or a spaced name at nesting depth 0,
 * ended by NULL, as {"trong", "in", NULL}; one may have several words
 * ("không thì"). They match like names (case, NFC). NULL: no stops. A word
 * where an operand must begin is never a stop.
 *
 * {% lặp dòng trong ds.dòng nếu dòng.số > 0 %} reads as
 *   expression_parse_word("lặp") · expression_parse_names(stops in, trong) ·
 *   expression_accept_word(in | trong) · expression_parse_part(stops if, nếu, recursive) ·
 *   expression_accept_word(if | nếu) · expression_parse_part(NULL) · expression_parse_end
 */

#include "expression/expression.h"

/* The next word (letters, marks, digits, "_"); *offset stays when there is none. */
bool expression_parse_word(const struct expression_source *source, size_t *offset, struct string *word);
/* Moves over `words` (one space or more between them in the source) if they come next as whole words. */
bool expression_accept_word(const struct expression_source *source, size_t *offset, const char *words);
/* Moves over a mark such as "=", ",", "(", "." if it comes next; "=" does not match "==". */
bool expression_accept_mark(const struct expression_source *source, size_t *offset, const char *mark);
/* True if nothing but white space is left; nothing is reported. */
bool expression_at_end(const struct expression_source *source, size_t offset);
/* Like expression_at_end(), but what is left is a problem underlining it. */
bool expression_parse_end(const struct expression_source *source, size_t offset, struct problems *problems);
/* Reports that `wanted` (a word or mark, shown as it is) should stand at `offset`. */
void expression_report_missing(const struct expression_source *source, size_t offset, const char *wanted,
                               struct problems *problems);

/*
 * One expression up to a stop, a mark that cannot continue it (as "," or "=") or the end. The word "if" among
 * the stops ends it too, so that "a if b else c" needs parentheses there, as in Jinja's for. A bare tuple "a,
 * b" is one expression only with expression_parse_tuple(). NULL after a problem.
 */
const struct expression *expression_parse_part(struct arena *arena, const struct expression_source *source,
                                               size_t *offset, const char *const *stops,
                                               struct problems *problems);
const struct expression *expression_parse_tuple(struct arena *arena, const struct expression_source *source,
                                                size_t *offset, const char *const *stops,
                                                struct problems *problems);

/* What a loop or {% set %} gives names to. */
struct expression_target {
    const struct name *name; /* NULL: a list, of these items */
    struct expression_target *items;
    size_t count;
};
/* "x", "k, v", "(k, v)", "k, (a, b)"; and all its names in their order. NULL after a problem. */
const struct expression_target *expression_parse_target(struct arena *arena,
                                                        const struct expression_source *source,
                                                        size_t *offset, const char *const *stops,
                                                        const struct name *const **names, size_t *count,
                                                        struct problems *problems);
/* The names alone. For {% set ns.x = … %}: one name is read, then accept "." and read another. */
bool expression_parse_names(struct arena *arena, const struct expression_source *source, size_t *offset,
                            const char *const *stops, const struct name *const **names, size_t *count,
                            struct problems *problems);

/* The parameters of a macro or call block, parentheses included: "(a, b=1)". */
struct expression_parameter {
    const struct name *name;
    const struct expression *default_value; /* NULL: none */
};
bool expression_parse_parameters(struct arena *arena, const struct expression_source *source, size_t *offset,
                                 const struct expression_parameter **parameters, size_t *count,
                                 struct problems *problems);

/*
 * Filters to be applied to a body: "upper | replace('A', 'B')" of {% filter … %}, and of {% set x | upper %}
 * after its "|". expression_apply_filters() gives them their input.
 */
const struct expression *expression_parse_filters(struct arena *arena, const struct expression_source *source,
                                                  size_t *offset, struct problems *problems);
bool expression_apply_filters(const struct expression *filters, struct evaluation *evaluation,
                              const struct value *input, struct value *result);

/*
 * Call arguments, parentheses included, evaluated by expression_evaluate_arguments(); for tags that look like
 * calls.
 */
struct expression_arguments;
const struct expression_arguments *expression_parse_arguments(struct arena *arena,
                                                              const struct expression_source *source,
                                                              size_t *offset, struct problems *problems);
bool expression_evaluate_arguments(const struct expression_arguments *arguments,
                                   struct evaluation *evaluation, struct arguments *evaluated);

/* True if the whole expression is a call, as {% call f(x) %} demands. */
bool expression_is_call(const struct expression *expression);
/* Evaluates a call with one keyword argument more: `caller` of {% call %}. */
bool expression_evaluate_call(const struct expression *expression, struct evaluation *evaluation,
                              const struct name *keyword, const struct value *keyword_value,
                              struct value *result);

/* {% set object.name = value %}: only namespaces can be set. */
bool expression_set_attribute(const struct expression_source *source, struct evaluation *evaluation,
                              const struct value *object, const struct name *name, const struct value *value);

/*
 * What a loop goes through: the items of a list, the keys of a record, the characters of a text. Anything
 * else is a problem; undefined is reported by its mode (an empty list where it is not an error).
 */
bool expression_iterate(const struct expression *expression, struct evaluation *evaluation,
                        const struct value *value, struct list **items);

#endif
