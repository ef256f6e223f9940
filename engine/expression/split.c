/* Python's methods that take texts apart and put them together. */

#include "expression/split.h"

#include "expression/evaluate.h"
#include "expression/text_tools.h"
#include "text/unicode.h"

static void append_text(struct value *list, struct string text)
{
    struct value item = value_text(text);
    list_append(list->as.list, &item);
}

static size_t skip_space(struct string text, size_t offset)
{
    for (size_t next = offset; next < text.length; offset = next)
        if (!text_is_space(text_next(text, &next)))
            return offset;
    return offset;
}

static size_t skip_word(struct string text, size_t offset)
{
    for (size_t next = offset; next < text.length; offset = next)
        if (text_is_space(text_next(text, &next)))
            return offset;
    return offset;
}

/* At runs of white space; the last piece keeps its inner white space. */
static void split_words(struct string text, int64_t most, struct value *list)
{
    size_t offset = skip_space(text, 0);
    while (offset < text.length && most != 0) {
        size_t end = skip_word(text, offset);
        append_text(list, string_slice(text, offset, end));
        offset = skip_space(text, end);
        most--;
    }
    if (offset < text.length)
        append_text(
            list, strip_text(string_slice(text, offset, text.length), (struct string){NULL, 0}, STRIP_RIGHT));
}

static void split_at(struct string text, struct string separator, int64_t most, struct value *list)
{
    size_t offset = 0;
    for (; most != 0; most--) {
        size_t found = string_find(text, separator, offset);
        if (found == SIZE_MAX)
            break;
        append_text(list, string_slice(text, offset, found));
        offset = found + separator.length;
    }
    append_text(list, string_slice(text, offset, text.length));
}

/* Joins all but the last `most` + 1 pieces again: what splitting from the right leaves together. */
static void keep_right(struct call *call, struct value *list, const char *start, int64_t most)
{
    struct list *pieces = list->as.list;
    if (most < 0 || pieces->count <= (size_t)most + 1)
        return;
    size_t joined = pieces->count - (size_t)most;
    struct string last = pieces->items[joined - 1].as.text;
    struct value kept = value_list(call_arena(call));
    append_text(&kept, (struct string){start, (size_t)(last.bytes + last.length - start)});
    for (size_t i = joined; i < pieces->count; i++)
        list_append(kept.as.list, &pieces->items[i]);
    *list = kept;
}

static bool split(struct call *call, bool from_right, struct value *result)
{
    struct string separator = {"", 0}, text = call->slots[0].as.text;
    int64_t most;
    bool has_separator = call->slots[1].kind != VALUE_NONE;
    if ((has_separator && !call_want_text(call, 1, &separator)) || !call_want_integer(call, 2, &most))
        return false;
    if (has_separator && separator.length == 0)
        return call_fail_value(call, 1);
    *result = value_list(call_arena(call));
    if (has_separator)
        split_at(text, separator, from_right ? -1 : most, result);
    else
        split_words(text, from_right ? -1 : most, result);
    if (from_right)
        keep_right(call, result, text.bytes, most);
    return call_steps(call, result->as.list->count);
}

bool text_method_split(struct call *call, struct value *result)
{
    return split(call, false, result);
}

bool text_method_rsplit(struct call *call, struct value *result)
{
    return split(call, true, result);
}

bool text_method_splitlines(struct call *call, struct value *result)
{
    struct string text = call->slots[0].as.text;
    bool keeps_ends = value_is_true(&call->slots[1]);
    *result = value_list(call_arena(call));
    for (size_t start = 0; start < text.length;) {
        size_t end = start;
        while (end < text.length && text.bytes[end] != '\n' && text.bytes[end] != '\r')
            end++;
        size_t next = end < text.length ? end + 1 : end;
        if (end < text.length && text.bytes[end] == '\r' && next < text.length && text.bytes[next] == '\n')
            next++;
        append_text(result, string_slice(text, start, keeps_ends ? next : end));
        start = next;
    }
    return true;
}

static size_t find_separator(struct string text, struct string separator, bool from_right)
{
    size_t found = string_find(text, separator, 0), next = found;
    while (from_right && next != SIZE_MAX) {
        found = next;
        next = string_find(text, separator, next + 1);
    }
    return found;
}

static bool partition(struct call *call, bool from_right, struct value *result)
{
    struct string separator, text = call->slots[0].as.text, none = {"", 0};
    if (!call_want_text(call, 1, &separator))
        return false;
    if (separator.length == 0)
        return call_fail_value(call, 1);
    size_t found = find_separator(text, separator, from_right);
    *result = value_list(call_arena(call));
    result->flags |= VALUE_TUPLE;
    if (found != SIZE_MAX) {
        append_text(result, string_slice(text, 0, found));
        append_text(result, separator);
        append_text(result, string_slice(text, found + separator.length, text.length));
        return true;
    }
    append_text(result, from_right ? none : text);
    append_text(result, none);
    append_text(result, from_right ? text : none);
    return true;
}

bool text_method_partition(struct call *call, struct value *result)
{
    return partition(call, false, result);
}

bool text_method_rpartition(struct call *call, struct value *result)
{
    return partition(call, true, result);
}

/* Texts only: Python joins nothing else, and neither does a number become text silently. */
bool text_method_join(struct call *call, struct value *result)
{
    struct list *items;
    struct buffer out = {0};
    if (!call_want_items(call, 1, &items))
        return false;
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i].kind != VALUE_TEXT) {
            buffer_release(&out);
            call->slots[1] = items->items[i];
            return call_fail_kind(call, 1, VALUE_TEXT);
        }
        if (i > 0)
            buffer_append_string(&out, call->slots[0].as.text);
        buffer_append_string(&out, items->items[i].as.text);
        if (out.length > MOST_TEXT)
            break;
    }
    bool is_small = out.length <= MOST_TEXT;
    *result = call_take_text(call, &out);
    return is_small || call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "16 MiB");
}
