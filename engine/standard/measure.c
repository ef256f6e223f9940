/* The ways of measuring that rules.yaml may name. Adding one is adding a row. */

#include "standard/check.h"
#include "standard/text_measures.h"

#define PIECES KEY_COMPONENT
#define PIECE(name, keys, needed, function)                                                                  \
    {                                                                                                        \
        name, PIECES | (keys), (needed), function, NULL, NULL                                                \
    }
#define ACT(name, keys, needed, function)                                                                    \
    {                                                                                                        \
        name, KEY_COMPONENT | KEY_WANTED | (keys), KEY_COMPONENT | (needed), NULL, function, NULL            \
    }
#define WHOLE(name, keys, needed, function)                                                                  \
    {                                                                                                        \
        name, KEY_WANTED | (keys), (needed), NULL, NULL, function                                            \
    }

const struct rule_measure rule_measures[] = {
    /* letters */
    PIECE("font", KEY_WORDS, KEY_WORDS, measure_font),
    PIECE("legacy-font", KEY_WANTED, KEY_WANTED, measure_legacy),
    PIECE("black", KEY_WANTED, KEY_WANTED, measure_color),
    PIECE("size", KEY_ALLOWED | KEY_LEAST | KEY_MOST, KEY_COMPONENT, measure_size),
    PIECE("size-of-body", KEY_LEAST | KEY_MOST, KEY_COMPONENT | KEY_LEAST | KEY_MOST, measure_size_of_body),
    PIECE("bold", 0, KEY_COMPONENT, measure_bold),
    PIECE("not-bold", KEY_WHOLE, KEY_COMPONENT, measure_not_bold),
    PIECE("italic", 0, KEY_COMPONENT, measure_italic),
    PIECE("upright", KEY_WHOLE, KEY_COMPONENT, measure_upright),
    PIECE("not-underlined", KEY_WHOLE, KEY_COMPONENT, measure_not_underlined),
    PIECE("upper", 0, KEY_COMPONENT, measure_upper),
    PIECE("lower", 0, KEY_COMPONENT, measure_lower),
    /* paragraphs */
    PIECE("centred", 0, KEY_COMPONENT, measure_centred),
    PIECE("justified", 0, KEY_COMPONENT, measure_justified),
    PIECE("at-left", 0, KEY_COMPONENT, measure_left),
    PIECE("line-spacing", KEY_LEAST | KEY_MOST | KEY_TOLERANCE, KEY_COMPONENT | KEY_LEAST | KEY_MOST,
          measure_line_spacing),
    PIECE("first-line", KEY_ALLOWED | KEY_TOLERANCE, KEY_COMPONENT | KEY_ALLOWED | KEY_TOLERANCE,
          measure_first_line),
    ACT("paragraph-gap", KEY_LEAST, KEY_LEAST, measure_paragraph_gap),
    ACT("gap-above", KEY_LEAST | KEY_MOST | KEY_OTHER, KEY_LEAST | KEY_MOST | KEY_OTHER, measure_gap_above),
    /* lines */
    ACT("line", 0, 0, measure_line_there),
    ACT("line-length", KEY_LEAST | KEY_MOST | KEY_TOLERANCE, KEY_LEAST | KEY_MOST | KEY_WANTED,
        measure_line_length),
    ACT("line-solid", 0, 0, measure_line_solid),
    /* components */
    ACT("presence", 0, 0, measure_presence),
    ACT("before", KEY_OTHER, KEY_OTHER | KEY_WANTED, measure_order),
    ACT("level", KEY_OTHER, KEY_OTHER | KEY_WANTED, measure_level),
    ACT("coherent-sizes", KEY_SETS, KEY_SETS, measure_coherent),
    ACT("pattern", KEY_MATCHES | KEY_AVOIDS, KEY_WANTED, measure_pattern),
    PIECE("pattern-of-each", KEY_MATCHES | KEY_AVOIDS | KEY_WANTED, KEY_COMPONENT | KEY_WANTED,
          measure_pattern_each),
    {"abbreviation", 0, 0, NULL, measure_abbreviation, NULL},
    /* words */
    PIECE("words-avoided", KEY_AVOIDS | KEY_WORDS | KEY_WANTED, KEY_COMPONENT | KEY_AVOIDS | KEY_WANTED,
          measure_words_avoided),
    PIECE("fixed-words", KEY_WORDS, KEY_COMPONENT | KEY_WORDS, measure_fixed_words),
    ACT("wording", KEY_WORDS, KEY_WORDS | KEY_WANTED, measure_wording),
    ACT("phrase", KEY_MATCHES, KEY_MATCHES | KEY_WANTED, measure_phrase),
    ACT("absence", 0, KEY_WANTED, measure_absence),
    PIECE("sentence-start", KEY_WORDS | KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_sentence_start),
    PIECE("line-start", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_line_start),
    PIECE("words-twice", KEY_WORDS | KEY_WANTED, KEY_COMPONENT | KEY_WORDS | KEY_WANTED, measure_words_twice),
    /* letters and signs */
    PIECE("look-alikes", 0, 0, measure_look_alikes),
    PIECE("composed", KEY_WANTED, KEY_WANTED, measure_composed),
    PIECE("hidden-signs", KEY_WANTED, KEY_WANTED, measure_hidden),
    PIECE("double-blanks", KEY_WORDS | KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_double_blanks),
    PIECE("blank-before", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_blank_before),
    PIECE("blank-behind", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_blank_behind),
    PIECE("brackets", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_brackets),
    ACT("quotes", 0, KEY_WANTED, measure_quotes),
    /* one way all through */
    ACT("one-tone-style", 0, KEY_WANTED, measure_one_tone_style),
    ACT("one-spelling", KEY_WORDS, KEY_WORDS | KEY_WANTED, measure_one_spelling),
    ACT("one-quote-style", 0, KEY_WANTED, measure_one_quote_style),
    ACT("one-dash", 0, KEY_WANTED, measure_one_dash),
    ACT("one-precision", 0, KEY_WANTED, measure_one_precision),
    /* numbers in prose */
    PIECE("decimal-comma", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_decimal_comma),
    PIECE("small-counts", KEY_WORDS | KEY_WANTED, KEY_COMPONENT | KEY_WORDS | KEY_WANTED,
          measure_small_counts),
    {"real-date", KEY_WANTED, KEY_WANTED, NULL, measure_real_date, NULL},
    PIECE("real-dates", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_real_dates),
    PIECE("units-in-force", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_units),
    /* levels */
    ACT("sequence", KEY_SIDE, KEY_SIDE, measure_sequence),
    PIECE("alphabet", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_alphabet),
    PIECE("bold-title", KEY_WANTED, KEY_COMPONENT | KEY_WANTED, measure_bold_title),
    ACT("titled", KEY_OTHER, KEY_OTHER | KEY_WANTED, measure_titled),
    /* citations, recipients, authority */
    ACT("citations", KEY_SIDE, KEY_SIDE | KEY_WANTED, measure_citations),
    ACT("items-end", KEY_WORDS, KEY_WORDS, measure_items_end),
    ACT("last-item", KEY_MATCHES | KEY_AVOIDS, KEY_WANTED, measure_last_item),
    ACT("first-item", KEY_MATCHES | KEY_AVOIDS | KEY_OTHER, KEY_WANTED, measure_first_item),
    ACT("item-without", KEY_MATCHES | KEY_AVOIDS | KEY_OTHER, KEY_OTHER | KEY_WANTED, measure_item_without),
    ACT("one-addressee", KEY_OTHER, KEY_OTHER | KEY_WANTED, measure_one_addressee),
    {"scope", KEY_SIDE | KEY_WANTED, KEY_SIDE | KEY_WANTED, NULL, measure_scope, NULL},
    {"authority", KEY_SIDE | KEY_WANTED, KEY_SIDE | KEY_WANTED, NULL, measure_authority, NULL},
    ACT("end-mark", 0, KEY_WANTED, measure_end_mark),
    ACT("one-end-mark", 0, KEY_WANTED, measure_one_end_mark),
    ACT("appendix-mentioned", 0, KEY_WANTED, measure_appendix_mentioned),
    ACT("appendix-numbers", 0, 0, measure_appendix_numbers),
    /* pages */
    WHOLE("page-size", KEY_ALLOWED | KEY_TOLERANCE, KEY_ALLOWED | KEY_TOLERANCE | KEY_WANTED,
          measure_page_size),
    WHOLE("portrait", 0, 0, measure_orientation),
    WHOLE("margin", KEY_SIDE | KEY_LEAST | KEY_MOST | KEY_TOLERANCE, KEY_SIDE | KEY_LEAST | KEY_MOST,
          measure_margin),
    WHOLE("one-column", 0, 0, measure_columns),
    WHOLE("page-number", 0, 0, measure_page_number_there),
    WHOLE("page-number-in-header", 0, 0, measure_page_number_place),
    WHOLE("page-number-centred", 0, 0, measure_page_number_alignment),
    WHOLE("page-number-not-on-first", 0, 0, measure_page_number_first),
    WHOLE("page-number-size", KEY_LEAST | KEY_MOST, KEY_LEAST | KEY_MOST, measure_page_number_size),
    WHOLE("page-number-upright", 0, 0, measure_page_number_style),
    WHOLE("page-number-arabic", 0, 0, measure_page_number_format),
    WHOLE("page-number-from-one", 0, 0, measure_page_number_start),
    {"page-number-of-appendix", KEY_WANTED, KEY_WANTED, NULL, measure_page_number_of_appendix, NULL},
};
const size_t rule_measure_count = sizeof rule_measures / sizeof *rule_measures;
