/*
 * Values on their way into the text. Data never makes markup: everything is
 * escaped, and the only structure it can ask for is breaks, tabs, paragraphs
 * and pages:  "\n" <w:br/>   "\t" <w:tab/>   "\a" </w:p><w:p>   "\f" a page break
 */

#include "template/fragment.h"
#include "template/include.h"
#include "template/picture.h"
#include "template/rich.h"

#include <stdint.h>
#include <string.h>

#include "word/xml.h"

enum { PASS, ESCAPE, DROP, BREAK, SUSPECT };

/* What to do with a byte of character data; SUSPECT: U+FFFE and U+FFFF begin with it. */
static const unsigned char actions[256] = {
    [0x00] = DROP,    [0x01] = DROP,  [0x02] = DROP,  [0x03] = DROP,  [0x04] = DROP,  [0x05] = DROP,
    [0x06] = DROP,    ['\a'] = BREAK, [0x08] = DROP,  ['\t'] = BREAK, ['\n'] = BREAK, ['\v'] = BREAK,
    ['\f'] = BREAK,   ['\r'] = BREAK, [0x0E] = DROP,  [0x0F] = DROP,  [0x10] = DROP,  [0x11] = DROP,
    [0x12] = DROP,    [0x13] = DROP,  [0x14] = DROP,  [0x15] = DROP,  [0x16] = DROP,  [0x17] = DROP,
    [0x18] = DROP,    [0x19] = DROP,  [0x1A] = DROP,  [0x1B] = DROP,  [0x1C] = DROP,  [0x1D] = DROP,
    [0x1E] = DROP,    [0x1F] = DROP,  ['&'] = ESCAPE, ['<'] = ESCAPE, ['>'] = ESCAPE, ['"'] = ESCAPE,
    [0xEF] = SUSPECT,
};

struct text_target {
    struct buffer *out;
    enum print_place place;
    const struct frame *frame;
};

static const char *escape_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    default:
        return "&quot;";
    }
}

static void append_page_or_paragraph(const struct text_target *target, char byte)
{
    const struct frame *frame = target->frame;
    if (byte == '\f') {
        buffer_append_text(target->out, "</w:t><w:br w:type=\"page\"/><w:t xml:space=\"preserve\">");
    } else if (!frame->open_paragraph.length) {
        buffer_append_text(target->out, "</w:t><w:br/><w:t xml:space=\"preserve\">");
    } else {
        buffer_append_string(target->out, frame->close_run);
        buffer_append_string(target->out, frame->close_paragraph);
        buffer_append_string(target->out, frame->open_paragraph);
        buffer_append_string(target->out, frame->open_run);
    }
}

static void append_break(const struct text_target *target, char byte)
{
    if (target->place == PRINT_ATTRIBUTE && byte != '\a' && byte != '\f' && byte != '\v')
        buffer_append_format(target->out, "&#%d;", byte);
    else if (!target->frame)
        buffer_append_byte(target->out, target->place == PRINT_CONTENT && byte == '\n' ? '\n' : ' ');
    else if (byte == '\t')
        buffer_append_text(target->out, "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    else if (byte == '\a' || byte == '\f')
        append_page_or_paragraph(target, byte);
    else
        buffer_append_text(target->out, "</w:t><w:br/><w:t xml:space=\"preserve\">");
}

static bool is_noncharacter(struct string text, size_t at)
{
    return at + 2 < text.length && (unsigned char)text.bytes[at + 1] == 0xBF &&
           (unsigned char)text.bytes[at + 2] >= 0xBE;
}

/* Handles the byte at `at`, which is not to pass; returns the bytes it takes. */
static size_t append_special(const struct text_target *target, struct string text, size_t at)
{
    char byte = text.bytes[at];
    switch (actions[(unsigned char)byte]) {
    case ESCAPE:
        buffer_append_text(target->out, escape_of(byte));
        return 1;
    case BREAK:
        if (byte == '\r' && at + 1 < text.length && text.bytes[at + 1] == '\n')
            return 1;
        append_break(target, byte == '\r' ? '\n' : byte);
        return 1;
    case SUSPECT:
        if (is_noncharacter(text, at))
            return 3;
        buffer_append_byte(target->out, byte);
        return 1;
    default:
        return 1;
    }
}

static void append_escaped(const struct text_target *target, struct string text)
{
    size_t from = 0, at = 0;
    while (at < text.length) {
        if (!actions[(unsigned char)text.bytes[at]]) {
            at++;
            continue;
        }
        buffer_append(target->out, text.bytes + from, at - from);
        at += append_special(target, text, at);
        from = at;
    }
    buffer_append(target->out, text.bytes + from, at - from);
}

void render_append_escaped(struct buffer *out, struct string text)
{
    static const struct frame bare = {.paragraph_properties = {"", 0}};
    append_escaped(&(struct text_target){out, PRINT_TEXT, &bare}, text);
}

/* ---- field codes ---- */

/* A value in a field code stands within quotes or a word: it may not end them, nor begin a switch. */
static void append_code(struct buffer *out, struct string text)
{
    struct buffer safe = {0};
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\\')
            buffer_append_byte(&safe, '\\');
        if (text.bytes[i] != '"')
            buffer_append_byte(&safe, text.bytes[i]);
    }
    append_escaped(&(struct text_target){.out = out, .place = PRINT_CODE}, buffer_string(&safe));
    buffer_release(&safe);
}

static void append_target(struct buffer *out, struct string text)
{
    struct buffer safe = {0};
    media_append_target(&safe, text);
    append_escaped(&(struct text_target){.out = out, .place = PRINT_ATTRIBUTE}, buffer_string(&safe));
    buffer_release(&safe);
}

/* ---- values ---- */

static struct string text_of_value(struct render *render, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        return value->as.text;
    buffer_truncate(&render->scratch, 0);
    evaluation_append(render->evaluation, &render->scratch, value);
    return buffer_string(&render->scratch);
}

static bool is_attribute(enum print_place place)
{
    return place == PRINT_ATTRIBUTE || place == PRINT_CODE || place == PRINT_TARGET || place == PRINT_SPAN ||
           place == PRINT_COLOR;
}

static void open_paragraph(struct buffer *out, const struct print *print)
{
    if (print->place == PRINT_PARAGRAPH)
        buffer_append_string(out, print->frame->open_paragraph);
}

static void close_paragraph(struct buffer *out, const struct print *print)
{
    if (print->place == PRINT_PARAGRAPH)
        buffer_append_string(out, print->frame->close_paragraph);
}

static bool makes_runs(const struct print *print)
{
    return print->place == PRINT_PARAGRAPH || print->place == PRINT_BETWEEN_RUNS;
}

static void print_text(struct render *render, const struct print *print, struct string text)
{
    struct buffer *out = &render->output.bytes;
    struct text_target target = {out, print->place, print->frame};
    if (print->place == PRINT_PLAIN) {
        buffer_append_string(out, text);
    } else if (print->place == PRINT_CODE) {
        append_code(out, text);
    } else if (print->place == PRINT_TARGET) {
        append_target(out, text);
    } else if (!makes_runs(print)) {
        append_escaped(&target, text);
    } else if (text.length || (print->tag->prefix != PREFIX_PARAGRAPH && !print->tag->leaves_no_line)) {
        open_paragraph(out, print);
        if (text.length) {
            buffer_append_string(out, print->frame->open_run);
            append_escaped(&target, text);
            buffer_append_string(out, print->frame->close_run);
        }
        close_paragraph(out, print);
    }
}

/* A link does not stand in another: its runs alone. */
static void append_without_links(struct buffer *out, struct string runs)
{
    for (size_t from = 0, next; from < runs.length; from = next) {
        next = string_find(runs, STRING("<"), from + 1);
        if (next == SIZE_MAX)
            next = runs.length;
        struct string piece = string_slice(runs, from, next);
        if (string_starts_with(piece, STRING("<w:hyperlink")) ||
            string_starts_with(piece, STRING("</w:hyperlink")))
            piece = string_slice(piece, string_find(piece, STRING(">"), 0) + 1, piece.length);
        buffer_append_string(out, piece);
    }
}

/* XML of runs, between the text of the run that held the tag. */
void render_runs(struct render *render, const struct print *print, struct string runs)
{
    struct buffer *out = &render->output.bytes;
    if (print->place == PRINT_TEXT)
        output_leave_run(&render->output, print->frame->close_run);
    open_paragraph(out, print);
    if (print->frame->is_in_link)
        append_without_links(out, runs);
    else
        buffer_append_string(out, runs);
    close_paragraph(out, print);
    if (print->place == PRINT_TEXT)
        output_enter_run(&render->output, print->frame->open_run);
}

/* ---- outline notation ---- */

static void print_outline_paragraphs(struct render *render, const struct print *print,
                                     const struct value *value)
{
    struct outline outline = outline_parse(render->evaluation->arena, value->as.text);
    if (!outline.count)
        return;
    struct outline_styles styles = *render->styles;
    styles.text_width_twips = section_width_at(render->sections, print->frame->section);
    styles.room_twips = value->room * 100u;
    outline_append_word(&render->output.bytes, &outline, &styles, print->frame->paragraph_properties,
                        print->frame->run_properties);
}

static void print_outline_line(struct render *render, const struct print *print, struct string notation)
{
    struct outline_cell line = outline_parse_line(render->evaluation->arena, notation);
    struct buffer runs = {0};
    outline_append_runs(&runs, &line, print->frame->run_properties);
    render_runs(render, print, buffer_string(&runs));
    buffer_release(&runs);
}

static void print_outline(struct render *render, const struct print *print, const struct value *value)
{
    if (!print->frame)
        print_text(render, print, value->as.text);
    else if (print->place == PRINT_PARAGRAPH)
        print_outline_paragraphs(render, print, value);
    else
        print_outline_line(render, print, value->as.text);
}

/* ---- fragments ---- */

const struct fragment *render_find_fragment(const struct render *render, const struct value *value)
{
    const struct fragment *fragments = (const struct fragment *)(const void *)render->fragments.bytes;
    if (value->kind != VALUE_TEXT)
        return NULL;
    for (size_t i = render->fragments.length / sizeof(*fragments); i-- > 0;)
        if (fragments[i].text.bytes == value->as.text.bytes &&
            fragments[i].text.length == value->as.text.length)
            return &fragments[i];
    return NULL;
}

/* Rows and cells stand where their block stands; printed elsewhere they are text. */
static bool may_stand(const struct print *print, const struct fragment *fragment)
{
    return print->place == PRINT_PARAGRAPH &&
           !(tag_is(print->tag, STATEMENT_PRINT) && fragment_is_of_table(fragment->xml));
}

static void print_fragment(struct render *render, const struct print *print, const struct fragment *fragment)
{
    if (!print->frame || (!fragment->is_inline && !may_stand(print, fragment)))
        print_text(render, print, fragment->text);
    else if (fragment->is_inline)
        render_runs(render, print, fragment->xml);
    else
        buffer_append_string(&render->output.bytes, fragment->xml);
}

/* ---- what is missing ---- */

static void print_mark(struct render *render, const struct print *print, struct string name)
{
    struct buffer mark = {0};
    buffer_append_string(&render->output.bytes, print->fallback);
    if (print->frame) {
        render_append_marked(&mark, print->frame->run_properties, name);
        render_runs(render, print, buffer_string(&mark));
    } else if (!is_attribute(print->place) && !print->fallback.length) {
        buffer_append_format(&mark, "«%.*s»", STRING_FORMAT(name));
        print_text(render, print, buffer_string(&mark));
    }
    buffer_release(&mark);
}

static bool print_missing(struct render *render, const struct print *print, const struct value *value)
{
    if (!expression_report_undefined(print->tag->statement.expression, render->evaluation, value))
        return render_fail(render, print->tag);
    if (render->evaluation->undefined == UNDEFINED_MARK)
        print_mark(render, print, value->as.text);
    else
        print_text(render, print, print->fallback.length ? print->fallback : (struct string){"", 0});
    return true;
}

/* ---- values that Word reads ---- */

static bool report_wrong_value(struct render *render, const struct print *print, enum problem_code code,
                               struct string text)
{
    struct place place = tag_place(print->tag);
    problems_add(render->evaluation->problems, code, &place,
                 arena_copy(render->evaluation->arena, text).bytes);
    return render_fail(render, print->tag);
}

static bool print_span(struct render *render, const struct print *print, const struct value *value)
{
    int64_t columns = 0;
    bool is_number = value->kind == VALUE_NUMBER && number_to_integer(value->as.number, &columns);
    if (!is_number || columns < 1 || columns > 63)
        return report_wrong_value(render, print, PROBLEM_TEMPLATE_SPAN, text_of_value(render, value));
    buffer_append_format(&render->output.bytes, "%d", (int)columns);
    return true;
}

static bool print_color(struct render *render, const struct print *print, const struct value *value)
{
    struct string color = text_of_value(render, value);
    if (string_starts_with(color, STRING("#")))
        color = string_slice(color, 1, color.length);
    size_t digits = 0;
    while (digits < color.length && strchr("0123456789abcdefABCDEF", color.bytes[digits]))
        digits++;
    if (!string_is(color, "auto") && (digits != 6 || color.length != 6))
        return report_wrong_value(render, print, PROBLEM_TEMPLATE_COLOR, color);
    buffer_append_string(&render->output.bytes, color);
    return true;
}

/* Lists and records may be larger than anyone wants to print. */
static bool fits(struct render *render, const struct print *print, const struct value *value)
{
    return (value->kind != VALUE_LIST && value->kind != VALUE_RECORD) ||
           expression_fits(print->tag->statement.expression, render->evaluation, value);
}

bool render_value(struct render *render, const struct print *print, const struct value *value)
{
    const struct fragment *fragment = render_find_fragment(render, value);
    if (value->kind == VALUE_UNDEFINED)
        return print_missing(render, print, value);
    if (print->place == PRINT_SPAN)
        return print_span(render, print, value);
    if (print->place == PRINT_COLOR)
        return print_color(render, print, value);
    if (print->place == PRINT_EMBED)
        return picture_print_embed(render, print, value);
    if (print->place == PRINT_WIDTH || print->place == PRINT_HEIGHT)
        return picture_print_extent(render, print, value);
    if (print->place == PRINT_ALT)
        return picture_print_alt(render, print, value);
    if (picture_is(value) && render->styles)
        return picture_print(render, print, value);
    if (rich_is(value))
        return rich_print(render, print, value);
    if (print->tag->statement.is_include || include_is(value))
        return include_print(render, print, value);
    if (!fits(render, print, value))
        return render_fail(render, print->tag);
    if (fragment)
        print_fragment(render, print, fragment);
    else if (value->kind == VALUE_TEXT && value->format == FORMAT_OUTLINE && render->styles)
        print_outline(render, print, value);
    else
        print_text(render, print, text_of_value(render, value));
    return true;
}

bool render_print(struct render *render, const struct print *print)
{
    struct value value;
    if (!render_evaluate(render, print->tag, print->tag->statement.expression, &value))
        return !render->is_stopped;
    return render_value(render, print, &value);
}
