/* The width of the text, as the first section says it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "template/section.h"

struct row {
    const char *document;
    unsigned width;
};

static const struct row rows[] = {
    {"<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"851\" "
     "w:bottom=\"1134\" "
     "w:left=\"1701\" w:gutter=\"0\"/></w:sectPr>",
     9354},
    {"<w:sectPr w:rsidR=\"00\"><w:pgSz w:w=\"11906\"/><w:pgMar w:right=\"851\" w:left=\"1701\" "
     "w:gutter=\"100\"/><w:cols w:space=\"708\"/></w:sectPr><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr>",
     9254},
    {"<w:sectPr><w:pgSz w:w=\"11906\"/><w:pgMar w:right=\"851\" w:left=\"1701\"/><w:cols "
     "w:num=\"2\"/></w:sectPr>",
     0},
    {"<w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr>", 0},
    {"<w:sectPr><w:pgSz w:w=\"1000\"/><w:pgMar w:right=\"851\" w:left=\"1701\"/></w:sectPr>", 0},
    {"<w:sectPr/>", 0},
    {"<w:sectPr><w:pgSz w:w=\"11906", 0},
    {"", 0},
};

static unsigned width_at(const char *document, size_t section)
{
    struct arena *arena = arena_new();
    struct section_widths widths = section_widths_read(arena, string_of(document));
    unsigned width = section_width_at(&widths, section);
    arena_free(arena);
    return width;
}

static void the_width_is_that_between_the_margins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_int_equal(width_at(rows[i].document, 0), rows[i].width);
}

/* A tag says the second; behind the last the first counts again. */
static void each_section_has_its_own(void **state)
{
    static const char document[] =
        "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"5000\"/><w:pgMar w:left=\"1000\"/></w:sectPr></w:pPr></w:p>"
        "<w:sectPr/>"
        "<w:sectPr><w:pgSz w:w=\"{{ a }}\"/><w:pgMar w:left=\"1000\"/></w:sectPr>"
        "<w:sectPr><w:pgSz w:w=\"7000\"/><w:pgMar w:left=\"1000\"/></w:sectPr>";
    static const unsigned expected[] = {4000, 0, 0, 6000, 4000};
    (void)state;
    for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++)
        assert_int_equal(width_at(document, i), expected[i]);
}

/* Pages whose width a tag chooses count by the lesser; what else a tag says is not known. */
static void the_least_width_is_known_of_choices(void **state)
{
#define SECTION(width) "<w:sectPr><w:pgSz w:w=\"" width "\"/><w:pgMar w:left=\"1000\"/></w:sectPr>"
    static const struct row choices[] = {
        {SECTION("5000") SECTION("4000") SECTION("6000"), 3000},
        {SECTION("{{ 16838 if ngang else 11906 }}"), 10906},
        {SECTION("{{ 11906 if (a | default(false)) else 16838 }}") SECTION("{{ 9000 if b else 16838 }}"),
         8000},
        {SECTION("5000") SECTION("{{ a }}"), 0},
        {SECTION("{{ 5000 if a else b }}"), 0},
        {SECTION("{{ 5000 if a else 4000 if b else 3000 }}"), 0},
        {SECTION("{{ 5000 + 1 if a else 4000 }}"), 0},
        {SECTION("{{ 5000 if a }}"), 0},
        {SECTION(""), 0},
        {"", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++)
        assert_int_equal(section_width_least(string_of(choices[i].document)), choices[i].width);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_width_is_that_between_the_margins),
        cmocka_unit_test(each_section_has_its_own),
        cmocka_unit_test(the_least_width_is_known_of_choices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
