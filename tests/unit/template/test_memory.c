/* Memory that ends at any allocation of a compilation or a rendering leaves nothing behind and no result. */

#include "documents.h"

#include "base/memory.h"

/* libxml2 2.9 itself loses a node when the allocation behind it fails. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:xmlNewNodeEatName";
}

static struct string guest;

static struct string read_file(void *context, struct string name, struct arena *arena,
                               struct problems *problems)
{
    (void)context, (void)arena, (void)problems;
    return string_is(name, "x.docx") ? guest : (struct string){NULL, 0};
}

static const struct template_files files = {read_file, NULL};

static const char body[] = "Đầu {{ a | upper }} [b]{{ tên }}[]\n"
                           "{% for d in ds if d %}\n"
                           "{{ loop.index }}. {{ d }}\n"
                           "{% include \"x.docx\" %}\n"
                           "{% endfor %}\n"
                           "| {% for d in ds %}{{ d }} | {{ o|markup }}{% endfor %} |\n"
                           "/table\n";

struct work {
    struct string zip;
    bool done;
};

static void compile_and_render(void *argument)
{
    struct work *work = argument;
    struct rendering rendering;
    rendering_init(&rendering);
    rendering.files = &files;
    render_zip(&rendering, work->zip,
               STRING("{\"a\": \"x\", \"tên\": \"y\", \"ds\": [1, 2], \"o\": \"1. **a**\\n| b | c |\"}"));
    work->done = rendering.result != NULL;
    rendering_release(&rendering);
}

static struct string make_zip(struct arena *arena, const char *notation)
{
    struct problems *problems = problems_new();
    struct buffer xml = {0};
    notation_to_word(&xml, string_of(notation));
    struct buffer zip = make_document(arena, buffer_string(&xml), NULL, 0, problems);
    struct string bytes = arena_copy(arena, buffer_string(&zip));
    buffer_release(&zip);
    buffer_release(&xml);
    problems_free(problems);
    return bytes;
}

/* Each of the first allocations, then every step-th, is made the last. */
static void memory_may_end_anywhere(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct work work = {make_zip(arena, body), false};

    bool is_whole = false;
    size_t failures = 0;
    guest = make_zip(arena, "Phụ lục {{ d }}\n| a |\n/table\n");
    xml_start();
    for (size_t left = 0; !is_whole; left += 1 + left / 40) {
        work.done = false;
        memory_fail_after(left);
        is_whole = memory_guard(compile_and_render, &work);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(work.done, is_whole);
        failures += !is_whole;
    }
    assert_true(failures > 50);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_may_end_anywhere)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
