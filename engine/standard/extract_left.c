/*
 * What no field has taken: the words of each piece of the acts that were read are looked for in the data,
 * each word of the data standing for one place of the document. What the form prints itself is left out. This
 * holds whatever the files that read do: no words of a document are lost without a note.
 */

#include <stdlib.h>
#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

enum { SEARCHED_MOST = 1000 }; /* pieces that are looked for within others */

/* A line of a text of the data, squeezed. */
struct kept_line {
    struct string text;
    bool is_taken;
};

/* A line of the document that is not the whole of one. */
struct unfound_line {
    struct string text;
    size_t paragraph;
    bool may_be_in_parts; /* its words are in several fields */
};

struct leaving {
    struct extracting *work;
    struct buffer lines; /* struct kept_line, sorted when all are there */
    size_t count, searched;
    struct buffer unfound; /* struct unfound_line */
};

/* Letters and digits alone, without accents: what is left of words however they are laid out. */
static struct string squeeze(struct arena *arena, struct string text)
{
    struct string folded = component_fold(arena, text);
    char *bytes = arena_allocate(arena, folded.length + 1);
    size_t length = 0;
    for (size_t at = 0; at < folded.length;) {
        size_t from = at;
        unsigned c = text_next(folded, &at);
        if (!text_is_letter(c) && !(c >= '0' && c <= '9'))
            continue;
        memcpy(bytes + length, folded.bytes + from, at - from);
        length += at - from;
    }
    return (struct string){bytes, length};
}

/* ---- what there is ---- */

/* The end of a line, or of a cell of a table, from `from` on; *behind is where the next one begins. */
static size_t line_end(struct string text, size_t from, size_t *behind)
{
    for (size_t at = from; at < text.length; at++) {
        bool is_break = string_starts_with(string_slice(text, at, text.length), STRING("<br>"));
        if (!is_break && !strchr("\n|", text.bytes[at]))
            continue;
        *behind = at + (is_break ? 4 : 1);
        return at;
    }
    *behind = text.length;
    return text.length;
}

static void add_text(struct leaving *leaving, struct string text)
{
    for (size_t from = 0, behind; from < text.length; from = behind) {
        struct string line = string_slice(text, from, line_end(text, from, &behind));
        struct kept_line kept = {squeeze(leaving->work->arena, line), false};
        if (kept.text.length > 0)
            buffer_append(&leaving->lines, (const char *)&kept, sizeof kept);
    }
}

static void add_value(struct leaving *leaving, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        add_text(leaving, value->as.text);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++)
        add_value(leaving, &value->as.list->items[i]);
    for (size_t i = 0; value->kind == VALUE_RECORD && i < value->as.record->count; i++)
        add_value(leaving, &value->as.record->entries[i].value);
}

static struct kept_line *lines_of(const struct leaving *leaving)
{
    return (struct kept_line *)(void *)leaving->lines.bytes;
}

static int compare(struct string a, struct string b)
{
    size_t length = a.length < b.length ? a.length : b.length;
    int order = length > 0 ? memcmp(a.bytes, b.bytes, length) : 0;
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_lines(const void *a, const void *b)
{
    return compare(((const struct kept_line *)a)->text, ((const struct kept_line *)b)->text);
}

/* ---- looking for it ---- */

static struct kept_line *find_whole(const struct leaving *leaving, struct string text)
{
    struct kept_line *lines = lines_of(leaving);
    size_t low = 0, high = leaving->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(lines[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < leaving->count && lines[low].is_taken && string_equal(lines[low].text, text))
        low++;
    return low < leaving->count && string_equal(lines[low].text, text) ? &lines[low] : NULL;
}

/* Within a line that nothing else is the whole of; its words there are taken. */
static bool take_within(struct leaving *leaving, struct string text)
{
    struct kept_line *lines = lines_of(leaving);
    for (size_t i = 0; leaving->searched < SEARCHED_MOST && i < leaving->count; i++) {
        size_t at = lines[i].is_taken ? SIZE_MAX : string_find(lines[i].text, text, 0);
        if (at == SIZE_MAX)
            continue;
        memset((char *)lines[i].text.bytes + at, ' ', text.length);
        leaving->searched++;
        return true;
    }
    leaving->searched++;
    return false;
}

/* A piece in several lines of the data, as a name broken otherwise: each word of it is there. */
static bool has_words(const struct leaving *leaving, struct string text)
{
    struct arena *arena = leaving->work->arena;
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        to = string_find(text, STRING(" "), from);
        to = to == SIZE_MAX ? text.length : to;
        struct string word = squeeze(arena, string_slice(text, from, to));
        bool is_there = word.length == 0 || string_is(word, "luu");
        for (size_t i = 0; !is_there && i < leaving->count; i++)
            is_there = string_find(lines_of(leaving)[i].text, word, 0) != SIZE_MAX;
        if (!is_there)
            return false;
    }
    return true;
}

/* ---- what is looked for ---- */

enum looking {
    LOOK_WHOLE,
    LOOK_WORDS, /* behind words that the form prints, or in several fields */
    LOOK_NOT    /* the form prints it, or its reading notes what it cannot tell */
};

static enum looking looking_for(const struct extracting *work, const struct component_piece *piece)
{
    switch (piece->component) {
    case COMPONENT_NATIONAL_NAME:
    case COMPONENT_MOTTO:
    case COMPONENT_RECIPIENTS_WORD:
    case COMPONENT_RESOLVES:
    case COMPONENT_APPENDIX:
    case COMPONENT_ATTACHED_TO:
    case COMPONENT_PAGE_NUMBER:
    case COMPONENT_OTHER:
        return LOOK_NOT;
    case COMPONENT_NUMBER:
    case COMPONENT_DATE:
    case COMPONENT_KIND:
        return act_first(work->act, piece->component) == piece ? LOOK_NOT : LOOK_WHOLE;
    case COMPONENT_LETTER_SUBJECT:
    case COMPONENT_ADDRESSEE:
    case COMPONENT_ADDRESSEES:
    case COMPONENT_RECIPIENTS:
    case COMPONENT_DRAFTER:
        return LOOK_WORDS;
    case COMPONENT_PARENT:
    case COMPONENT_ISSUER:
        return work->act->kind == ACT_ATTACHED && work->act != &work->components->acts[0] &&
                       extract_has_field(work, "van_ban_kem_theo")
                   ? LOOK_NOT
                   : LOOK_WHOLE;
    default:
        return work->form->lines.count > 0 && piece->component >= COMPONENT_GROUNDS &&
                       piece->component <= COMPONENT_TABLE_TEXT && work->act == &work->components->acts[0]
                   ? LOOK_NOT
                   : LOOK_WHOLE;
    }
}

/* "(Đã ký)" and the roles that the form prints. */
static bool is_printed(const struct extracting *work, struct string text)
{
    struct string folded = component_fold(work->arena, text);
    const struct words *marks = standard_words(work->components->standard, "cho-ky");
    return words_begin(marks, folded) || words_have(&work->form->roles, folded) ||
           extract_is_signing_time(work, extract_plain(work->arena, text)) ||
           words_begin(&work->form->roles, folded) || words_begin(&work->form->around, folded);
}

static struct string without_beginning(struct string text)
{
    static const char *const words[] = {"vv", "veviec", "kinhgui", "thangui", "thanaigui", "gui", "luu"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (string_starts_with(text, string_of(words[i])))
            return string_slice(text, strlen(words[i]), text.length);
    return text;
}

/* The whole of a line of the data, or what the form prints itself. */
static bool take_whole(struct leaving *leaving, enum looking looking, struct string line)
{
    struct string text = squeeze(leaving->work->arena, line);
    if (text.length == 0 || is_printed(leaving->work, line))
        return true;
    struct kept_line *whole = find_whole(leaving, text);
    if (!whole && looking == LOOK_WORDS)
        whole = find_whole(leaving, text = without_beginning(text));
    if (whole)
        whole->is_taken = true;
    return whole || text.length == 0;
}

static bool is_elsewhere(struct leaving *leaving, const struct unfound_line *line)
{
    struct arena *arena = leaving->work->arena;
    struct string text = squeeze(arena, line->text);
    if (line->may_be_in_parts)
        return take_within(leaving, without_beginning(text)) ||
               has_words(leaving, extract_plain(arena, line->text));
    return take_within(leaving, text);
}

static void look_for_piece(struct leaving *leaving, const struct component_piece *piece)
{
    enum looking looking = looking_for(leaving->work, piece);
    struct string text = piece_text(leaving->work->components, piece);
    if (looking == LOOK_NOT)
        return;
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        to = string_find(text, STRING("\n"), from);
        to = to == SIZE_MAX ? text.length : to;
        struct string line = string_slice(text, from, to);
        struct unfound_line unfound = {line, piece->paragraph, looking == LOOK_WORDS};
        if (!take_whole(leaving, looking, line))
            buffer_append(&leaving->unfound, (const char *)&unfound, sizeof unfound);
    }
}

/* Words of a paragraph that are of no component at all. */
static void look_between(struct leaving *leaving, size_t paragraph, size_t from, size_t to)
{
    struct extracting *work = leaving->work;
    struct string text = string_slice(work->document->paragraphs[paragraph]->text, from, to);
    if (squeeze(work->arena, text).length > 0 && !component_is_row_of_signs(string_trim(text)))
        extract_note(work, PROBLEM_EXTRACT_UNREAD, "", extract_plain(work->arena, text), paragraph);
}

static void look_at_act(struct leaving *leaving)
{
    const struct act *act = leaving->work->act;
    const struct component_piece *piece = act->pieces, *end = act->pieces + act->piece_count;
    for (size_t i = act->first_paragraph; i < act->end_paragraph; i++) {
        size_t from = 0;
        for (; piece < end && piece->paragraph == i; piece++) {
            if (piece->from > from)
                look_between(leaving, i, from, piece->from);
            look_for_piece(leaving, piece);
            from = piece->to > from ? piece->to : from;
        }
        if (!leaving->work->document->paragraphs[i]->is_blank)
            look_between(leaving, i, from, leaving->work->document->paragraphs[i]->text.length);
    }
}

/* What is a part of other words, when those that are the whole of some are taken; the rest is noted. */
static void note_unfound(struct leaving *leaving)
{
    const struct unfound_line *lines = (const struct unfound_line *)(const void *)leaving->unfound.bytes;
    for (size_t i = 0; i < leaving->unfound.length / sizeof *lines; i++)
        if (!is_elsewhere(leaving, &lines[i]))
            extract_note(leaving->work, PROBLEM_EXTRACT_UNREAD, "",
                         extract_plain(leaving->work->arena, lines[i].text), lines[i].paragraph);
}

void extract_left(struct extracting *work)
{
    struct leaving leaving = {.work = work};
    add_value(&leaving, &work->extraction->data);
    for (const struct extraction_note *note = work->extraction->notes; note; note = note->next)
        add_text(&leaving, note->words);
    leaving.count = leaving.lines.length / sizeof(struct kept_line);
    if (leaving.count > 0)
        qsort(leaving.lines.bytes, leaving.count, sizeof(struct kept_line), compare_lines);
    for (size_t i = 0; i < work->components->act_count; i++) {
        work->act = &work->components->acts[i];
        if (work->is_read[i])
            look_at_act(&leaving);
    }
    note_unfound(&leaving);
    buffer_release(&leaving.lines);
    buffer_release(&leaving.unfound);
}
