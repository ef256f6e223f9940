/* Between the header and the body: kind and subject (ô 5a), Kính gửi (ô 9a), the issuing authority of a
 * decision. */

#include <string.h>

#include "standard/finding.h"
#include "text/unicode.h"

enum { TITLE_WITHIN = 6, SUBJECT_LINES = 8, LONG_PARAGRAPH = 240, NOTE_LINES = 4 };

static bool begins(struct string folded, const char *words)
{
    return string_starts_with(folded, string_of(words));
}

static const struct document_paragraph *paragraph_at(const struct finder *finder, size_t index)
{
    return finder->document->paragraphs[index];
}

bool paragraph_is_empty(const struct finder *finder, size_t index)
{
    if (index < finder->header_end && paragraph_at(finder, index)->anchor != SIZE_MAX)
        return true;
    struct buffer list = {0};
    segments_append((struct finder *)finder, index, &list);
    bool is_nothing = list.length == 0;
    buffer_release(&list);
    return is_nothing;
}

static bool is_centred(const struct document_paragraph *paragraph)
{
    return paragraph->format.alignment == ALIGN_CENTER;
}

static bool ends_in_colon(struct string folded)
{
    return folded.length > 0 && folded.bytes[folded.length - 1] == ':';
}

/* ---- kind ---- */

static bool is_kind_line(const struct finder *finder, const struct segment *segment)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, segment->paragraph);
    const struct words *names = finder_words(finder, "ten-loai");
    bool is_upper = paragraph_is_upper(paragraph, segment->from, segment->to);
    bool is_alone = words_have(names, segment->folded);
    if (ends_in_colon(segment->folded) || document_is_in_framed_table(finder->document, paragraph))
        return false;
    return (is_alone && (is_upper || is_centred(paragraph) || segment->is_by_blanks)) ||
           (is_upper && words_begin(names, segment->folded));
}

/* The name is looked for without what may stand behind it ("QUYẾT ĐỊNH5" of a note). */
static void set_kind(struct finder *finder, struct string folded)
{
    const struct standard *standard = finder->standard;
    const struct standard_kind *best = NULL;
    for (size_t i = 0; i < standard->kind_count; i++) {
        const struct standard_kind *kind = &standard->kinds[i];
        if (kind->is_shown && string_starts_with(folded, kind->folded) &&
            (!best || kind->folded.length > best->folded.length))
            best = kind;
    }
    finder->act->document_kind = best;
}

static void set_kind_by_beginning(struct finder *finder, struct string folded)
{
    const struct standard *standard = finder->standard;
    for (size_t i = 0; i < standard->kind_count; i++) {
        struct string beginning = standard->kinds[i].begins;
        if (beginning.length > 0 && string_starts_with(folded, beginning) &&
            folded.length > beginning.length && folded.bytes[beginning.length] == ' ')
            finder->act->document_kind = &standard->kinds[i];
    }
}

static bool add_kind(struct finder *finder, size_t index)
{
    struct buffer list = {0};
    segments_append(finder, index, &list);
    size_t count = list.length / sizeof(struct segment);
    const struct segment *segments = (const struct segment *)(const void *)list.bytes;
    bool is_found = count > 0 && is_kind_line(finder, &segments[0]);
    if (is_found) {
        set_kind(finder, segments[0].folded);
        finder_add(finder, COMPONENT_KIND, &segments[0]);
    }
    for (size_t i = 1; is_found && i < count; i++)
        finder_add(finder, COMPONENT_SUBJECT, &segments[i]);
    buffer_release(&list);
    return is_found;
}

/* "Kính gửi: …", of letters "Thân ái gửi …". */
static bool is_greeting(const struct finder *finder, size_t index)
{
    struct string folded = finder->folded[index];
    size_t colon = string_find(folded, STRING(":"), 0);
    return begins(folded, "kinh gui") || begins(folded, "than ai gui") || begins(folded, "than gui") ||
           (colon < 16 && words_begin(finder_words(finder, "dau-kinh-gui"), folded));
}

bool is_division_line(struct string folded)
{
    static const char *const words[] = {"phan ", "chuong ", "muc ", "tieu muc "};
    if (begins(folded, "phan thu ") && folded.length < strlen("phan thu muoi hai:"))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = strlen(words[i]);
        if (!begins(folded, words[i]))
            continue;
        while (at < folded.length && strchr("ivxlc0123456789.", folded.bytes[at]))
            at++;
        if (at == folded.length)
            return true;
    }
    return false;
}

bool paragraph_is_no_title(const struct finder *finder, size_t index, size_t most)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    size_t length = finder->folded[index].length;
    bool is_set_off = is_centred(paragraph) && paragraph_is_bold(paragraph, 0, paragraph->text.length);
    return length > 2 * most || (length > most && !is_set_off);
}

static bool ends_title(const struct finder *finder, size_t index)
{
    struct string folded = finder->folded[index];
    return paragraph_is_no_title(finder, index, LONG_PARAGRAPH) || is_greeting(finder, index) ||
           begins(folded, "can cu ") || begins(folded, "dieu 1") || is_division_line(folded) ||
           document_is_in_framed_table(finder->document, paragraph_at(finder, index));
}

static bool add_stamp(struct finder *finder, size_t index)
{
    enum component stamp = finder_stamp(finder, finder->folded[index]);
    if (stamp != COMPONENT_OTHER)
        finder_add_paragraph(finder, stamp, index);
    return stamp != COMPONENT_OTHER;
}

/* A kind that is not in the list is a line like one that is. */
static bool is_unknown_kind(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    size_t length = paragraph->text.length;
    return finder->act->kind == ACT_MAIN && finder->act->has_header && paragraph->cell == SIZE_MAX &&
           length < LONG_PARAGRAPH && !ends_in_colon(finder->folded[index]) &&
           paragraph_is_upper(paragraph, 0, length) && paragraph_is_bold(paragraph, 0, length) &&
           is_centred(paragraph);
}

/* Behind the line with the kind, or `from` when there is none. */
static size_t find_kind(struct finder *finder, size_t from, size_t end)
{
    size_t seen = 0;
    for (size_t i = from; i < end && seen < TITLE_WITHIN && !ends_title(finder, i); i++) {
        if (paragraph_is_empty(finder, i))
            continue;
        if (add_kind(finder, i)) {
            for (size_t before = from; before < i; before++)
                if (!add_stamp(finder, before))
                    finder_add_paragraph(finder, COMPONENT_OTHER, before);
            return i + 1;
        }
        if (seen == 0 && is_unknown_kind(finder, i)) {
            set_kind_by_beginning(finder, finder->folded[i]);
            finder_add_paragraph(finder, COMPONENT_KIND, i);
            return i + 1;
        }
        seen++;
    }
    return from;
}

/* ---- subject ---- */

bool is_attached_note(struct string folded)
{
    return begins(folded, "(kem theo") || begins(folded, "(ban hanh kem") || begins(folded, "(dinh kem") ||
           (begins(folded, "ban hanh kem theo ") && string_find(folded, STRING(" so "), 0) != SIZE_MAX);
}

size_t add_attached_note(struct finder *finder, size_t index, size_t end)
{
    bool is_open = begins(finder->folded[index], "(");
    size_t last = index;
    finder_add_paragraph(finder, COMPONENT_ATTACHED_TO, index);
    for (size_t i = index; is_open && i < end && i < index + NOTE_LINES; i++) {
        struct string folded = finder->folded[i];
        if (folded.length > LONG_PARAGRAPH || is_division_line(folded))
            break;
        if (string_find(folded, STRING(")"), 0) != SIZE_MAX) {
            last = i;
            break;
        }
    }
    for (size_t i = index + 1; i <= last; i++)
        finder_add_paragraph(finder, COMPONENT_ATTACHED_TO, i);
    return last + 1;
}

/* Laid out by nothing but blank lines: right below the kind, alone, and no sentence. */
static bool stands_alone(const struct finder *finder, size_t index, size_t end)
{
    struct string folded = finder->folded[index];
    const struct document_paragraph *above = index > 0 ? paragraph_at(finder, index - 1) : NULL;
    return above && !above->is_blank && paragraph_is_upper(above, 0, above->text.length) && index + 1 < end &&
           paragraph_at(finder, index + 1)->is_blank && folded.length > 0 && folded.length < 200 &&
           !strchr(".:;,", folded.bytes[folded.length - 1]) && folded.bytes[0] >= 'a';
}

static bool is_subject_line(const struct finder *finder, size_t index, bool has_begun, bool was_upper)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    size_t length = paragraph->text.length;
    if (ends_title(finder, index) || ends_in_colon(finder->folded[index]) ||
        begins(finder->folded[index], "("))
        return false;
    if (has_begun && !was_upper && paragraph_is_upper(paragraph, 0, length))
        return false;
    bool is_moved = length > 0 && strchr(" \t", paragraph->text.bytes[0]);
    if (!has_begun && (begins(finder->folded[index], "ve viec ") || begins(finder->folded[index], "v/v ")))
        return true;
    return is_centred(paragraph) || ((paragraph_is_bold(paragraph, 0, length) || is_moved) &&
                                     paragraph->format.alignment != ALIGN_JUSTIFIED);
}

/* Contracts and minutes have their number below the kind. */
static bool is_own_number(const struct finder *finder, size_t index)
{
    return is_number_line(finder->folded[index]) && !finder_has(finder, COMPONENT_NUMBER) &&
           paragraph_at(finder, index)->format.alignment == ALIGN_CENTER;
}

static size_t find_subject(struct finder *finder, size_t from, size_t end)
{
    bool has_begun = finder_has(finder, COMPONENT_SUBJECT), was_upper = false;
    size_t lines = 0, i = from;
    for (; i < end && lines < SUBJECT_LINES; i++) {
        const struct document_paragraph *paragraph = paragraph_at(finder, i);
        if (paragraph_is_empty(finder, i)) {
            if (has_begun)
                break;
            continue;
        }
        if (is_attached_note(finder->folded[i]))
            return add_attached_note(finder, i, end);
        if (is_own_number(finder, i)) {
            finder_add_paragraph(finder, COMPONENT_NUMBER, i);
            from = i + 1;
            continue;
        }
        if (!is_subject_line(finder, i, has_begun, was_upper) && (has_begun || !stands_alone(finder, i, end)))
            break;
        was_upper = paragraph_is_upper(paragraph, 0, paragraph->text.length);
        has_begun = true;
        lines++;
        finder_add_paragraph(finder, COMPONENT_SUBJECT, i);
    }
    return has_begun ? i : from;
}

/* ---- Kính gửi, competence ---- */

static bool is_list_line(const struct finder *finder, size_t index)
{
    struct string folded = finder->folded[index];
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    return folded.length > 0 &&
           (strchr("-+", folded.bytes[0]) || begins(folded, "\xe2\x80\xa2") || begins(folded, "\xc2\xb7") ||
            (paragraph->format.left_twips > 1000 && paragraph->format.first_line_twips <= 0));
}

static bool ends_list(struct string folded)
{
    return folded.length > 0 && folded.bytes[folded.length - 1] == '.';
}

static bool is_same_table(const struct finder *finder, size_t a, size_t b)
{
    const struct document_paragraph *first = paragraph_at(finder, a), *second = paragraph_at(finder, b);
    return first->cell != SIZE_MAX && second->cell != SIZE_MAX &&
           finder->document->cells[first->cell].table == finder->document->cells[second->cell].table;
}

static size_t find_addressees(struct finder *finder, size_t head, size_t end)
{
    size_t last = head + 1;
    bool is_done = !ends_in_colon(finder->folded[head]) && ends_list(finder->folded[head]);
    finder_add_paragraph(finder, COMPONENT_ADDRESSEE, head);
    for (size_t i = head + 1; i < end && !is_done; i++) {
        if (paragraph_at(finder, i)->is_blank)
            continue;
        if (!is_same_table(finder, head, i) && !is_list_line(finder, i))
            break;
        finder_add_paragraph(finder, COMPONENT_ADDRESSEES, i);
        is_done = !is_same_table(finder, head, i) && ends_list(finder->folded[i]);
        last = i + 1;
    }
    return last;
}

static bool is_competence(const struct finder *finder, size_t index)
{
    const struct document_paragraph *paragraph = paragraph_at(finder, index);
    size_t length = paragraph->text.length;
    return !ends_in_colon(finder->folded[index]) && length < LONG_PARAGRAPH &&
           paragraph_is_upper(paragraph, 0, length) && is_centred(paragraph) &&
           !words_have(finder_words(finder, "loi-quyet-dinh"), finder->folded[index]);
}

/* The body has begun. */
static bool is_sentence(const struct finder *finder, size_t index)
{
    struct string folded = finder->folded[index];
    return paragraph_at(finder, index)->format.alignment == ALIGN_JUSTIFIED ||
           (folded.length > 0 && strchr(".;:", folded.bytes[folded.length - 1]));
}

/* Lines before one that is known. */
static void add_others(struct finder *finder, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (!paragraph_is_empty(finder, i))
            finder_add_paragraph(finder, COMPONENT_OTHER, i);
}

/* What a line behind the subject is; COMPONENT_OTHER when it is of the body. */
static enum component component_below(const struct finder *finder, size_t index, bool has_kind)
{
    enum component stamp = finder_stamp(finder, finder->folded[index]);
    if (stamp != COMPONENT_OTHER)
        return stamp;
    if (is_attached_note(finder->folded[index]))
        return COMPONENT_ATTACHED_TO;
    return has_kind && !ends_title(finder, index) && is_competence(finder, index) ? COMPONENT_COMPETENCE
                                                                                  : COMPONENT_OTHER;
}

size_t find_title(struct finder *finder, size_t from, size_t end)
{
    size_t at = find_kind(finder, from, end);
    bool has_kind = at > from;
    if (has_kind)
        at = find_subject(finder, at, end);
    for (size_t i = at, seen = 0; i < end && seen < 3; i++) {
        if (paragraph_is_empty(finder, i))
            continue;
        seen++;
        if (is_greeting(finder, i)) {
            add_others(finder, at, i);
            return find_addressees(finder, i, end);
        }
        enum component component = component_below(finder, i, has_kind);
        if (component == COMPONENT_OTHER && (ends_title(finder, i) || is_sentence(finder, i)))
            break;
        if (component == COMPONENT_OTHER)
            continue;
        add_others(finder, at, i);
        if (component == COMPONENT_ATTACHED_TO) {
            at = add_attached_note(finder, i, end);
            i = at - 1;
            continue;
        }
        finder_add_paragraph(finder, component, i);
        at = i + 1;
    }
    return at;
}
