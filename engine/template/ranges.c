/* A walk through the part that knows which branch of which block is open. */

#include "template/ranges.h"

#include <stdlib.h>
#include <string.h>

#include "word/tree.h"
#include "word/xml.h"

/* A branch of a block; 0 is the part itself. */
struct branch {
    const struct block *block;
    size_t around;
    unsigned depth;
};

/* A start or an end of a range. */
struct range_end {
    xmlNode *node;
    const char *id;
    size_t row, order, branch;
    bool is_start;
    const struct range_end
        *other; /* of an end: its start; of a start: the open one around it, of the same id */
};

struct leveling {
    struct buffer branches; /* struct branch */
    struct buffer marks;    /* struct range_end */
    size_t branch;          /* that is open */
};

struct range_row {
    const char *start, *end;
};

static const struct range_row rows[] = {
    {"bookmarkStart", "bookmarkEnd"}, {"commentRangeStart", "commentRangeEnd"}, {"permStart", "permEnd"}};

static struct branch *branch_at(const struct leveling *leveling, size_t index)
{
    return (struct branch *)(void *)leveling->branches.bytes + index;
}

static void open_branch(struct leveling *leveling, const struct block *block, size_t around)
{
    unsigned depth = block ? branch_at(leveling, around)->depth + 1 : 0;
    struct branch branch = {block, around, depth};
    leveling->branch = leveling->branches.length / sizeof(branch);
    buffer_append(&leveling->branches, (const char *)&branch, sizeof(branch));
}

static void pass_tag(struct leveling *leveling, const struct tag *tag)
{
    if (!tag->block)
        return;
    size_t around =
        tag == tag->block->first ? leveling->branch : branch_at(leveling, leveling->branch)->around;
    if (tag == tag->block->last)
        leveling->branch = around;
    else
        open_branch(leveling, tag->block, around);
}

/* Moves an end out of the blocks that do not have the other end. */
static void move_out(const struct leveling *leveling, const struct range_end *mark, size_t common)
{
    size_t own = mark->branch;
    const struct block *block = NULL;
    for (; own != common; own = branch_at(leveling, own)->around)
        block = branch_at(leveling, own)->block;
    if (block && mark->is_start)
        tree_put_before(block->first->node, mark->node);
    else if (block)
        tree_put_after(block->last->node, mark->node);
}

static size_t common_branch(const struct leveling *leveling, size_t a, size_t b)
{
    while (a != b) {
        size_t *deeper = branch_at(leveling, a)->depth >= branch_at(leveling, b)->depth ? &a : &b;
        *deeper = branch_at(leveling, *deeper)->around;
    }
    return a;
}

static int compare_marks(const void *first, const void *second)
{
    const struct range_end *a = *(struct range_end *const *)first, *b = *(struct range_end *const *)second;
    int order = (a->row > b->row) - (a->row < b->row);
    order = order ? order : strcmp(a->id, b->id);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Each end with the last start before it that has no other. */
static void pair(struct range_end **marks, size_t count)
{
    const struct range_end *open = NULL;
    for (size_t i = 0; i < count; i++) {
        struct range_end *mark = marks[i];
        if (i > 0 && (marks[i - 1]->row != mark->row || strcmp(marks[i - 1]->id, mark->id)))
            open = NULL;
        mark->other = open;
        if (mark->is_start)
            open = mark;
        else if (open)
            open = open->other;
    }
}

static void level(struct leveling *leveling)
{
    struct range_end *marks = (struct range_end *)(void *)leveling->marks.bytes;
    size_t count = leveling->marks.length / sizeof(*marks);
    struct buffer order = {0};
    struct range_end **sorted =
        (struct range_end **)(void *)buffer_reserve(&order, (count + 1) * sizeof(*sorted));
    for (size_t i = 0; i < count; i++)
        sorted[i] = &marks[i];
    qsort(sorted, count, sizeof(*sorted), compare_marks);
    pair(sorted, count);
    for (size_t i = 0; i < count; i++) {
        if (marks[i].is_start || !marks[i].other)
            continue;
        size_t common = common_branch(leveling, marks[i].other->branch, marks[i].branch);
        move_out(leveling, marks[i].other, common);
        move_out(leveling, &marks[i], common);
    }
    buffer_release(&order);
}

static void note(struct leveling *leveling, xmlNode *node)
{
    size_t row = 0;
    while (row < sizeof(rows) / sizeof(*rows) && !word_is(node, rows[row].start) &&
           !word_is(node, rows[row].end))
        row++;
    const char *id = row < sizeof(rows) / sizeof(*rows) ? word_attribute(node, "id") : NULL;
    struct range_end mark = {.node = node,
                             .id = id,
                             .row = row,
                             .order = leveling->marks.length,
                             .branch = leveling->branch,
                             .is_start = id && word_is(node, rows[row].start)};
    if (id)
        buffer_append(&leveling->marks, (const char *)&mark, sizeof(mark));
}

void ranges_level(xmlNode *root)
{
    struct leveling leveling = {.branch = 0};
    open_branch(&leveling, NULL, 0);
    for (xmlNode *node = root; node; node = tree_next(node, root, tag_is_node(node))) {
        const struct tag *tag = tag_of(node);
        if (tag)
            pass_tag(&leveling, tag);
        else
            note(&leveling, node);
    }
    if (leveling.marks.length > 0)
        level(&leveling);
    buffer_release(&leveling.branches);
    buffer_release(&leveling.marks);
}
