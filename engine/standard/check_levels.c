/* The levels of a body: their numbers in order, their signs, their titles. */

#include <string.h>

#include "standard/text_measures.h"
#include "standard/text_rules.h"
#include "text/unicode.h"

enum numbering { NUMBERS_ROMAN, NUMBERS_ARABIC, NUMBERS_LETTERS };

/* A level; it begins anew below any level before it that is marked so. */
static const struct level {
    const char *name, *word; /* words before the number */
    enum component components[2];
    enum numbering numbering;
    bool begins_anew;
} levels[] = {
    {"phan", "phần", {COMPONENT_PART, COMPONENT_PART}, NUMBERS_ROMAN, false},
    {"chuong", "chương", {COMPONENT_PART, COMPONENT_PART}, NUMBERS_ROMAN, true},
    {"muc", "mục", {COMPONENT_DIVISION, COMPONENT_DIVISION}, NUMBERS_ARABIC, true},
    {"tieu-muc", "tiểu mục", {COMPONENT_DIVISION, COMPONENT_DIVISION}, NUMBERS_ARABIC, true},
    {"dieu", "điều", {COMPONENT_ARTICLE, COMPONENT_ARTICLE}, NUMBERS_ARABIC, false},
    {"chu-cai", "", {COMPONENT_HEADING, COMPONENT_HEADING}, NUMBERS_LETTERS, false},
    {"la-ma", "", {COMPONENT_ROMAN, COMPONENT_ROMAN}, NUMBERS_ROMAN, true},
    {"khoan", "", {COMPONENT_CLAUSE, COMPONENT_CLAUSE_TITLE}, NUMBERS_ARABIC, true},
    {"diem", "", {COMPONENT_POINT, COMPONENT_POINT}, NUMBERS_LETTERS, true},
};
enum { LEVELS = sizeof levels / sizeof *levels, LEVEL_CLAUSE = LEVELS - 2 };

/* ---- numbers ---- */

static long roman_digit(char letter)
{
    static const struct {
        char letter;
        long value;
    } digits[] = {{'I', 1}, {'V', 5}, {'X', 10}, {'L', 50}, {'C', 100}};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i].letter == letter)
            return digits[i].value;
    return 0;
}

static size_t read_roman(struct string text, size_t at, long *number)
{
    *number = 0;
    for (; at < text.length && roman_digit(text.bytes[at]) > 0; at++) {
        long own = roman_digit(text.bytes[at]);
        *number += at + 1 < text.length && roman_digit(text.bytes[at + 1]) > own ? -own : own;
    }
    return at;
}

static size_t read_arabic(struct string text, size_t at, long *number)
{
    *number = 0;
    for (; at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9' && *number < 10000; at++)
        *number = *number * 10 + (text.bytes[at] - '0');
    return at;
}

/* Letters in use, and the whole alphabet. */
static const unsigned letters_in_use[] = U"abcdđeghiklmnopqrstuvxy",
                      alphabet[] = U"aăâbcdđeêghiklmnoôơpqrstuưvxy";

static long place_in(const unsigned *letters, unsigned letter)
{
    for (long i = 0; letters[i] != 0; i++)
        if (letters[i] == letter)
            return i + 1;
    return 0;
}

/* NOT_THERE for a number of several parts ("1.1"), or none. */
static long number_of(const struct level *level, struct string text)
{
    size_t at = strlen(level->word), end = at;
    long number = 0;
    if (level->word[0] != '\0')
        at = end = at + 1;
    if (level->numbering == NUMBERS_LETTERS)
        return (long)sign_at(text, 0);
    end = read_roman(text, at, &number);
    if (end == at)
        end = read_arabic(text, at, &number);
    bool has_parts = end + 1 < text.length && text.bytes[end] == '.' && text.bytes[end + 1] >= '0' &&
                     text.bytes[end + 1] <= '9';
    return end == at || has_parts ? NOT_THERE : number;
}

/* "A. KẾT QUẢ" */
static bool is_lettered(struct string text)
{
    return text.length > 2 && strchr("./-", text.bytes[1]) && text.bytes[2] == ' ';
}

/* Which level a piece is; LEVELS: none. */
static size_t level_of(struct checking *checking, const struct component_piece *piece)
{
    for (size_t i = 0; i < LEVELS; i++) {
        const struct level *level = &levels[i];
        if (piece->component != level->components[0] && piece->component != level->components[1])
            continue;
        struct string text = text_lower(checking->arena, rule_text(checking, piece));
        struct string word = string_of(level->word);
        if (piece->component == COMPONENT_HEADING && !is_lettered(text))
            return LEVELS;
        if (word.length == 0 || (string_starts_with(text, word) && sign_at(text, word.length) == ' '))
            return i;
    }
    return LEVELS;
}

/* ---- order ---- */

struct sequence {
    long last;
    bool is_other; /* i) ii) iii): a list of another kind */
    int quotes;
    bool has_bracket;  /* "1)" behind the numbers of the level … */
    long last_of_list; /* … or of a list below "1.": a sequence of its own */
};

/* "1)" and not "1." */
static bool has_bracket(const struct level *level, struct string text)
{
    size_t at = 0;
    while (at < text.length && text.bytes[at] >= '0' && text.bytes[at] <= '9')
        at++;
    return level->numbering == NUMBERS_ARABIC && at > 0 && at < text.length && text.bytes[at] == ')';
}

static bool follows(const struct level *level, const struct sequence *sequence, long number)
{
    if (level->numbering != NUMBERS_LETTERS)
        return number == sequence->last + 1 || (number == 1 && level->begins_anew);
    unsigned letter = (unsigned)number, last = (unsigned)sequence->last;
    if (letter == 'a')
        return true;
    return sequence->last > 0 && (place_in(letters_in_use, letter) == place_in(letters_in_use, last) + 1 ||
                                  place_in(alphabet, letter) == place_in(alphabet, last) + 1);
}

static struct string next_of(struct checking *checking, const struct level *level, long last)
{
    struct buffer out = {0};
    long place = place_in(letters_in_use, (unsigned)last);
    struct string words = STRING("");
    if (level->numbering == NUMBERS_LETTERS) {
        buffer_append_code_point(&out, letters_in_use[last > 0 && letters_in_use[place] ? place : 0]);
        words = arena_format(checking->arena, "%s)", out.bytes);
    } else {
        words = arena_format(checking->arena, "số %ld\x1fnumber %ld", last + 1, last + 1);
    }
    buffer_release(&out);
    return words;
}

/* The last number of a level in what stands before the act: a file of several models numbers them. */
static long last_before(struct checking *checking, size_t own)
{
    const struct act *act = checking->act;
    while (act > checking->components->acts) {
        act--;
        for (size_t i = act->piece_count; i > 0; i--)
            if (level_of(checking, &act->pieces[i - 1]) == own)
                return number_of(&levels[own], rule_text(checking, &act->pieces[i - 1]));
    }
    return NOT_THERE;
}

static void read_in_sequence(struct checking *checking, const struct rule *rule, const struct level *level,
                             const struct component_piece *piece, struct sequence *sequence)
{
    struct string text = rule_text(checking, piece);
    long number = number_of(level, text);
    bool is_first = sequence->last == 0;
    if (number == NOT_THERE || sequence->is_other || sequence->quotes > 0)
        return;
    if (level->numbering == NUMBERS_LETTERS && is_first && number == 'i') {
        sequence->is_other = true;
        return;
    }
    bool is_bracket = has_bracket(level, text);
    sequence->has_bracket = is_first ? is_bracket : sequence->has_bracket;
    bool goes_on = sequence->last_of_list > 0 && number == sequence->last_of_list + 1;
    if (is_bracket != sequence->has_bracket && (goes_on || number != sequence->last + 1)) {
        if (!goes_on && number != 1)
            check_add_piece(checking, rule, piece, next_of(checking, level, sequence->last_of_list));
        sequence->last_of_list = number;
        return;
    }
    sequence->last_of_list = is_bracket == sequence->has_bracket ? 0 : sequence->last_of_list;
    bool is_letter = level->numbering != NUMBERS_LETTERS || place_in(alphabet, (unsigned)number) > 0;
    bool may_begin = is_first && (!checking->act->has_header ||
                                  (level->components[0] == COMPONENT_ROMAN &&
                                   last_before(checking, (size_t)(level - levels)) == number - 1));
    if (is_letter && !may_begin && !follows(level, sequence, number))
        check_add_piece(checking, rule, piece, next_of(checking, level, sequence->last));
    sequence->last = is_letter ? number : sequence->last;
}

static int quotes_in(struct string text)
{
    int open = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        open += c == 0x201C ? 1 : c == 0x201D ? -1 : 0;
    }
    return open;
}

/* Numbers of the level that `side` names go up one by one; what is quoted does not count. */
void measure_sequence(struct checking *checking, const struct rule *rule)
{
    struct sequence sequence = {0};
    size_t own = 0;
    while (own < LEVELS && !string_is(rule->side, levels[own].name))
        own++;
    for (size_t i = 0; own < LEVELS && i < checking->act->piece_count; i++) {
        const struct component_piece *piece = &checking->act->pieces[i];
        size_t level = level_of(checking, piece);
        if (level == own)
            read_in_sequence(checking, rule, &levels[own], piece, &sequence);
        else if (level < own && levels[own].begins_anew)
            sequence = (struct sequence){.quotes = sequence.quotes};
        sequence.quotes += quotes_in(rule_text(checking, piece));
        sequence.quotes = sequence.quotes > 0 ? sequence.quotes : 0;
    }
}

/* ---- letters ---- */

/* "f)", "j)", "w)", "z)" are no letters of the alphabet. */
void measure_alphabet(struct checking *checking, const struct rule *rule, const struct component_piece *piece)
{
    struct string text = rule_text(checking, piece), first = text_lower(checking->arena, text);
    if (place_in(alphabet, sign_at(first, 0)) == 0)
        check_add_piece(checking, rule, piece, rule->wanted);
}

/* ---- titles ---- */

/* `other` stands right behind the component, or words behind its number on the same line. */
void measure_titled(struct checking *checking, const struct rule *rule)
{
    const struct act *act = checking->act;
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        bool has_title = i + 1 < act->piece_count && act->pieces[i + 1].component == rule->other;
        size_t level = check_is_of(rule, piece->component) ? level_of(checking, piece) : LEVELS;
        if (level == LEVELS || has_title)
            continue;
        struct string text = rule_text(checking, piece);
        size_t at = strlen(levels[level].word) + 1;
        while (at < text.length && !strchr(".: ", text.bytes[at]))
            at++;
        while (at < text.length && strchr(".:- ", text.bytes[at]))
            at++;
        if (at >= text.length)
            check_add_piece(checking, rule, piece, rule->wanted);
    }
}

/* ---- titles that look like text ---- */

static bool ends_in_word(struct string text)
{
    unsigned last = sign_before(text, text.length);
    return text_is_letter(last) || text_is_digit(last);
}

static const struct component_piece *neighbour(const struct act *act, const struct component_piece *piece,
                                               bool is_behind)
{
    size_t index = (size_t)(piece - act->pieces);
    if (is_behind)
        return index + 1 < act->piece_count ? piece + 1 : NULL;
    return index > 0 ? piece - 1 : NULL;
}

/*
 * A clause without a sign at its end whose text stands below is a title (mục II.6.đ); those of a list of
 * names stand one below the other.
 */
void measure_bold_title(struct checking *checking, const struct rule *rule,
                        const struct component_piece *piece)
{
    enum { TITLE_MOST = 110 };
    const struct component_piece *next = neighbour(checking->act, piece, true);
    const struct component_piece *before = neighbour(checking->act, piece, false);
    struct string text = rule_text(checking, piece);
    bool has_text =
        next &&
        (next->component == COMPONENT_POINT ||
         (next->component == COMPONENT_BODY && !text_is_lower(sign_at(rule_text(checking, next), 0))));
    bool is_of_list = before && before->component == piece->component &&
                      number_of(&levels[LEVEL_CLAUSE], rule_text(checking, before)) != NOT_THERE;
    if (has_text && !is_of_list && text.length < TITLE_MOST && ends_in_word(text))
        check_add_piece(checking, rule, piece, rule->wanted);
}
