/* One level of formatting as it stands in w:rPr or w:pPr: a row for each attribute that says something. */

#include "word/format_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum reading {
    READ_ON_OFF,
    READ_UNDERLINE,
    READ_HALF_POINTS,
    READ_TEXT,
    READ_THEME_FONT,
    READ_TWIPS,
    READ_HANGING,
    READ_LINE,
    READ_NUMBER,
    READ_WORD, /* one of the words of a list */
};

struct word {
    const char *word;
    int number;
};

static const struct word alignments[] = {{"left", ALIGN_LEFT},
                                         {"start", ALIGN_LEFT},
                                         {"center", ALIGN_CENTER},
                                         {"right", ALIGN_RIGHT},
                                         {"end", ALIGN_RIGHT},
                                         {"both", ALIGN_JUSTIFIED},
                                         {"distribute", ALIGN_JUSTIFIED},
                                         {"lowKashida", ALIGN_JUSTIFIED},
                                         {"mediumKashida", ALIGN_JUSTIFIED},
                                         {"highKashida", ALIGN_JUSTIFIED},
                                         {"thaiDistribute", ALIGN_JUSTIFIED},
                                         {NULL, 0}};
static const struct word line_rules[] = {
    {"auto", LINE_AUTO}, {"atLeast", LINE_AT_LEAST}, {"exact", LINE_EXACT}, {NULL, 0}};
static const struct word positions[] = {{"baseline", POSITION_BASELINE},
                                        {"superscript", POSITION_SUPERSCRIPT},
                                        {"subscript", POSITION_SUBSCRIPT},
                                        {NULL, 0}};

struct row {
    const char *element, *attribute;
    int property;
    enum reading reading;
    const struct word *words;
};

/* A later row of an element wins: a theme's font over a named one, hanging over firstLine. */
static const struct row run_rows[] = {
    {"b", "val", RUN_BOLD, READ_ON_OFF, NULL},
    {"i", "val", RUN_ITALIC, READ_ON_OFF, NULL},
    {"caps", "val", RUN_CAPS, READ_ON_OFF, NULL},
    {"smallCaps", "val", RUN_SMALL_CAPS, READ_ON_OFF, NULL},
    {"strike", "val", RUN_STRIKE, READ_ON_OFF, NULL},
    {"vanish", "val", RUN_HIDDEN, READ_ON_OFF, NULL},
    {"u", "val", RUN_UNDERLINE, READ_UNDERLINE, NULL},
    {"sz", "val", RUN_SIZE, READ_HALF_POINTS, NULL},
    {"color", "val", RUN_COLOR, READ_TEXT, NULL},
    {"rFonts", "ascii", RUN_FONT, READ_TEXT, NULL},
    {"rFonts", "hAnsi", RUN_FONT_HIGH, READ_TEXT, NULL},
    {"rFonts", "asciiTheme", RUN_FONT, READ_THEME_FONT, NULL},
    {"rFonts", "hAnsiTheme", RUN_FONT_HIGH, READ_THEME_FONT, NULL},
    {"vertAlign", "val", RUN_POSITION, READ_WORD, positions},
};

static const struct row paragraph_rows[] = {
    {"jc", "val", PARAGRAPH_ALIGNMENT, READ_WORD, alignments},
    {"ind", "left", PARAGRAPH_LEFT, READ_TWIPS, NULL},
    {"ind", "start", PARAGRAPH_LEFT, READ_TWIPS, NULL},
    {"ind", "right", PARAGRAPH_RIGHT, READ_TWIPS, NULL},
    {"ind", "end", PARAGRAPH_RIGHT, READ_TWIPS, NULL},
    {"ind", "firstLine", PARAGRAPH_FIRST_LINE, READ_TWIPS, NULL},
    {"ind", "hanging", PARAGRAPH_FIRST_LINE, READ_HANGING, NULL},
    {"spacing", "before", PARAGRAPH_BEFORE, READ_TWIPS, NULL},
    {"spacing", "after", PARAGRAPH_AFTER, READ_TWIPS, NULL},
    {"spacing", "line", PARAGRAPH_LINE, READ_LINE, NULL},
    {"spacing", "lineRule", PARAGRAPH_LINE_RULE, READ_WORD, line_rules},
    {"keepNext", "val", PARAGRAPH_KEEP_NEXT, READ_ON_OFF, NULL},
    {"keepLines", "val", PARAGRAPH_KEEP_LINES, READ_ON_OFF, NULL},
    {"pageBreakBefore", "val", PARAGRAPH_PAGE_BREAK, READ_ON_OFF, NULL},
    {"contextualSpacing", "val", PARAGRAPH_CONTEXTUAL, READ_ON_OFF, NULL},
    {"outlineLvl", "val", PARAGRAPH_OUTLINE_LEVEL, READ_NUMBER, NULL},
};

static int read_integer(const char *text, int otherwise, int most)
{
    char *end;
    long number = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text || *end)
        return otherwise;
    return number < -most ? -most : number > most ? most : (int)number;
}

int format_integer(const char *text, int otherwise)
{
    return read_integer(text, otherwise, 1000000);
}

int format_id(const char *text)
{
    return read_integer(text, -1, INT_MAX);
}

bool format_is_on(const xmlNode *property)
{
    const char *value = word_attribute(property, "val");
    return !value || !strcmp(value, "1") || !strcmp(value, "true") || !strcmp(value, "on");
}

/* Twips of a unit as a fraction. */
static bool find_unit(const char *unit, long long *over, long long *under)
{
    static const struct {
        const char *name;
        int over, under;
    } units[] = {{"", 1, 1},      {"pt", 20, 1},       {"pc", 240, 1},    {"pi", 240, 1},
                 {"in", 1440, 1}, {"cm", 144000, 254}, {"mm", 14400, 254}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!strcmp(unit, units[i].name)) {
            *over = units[i].over;
            *under = units[i].under;
            return true;
        }
    return false;
}

/* A decimal of at most 7 + 4 digits, as ten-thousandths; further places are dropped. */
static bool read_ten_thousandths(const char **text, long long *number)
{
    const char *at = *text;
    long long value = 0, place = 10000;
    size_t digits = 0;
    for (; *at >= '0' && *at <= '9' && digits < 8; at++, digits++)
        value = value * 10 + (*at - '0');
    if (digits == 0 || digits == 8)
        return false;
    value *= 10000;
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9'; at++) {
            place /= 10;
            value += place * (*at - '0');
        }
    *text = at;
    *number = value;
    return true;
}

bool format_read_twips(const char *text, int *twips)
{
    long long number, over, under;
    bool is_negative = *text == '-';
    text += is_negative || *text == '+';
    if (!read_ten_thousandths(&text, &number) || !find_unit(text, &over, &under))
        return false;
    long long rounded = (number * over * 2 / under + 10000) / 20000;
    if (rounded > 10000000)
        return false;
    *twips = (int)(is_negative ? -rounded : rounded);
    return true;
}

static bool read_half_points(const char *text, int *half_points)
{
    int twips;
    size_t digits = strspn(text, "0123456789");
    if (text[digits] == '\0') {
        *half_points = format_integer(text, 0);
        return *half_points > 0;
    }
    if (!format_read_twips(text, &twips) || twips <= 0)
        return false;
    *half_points = (twips + 5) / 10;
    return true;
}

static bool read_word(const char *text, const struct word *words, int *number)
{
    for (; words->word; words++)
        if (!strcmp(words->word, text)) {
            *number = words->number;
            return true;
        }
    return false;
}

static const char *theme_font(const struct theme_fonts *theme, const char *name)
{
    return theme && !strncmp(name, "major", 5)   ? theme->major
           : theme && !strncmp(name, "minor", 5) ? theme->minor
                                                 : "";
}

/* Reads one attribute into `value`; false leaves what a lower level said. */
static bool read_value(const struct row *row, const xmlNode *element, const struct theme_fonts *theme,
                       struct format_value *value)
{
    const char *text = word_attribute(element, row->attribute);
    value->is_set = true;
    if (row->reading == READ_ON_OFF) {
        value->number = format_is_on(element);
        return true;
    }
    if (!text)
        return false;
    switch (row->reading) {
    case READ_UNDERLINE:
        value->number = strcmp(text, "none") != 0;
        return true;
    case READ_HALF_POINTS:
        return read_half_points(text, &value->number);
    case READ_TEXT:
        value->text = text;
        return true;
    case READ_THEME_FONT:
        value->text = theme_font(theme, text);
        return *value->text != '\0';
    case READ_HANGING:
        if (!format_read_twips(text, &value->number))
            return false;
        value->number = -value->number;
        return true;
    case READ_NUMBER:
        value->number = format_integer(text, -1);
        return value->number >= 0;
    case READ_WORD:
        return read_word(text, row->words, &value->number);
    default:
        return format_read_twips(text, &value->number);
    }
}

static void read_element(struct format_value *values, const xmlNode *element, const struct row *rows,
                         size_t count, const struct theme_fonts *theme)
{
    for (size_t i = 0; i < count; i++) {
        struct format_value value = {0};
        if (strcmp(rows[i].element, (const char *)element->name) ||
            !read_value(&rows[i], element, theme, &value))
            continue;
        values[rows[i].property] = value;
        if (rows[i].reading == READ_LINE)
            values[PARAGRAPH_LINE_RULE] = (struct format_value){true, LINE_AUTO, NULL};
    }
}

void format_read_run(struct run_layer *layer, const xmlNode *properties, const struct theme_fonts *theme)
{
    for (const xmlNode *child = properties ? properties->children : NULL; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && word_is_namespace(child->ns))
            read_element(layer->values, child, run_rows, sizeof run_rows / sizeof *run_rows, theme);
}

unsigned format_read_borders(const xmlNode *borders, unsigned *seen)
{
    static const struct word sides[] = {{"top", BORDER_TOP},         {"left", BORDER_LEFT},
                                        {"start", BORDER_LEFT},      {"bottom", BORDER_BOTTOM},
                                        {"right", BORDER_RIGHT},     {"end", BORDER_RIGHT},
                                        {"between", BORDER_BETWEEN}, {"insideH", BORDER_BETWEEN},
                                        {"insideV", BORDER_INNER},   {NULL, 0}};
    unsigned visible = 0;
    *seen = 0;
    for (const xmlNode *child = borders ? borders->children : NULL; child; child = child->next) {
        const char *value = word_attribute(child, "val");
        int side;
        if (!value || !word_is_namespace(child->ns) || !read_word((const char *)child->name, sides, &side))
            continue;
        *seen |= (unsigned)side;
        if (strcmp(value, "none") && strcmp(value, "nil"))
            visible |= (unsigned)side;
    }
    return visible;
}

static void read_list(struct paragraph_layer *layer, const xmlNode *properties)
{
    const xmlNode *list = word_child(properties, "numPr");
    int id = format_id(word_attribute(word_child(list, "numId"), "val"));
    int level = format_integer(word_attribute(word_child(list, "ilvl"), "val"), -1);
    if (id >= 0)
        layer->values[PARAGRAPH_LIST] = (struct format_value){true, id, NULL};
    if (level >= 0 && level < LIST_LEVELS)
        layer->values[PARAGRAPH_LIST_LEVEL] = (struct format_value){true, level, NULL};
}

void format_read_paragraph(struct paragraph_layer *layer, const xmlNode *properties)
{
    unsigned seen = 0;
    for (const xmlNode *child = properties ? properties->children : NULL; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || !word_is_namespace(child->ns))
            continue;
        read_element(layer->values, child, paragraph_rows, sizeof paragraph_rows / sizeof *paragraph_rows,
                     NULL);
        if (word_is(child, "pBdr"))
            layer->values[PARAGRAPH_BORDERS] =
                (struct format_value){true, (int)format_read_borders(child, &seen), NULL};
    }
    read_list(layer, properties);
}
