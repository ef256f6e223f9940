/* Blocks, rows, cells and runs: that each stands where it may, and that nothing is left empty. */

#include "word/verify_internal.h"

void check_cell_end(struct reading *reading, const struct rule *rule)
{
    if (!reading_top(reading)->ends_in_paragraph)
        reading_fault(reading, rule, "w:tc");
}

void check_has_row(struct reading *reading, const struct rule *rule)
{
    if (!reading_top(reading)->rows)
        reading_fault(reading, rule, "w:tbl");
}

void check_has_cell(struct reading *reading, const struct rule *rule)
{
    if (!reading_top(reading)->cells)
        reading_fault(reading, rule, "w:tr");
}

/* Among runs an empty control is one whose text was deleted; Word writes it so. */
void check_control(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    if (!top->content && top->level & (LEVEL_BLOCK | LEVEL_ROW | LEVEL_CELL))
        reading_fault(reading, rule, "%s", frame_name(reading, reading_container(reading)));
}

void check_story(struct reading *reading, const struct rule *rule)
{
    if (!reading_top(reading)->blocks)
        reading_fault(reading, rule, "%s", frame_name(reading, reading_top(reading)));
}

void check_story_end(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    if (top->blocks && !top->ends_in_paragraph)
        reading_fault(reading, rule, "%s", frame_name(reading, top));
}

/* Nothing of a body follows its w:sectPr, another one least of all. */
void check_section(struct reading *reading, const struct rule *rule)
{
    struct frame *parent = reading_parent(reading);
    const struct frame *top = reading_top(reading);
    if (parent->name->element != W_BODY)
        return;
    if (parent->has_section)
        reading_fault(reading, rule, "%s", frame_name(reading, top));
    parent->has_section = parent->has_section || top->name->element == W_SECT_PR;
}

void check_level(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading), *parent = reading_parent(reading);
    if (parent->level != LEVEL_ANY && !(top->name->allowed & (unsigned)parent->level))
        reading_fault(reading, rule, "%s/%s", frame_name(reading, reading_container(reading)),
                      frame_name(reading, top));
}

void check_choice(struct reading *reading, const struct rule *rule)
{
    if (!reading_top(reading)->has_choice)
        reading_fault(reading, rule, "mc:AlternateContent");
}

void check_hyperlink(struct reading *reading, const struct rule *rule)
{
    if (reading_top(reading)->is_in_hyperlink)
        reading_fault(reading, rule, "w:hyperlink");
}
