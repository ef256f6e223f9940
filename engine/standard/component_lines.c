/*
 * Which drawn line stands below which component: that of the issuer, of the Tiêu ngữ, of the subject (or the
 * kind, when there is no subject). Drawings are anchored anywhere near, so their half of the page decides.
 */

#include <limits.h>

#include "standard/finding.h"

static bool is_taken(const struct act *act, enum component component)
{
    return act->lines_below[component] != NULL;
}

static void take(struct act *act, enum component component, const struct document_line *line)
{
    if (!is_taken(act, component))
        act->lines_below[component] = line;
}

/* The component whose line it is when it stands below a piece of this one. */
static enum component owner_of(enum component component)
{
    switch (component) {
    case COMPONENT_NATIONAL_NAME:
    case COMPONENT_MOTTO:
    case COMPONENT_DATE:
        return COMPONENT_MOTTO;
    case COMPONENT_PARENT:
    case COMPONENT_ISSUER:
    case COMPONENT_NUMBER:
    case COMPONENT_LETTER_SUBJECT:
        return COMPONENT_ISSUER;
    case COMPONENT_KIND:
        return COMPONENT_KIND;
    case COMPONENT_SUBJECT:
        return COMPONENT_SUBJECT;
    case COMPONENT_APPENDIX:
    case COMPONENT_APPENDIX_TITLE:
    case COMPONENT_ATTACHED_TO:
        return COMPONENT_ATTACHED_TO;
    default:
        return COMPONENT_OTHER;
    }
}

/* The last piece at or before a place, within the same cell or text box. */
static const struct component_piece *piece_before(const struct finder *finder, size_t paragraph,
                                                  size_t offset)
{
    const struct act *act = finder->act;
    const void *container = finder_container(finder, paragraph);
    const struct component_piece *found = NULL;
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        bool is_before =
            piece->paragraph < paragraph || (piece->paragraph == paragraph && piece->from <= offset);
        if (is_before && finder_container(finder, piece->paragraph) == container)
            found = piece;
    }
    return found;
}

static bool is_header_piece(enum component component)
{
    enum component owner = owner_of(component);
    return owner == COMPONENT_MOTTO || owner == COMPONENT_ISSUER;
}

/* Lines laid out by tabs: the left half is that of the issuer. Two rows in one paragraph are one of each. */
static enum component half_of_row(const struct finder *finder, const struct document_line *line)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[line->paragraph];
    struct string before = string_slice(paragraph->text, 0, line->from);
    struct string behind = string_slice(paragraph->text, line->to, paragraph->text.length);
    if (string_trim(behind).length > 0)
        return COMPONENT_ISSUER;
    if (string_trim(before).length > 0)
        return COMPONENT_MOTTO;
    size_t width = 0;
    for (size_t i = 0; i < before.length; i++)
        width += before.bytes[i] == '\t' ? 6 : 1;
    return width > 20 || paragraph->format.alignment == ALIGN_RIGHT ? COMPONENT_MOTTO : COMPONENT_ISSUER;
}

static enum component half_of_drawing(const struct finder *finder, const struct document_line *line)
{
    const struct document_paragraph *paragraph = finder->document->paragraphs[line->paragraph];
    long width = document_width(finder->document, paragraph);
    if (!act_first(finder->act, COMPONENT_ISSUER))
        return COMPONENT_MOTTO;
    if (line->left_twips != LONG_MIN)
        return line->left_twips * 100 < width * 35 ? COMPONENT_ISSUER : COMPONENT_MOTTO;
    return line->length_twips > 2400 ? COMPONENT_MOTTO : COMPONENT_ISSUER;
}

static bool is_columnar(const struct finder *finder, size_t paragraph)
{
    return finder_container(finder, paragraph) != NULL;
}

static enum component owner_in_header(const struct finder *finder, const struct document_line *line,
                                      enum component above)
{
    if (is_columnar(finder, line->paragraph))
        return owner_of(above);
    if (line->source == LINE_UNDERSCORES)
        return half_of_row(finder, line);
    if (line->source == LINE_DRAWN)
        return half_of_drawing(finder, line);
    return owner_of(above);
}

/* A drawing is anchored in the paragraph below its line as often as above it. */
static enum component owner_of_line(const struct finder *finder, const struct document_line *line)
{
    const struct act *act = finder->act;
    size_t offset = line->source == LINE_UNDERSCORES ? line->from : SIZE_MAX;
    const struct component_piece *piece = piece_before(
        finder, line->is_above && line->paragraph > 0 ? line->paragraph - 1 : line->paragraph, offset);
    if (!piece)
        return act->has_header && is_columnar(finder, line->paragraph) ? COMPONENT_ISSUER : COMPONENT_OTHER;
    if (is_header_piece(piece->component))
        return owner_in_header(finder, line, piece->component);
    enum component owner = owner_of(piece->component);
    bool is_below_title = act_first(act, COMPONENT_SUBJECT) && !is_taken(act, COMPONENT_SUBJECT) &&
                          piece->paragraph == line->paragraph && line->source == LINE_DRAWN;
    if (owner == COMPONENT_OTHER && is_below_title &&
        (piece->component == COMPONENT_ADDRESSEE || piece->component == COMPONENT_GROUNDS ||
         piece->component == COMPONENT_COMPETENCE))
        return COMPONENT_SUBJECT;
    return owner;
}

/* A header whose table shows its borders. */
static bool is_in_header_table(const struct finder *finder, size_t paragraph)
{
    size_t cell = finder->document->paragraphs[paragraph]->cell, nation = finder->first_header_cell;
    return cell != SIZE_MAX && nation != SIZE_MAX &&
           finder->document->cells[cell].table == finder->document->cells[nation].table;
}

void find_lines(struct finder *finder)
{
    struct act *act = finder->act;
    const struct document *document = finder->document;
    for (size_t i = 0; i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];
        if (line->paragraph < act->first_paragraph || line->paragraph >= act->end_paragraph ||
            (document_is_in_framed_table(document, document->paragraphs[line->paragraph]) &&
             !is_in_header_table(finder, line->paragraph)))
            continue;
        enum component owner = owner_of_line(finder, line);
        if (owner == COMPONENT_OTHER)
            continue;
        if (owner == COMPONENT_KIND && act_first(act, COMPONENT_SUBJECT))
            owner = COMPONENT_SUBJECT;
        if (is_taken(act, owner) && (owner == COMPONENT_ISSUER || owner == COMPONENT_MOTTO))
            owner = owner == COMPONENT_ISSUER ? COMPONENT_MOTTO : COMPONENT_ISSUER;
        take(act, owner, line);
    }
    act->lines_below[COMPONENT_CONTACT] = find_line_of_contact(finder);
}
