/* Merge fields in a state that no Word leaves them in: nothing breaks, and what stays is well-formed. */

#include "documents.h"

#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText xml:space=\"preserve\">" text "</w:instrText></w:r>"

/* What is shown; an empty text after errors. */
static struct string render(struct arena *arena, struct string body, const char *data)
{
    struct rendering rendering;
    struct buffer shown = {0};
    rendering_init(&rendering);
    struct buffer zip = make_document(arena, body, NULL, 0, rendering.problems);
    render_zip(&rendering, buffer_string(&zip), string_of(data));
    if (rendering.result) {
        const struct part *part = package_lookup(rendering.result, STRING("word/document.xml"));
        show_part(&shown, package_read(rendering.result, part, arena, rendering.problems), &rendering.limits,
                  rendering.problems);
    }
    struct string copy = arena_copy(arena, buffer_string(&shown));
    buffer_release(&shown);
    buffer_release(&zip);
    rendering_release(&rendering);
    return copy;
}

static void marks_in_any_order_break_nothing(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        MARK("begin"),
        MARK("separate"),
        MARK("end"),
        CODE(" MERGEFIELD a "),
        CODE(" QUOTE a"),
        "<w:r><w:t>x</w:t></w:r>",
        "</w:p><w:p>",
        "<w:fldSimple w:instr=\" MERGEFIELD a \"><w:r><w:t>y</w:t></w:r></w:fldSimple>",
        "<w:hyperlink>" MARK("begin") "</w:hyperlink>",
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p>" MARK("begin") CODE(" MERGEFIELD a ")
            MARK("end") "</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
        "<w:fldSimple w:instr=\"IF\">" MARK("end") MARK("begin") "</w:fldSimple>"};
    enum { PIECES = sizeof(pieces) / sizeof(*pieces) };
    struct arena *arena = arena_new();
    uint32_t random = 1;
    for (unsigned round = 0; round < 400; round++) {
        struct buffer body = {0};
        buffer_append_text(&body, "<w:p>");
        for (unsigned i = 0; i < 12; i++) {
            random = random * 1664525 + 1013904223;
            buffer_append_text(&body, pieces[(random >> 16) % PIECES]);
        }
        buffer_append_text(&body, "</w:p>");
        struct string shown = render(arena, buffer_string(&body), "{'a': 'A'}");
        assert_true(shown.length > 0);
        assert_true(string_find(shown, STRING("not well-formed"), 0) == SIZE_MAX);
        buffer_release(&body);
    }
    arena_free(arena);
}

static struct string nested_ifs(struct arena *arena, unsigned depth)
{
    struct buffer body = {0};
    buffer_append_text(&body, "<w:p>");
    for (unsigned i = 0; i < depth; i++)
        buffer_append_text(&body, MARK("begin") CODE(" IF 1 = 1 &quot;"));
    buffer_append_text(&body, MARK("begin") CODE("MERGEFIELD a") MARK("end"));
    for (unsigned i = 0; i < depth; i++)
        buffer_append_text(&body, CODE("&quot; &quot;&quot;") MARK("end"));
    buffer_append_text(&body, "</w:p>");
    struct string copy = arena_copy(arena, buffer_string(&body));
    buffer_release(&body);
    return copy;
}

static void fields_are_nested_to_a_bound(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(render(arena, nested_ifs(arena, 12), "{'a': 'A'}").bytes, "A\n");
    assert_true(render(arena, nested_ifs(arena, 2000), "{'a': 'A'}").length > 0);
    arena_free(arena);
}

/* Thousands of fields in one paragraph take no more than their share each. */
static void many_fields_are_filled(void **state)
{
    (void)state;
    enum { FIELDS = 5000 };
    struct arena *arena = arena_new();
    struct buffer body = {0};
    buffer_append_text(&body, "<w:p>");
    for (unsigned i = 0; i < FIELDS; i++)
        buffer_append_text(&body, MARK("begin") CODE(" MERGEFIELD a ") MARK("separate") MARK("end"));
    buffer_append_text(&body, "</w:p>");
    assert_int_equal(render(arena, buffer_string(&body), "{'a': 'A'}").length, FIELDS + 1);
    buffer_release(&body);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_in_any_order_break_nothing),
        cmocka_unit_test(fields_are_nested_to_a_bound),
        cmocka_unit_test(many_fields_are_filled),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
