/* The ways of measuring that rules.yaml may name. Adding one is adding a row. */

#include "standard/check.h"

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
};
const size_t rule_measure_count = sizeof rule_measures / sizeof *rule_measures;
