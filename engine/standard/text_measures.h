#ifndef VANBAN_STANDARD_TEXT_MEASURES_H
#define VANBAN_STANDARD_TEXT_MEASURES_H

/* The kinds of rules that look at words. */

#include "standard/check.h"

void measure_words_avoided(struct checking *, const struct rule *, const struct component_piece *);
void measure_phrase(struct checking *, const struct rule *);
void measure_absence(struct checking *, const struct rule *);
void measure_wording(struct checking *, const struct rule *);
void measure_fixed_words(struct checking *, const struct rule *, const struct component_piece *);

void measure_sentence_start(struct checking *, const struct rule *, const struct component_piece *);
void measure_line_start(struct checking *, const struct rule *, const struct component_piece *);
void measure_words_twice(struct checking *, const struct rule *, const struct component_piece *);

void measure_look_alikes(struct checking *, const struct rule *, const struct component_piece *);
void measure_composed(struct checking *, const struct rule *, const struct component_piece *);
void measure_hidden(struct checking *, const struct rule *, const struct component_piece *);
void measure_double_blanks(struct checking *, const struct rule *, const struct component_piece *);
void measure_blank_before(struct checking *, const struct rule *, const struct component_piece *);
void measure_blank_behind(struct checking *, const struct rule *, const struct component_piece *);
void measure_brackets(struct checking *, const struct rule *, const struct component_piece *);
void measure_quotes(struct checking *, const struct rule *);

void measure_one_tone_style(struct checking *, const struct rule *);
void measure_one_spelling(struct checking *, const struct rule *);
void measure_one_quote_style(struct checking *, const struct rule *);
void measure_one_dash(struct checking *, const struct rule *);
void measure_decimal_comma(struct checking *, const struct rule *, const struct component_piece *);
void measure_one_precision(struct checking *, const struct rule *);

void measure_small_counts(struct checking *, const struct rule *, const struct component_piece *);
void measure_real_date(struct checking *, const struct rule *);
void measure_real_dates(struct checking *, const struct rule *, const struct component_piece *);
void measure_units(struct checking *, const struct rule *, const struct component_piece *);

void measure_sequence(struct checking *, const struct rule *);
void measure_alphabet(struct checking *, const struct rule *, const struct component_piece *);
void measure_bold_title(struct checking *, const struct rule *, const struct component_piece *);
void measure_titled(struct checking *, const struct rule *);

void measure_citations(struct checking *, const struct rule *);

void measure_items_end(struct checking *, const struct rule *);
void measure_last_item(struct checking *, const struct rule *);
void measure_first_item(struct checking *, const struct rule *);
void measure_item_without(struct checking *, const struct rule *);
void measure_one_addressee(struct checking *, const struct rule *);

void measure_scope(struct checking *, const struct rule *);
void measure_authority(struct checking *, const struct rule *);

void measure_end_mark(struct checking *, const struct rule *);
void measure_one_end_mark(struct checking *, const struct rule *);
void measure_appendix_mentioned(struct checking *, const struct rule *);
void measure_appendix_numbers(struct checking *, const struct rule *);

#endif
