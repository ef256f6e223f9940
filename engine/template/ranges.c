/* A walk through the part that knows which branch of which block is open. */

#include "template/ranges.h"

#include <string.h>

#include "word/tree.h"
#include "word/xml.h"

/* A branch of a block; 0 is the part itself. */
struct branch {
    const struct block *block;
    size_t around;
    unsigned depth;
};

/* A start whose end has not come yet. */
struct start {
    xmlNode *node;
    size_t branch;
};

struct leveling {
    struct buffer branches; /* struct branch */
    struct buffer starts;   /* struct start */
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
static void move_out(const struct leveling *leveling, xmlNode *node, size_t own, size_t common)
{
    const struct block *block = NULL;
    for (; own != common; own = branch_at(leveling, own)->around)
        block = branch_at(leveling, own)->block;
    bool is_start = strstr((const char *)node->name, "Start") != NULL;
    if (block && is_start)
        tree_put_before(block->first->node, node);
    else if (block)
        tree_put_after(block->last->node, node);
}

static size_t common_branch(const struct leveling *leveling, size_t a, size_t b)
{
    while (a != b) {
        size_t *deeper = branch_at(leveling, a)->depth >= branch_at(leveling, b)->depth ? &a : &b;
        *deeper = branch_at(leveling, *deeper)->around;
    }
    return a;
}

static bool is_same_range(const xmlNode *start, const xmlNode *end)
{
    const char *a = word_attribute(start, "id"), *b = word_attribute(end, "id");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (word_is(start, rows[i].start) && word_is(end, rows[i].end))
            return a && b && !strcmp(a, b);
    return false;
}

static void pass_end(struct leveling *leveling, xmlNode *node)
{
    struct start *starts = (struct start *)(void *)leveling->starts.bytes;
    size_t count = leveling->starts.length / sizeof(*starts), i = count;
    while (i > 0 && !is_same_range(starts[i - 1].node, node))
        i--;
    if (!i)
        return;
    struct start start = starts[i - 1];
    memmove(&starts[i - 1], &starts[i], (count - i) * sizeof(*starts));
    leveling->starts.length -= sizeof(*starts);
    size_t common = common_branch(leveling, start.branch, leveling->branch);
    move_out(leveling, start.node, start.branch, common);
    move_out(leveling, node, leveling->branch, common);
}

static bool is_any(const xmlNode *node, bool is_start)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (word_is(node, is_start ? rows[i].start : rows[i].end))
            return true;
    return false;
}

void ranges_level(xmlNode *root)
{
    struct leveling leveling = {.branch = 0};
    open_branch(&leveling, NULL, 0);
    for (xmlNode *node = root, *next; node; node = next) {
        next = tree_next(node, root, tag_is_node(node));
        const struct tag *tag = tag_of(node);
        struct start start = {node, leveling.branch};
        if (tag)
            pass_tag(&leveling, tag);
        else if (is_any(node, true))
            buffer_append(&leveling.starts, (const char *)&start, sizeof(start));
        else if (is_any(node, false))
            pass_end(&leveling, node);
    }
    buffer_release(&leveling.branches);
    buffer_release(&leveling.starts);
}
