/*
 * Pairing with a stack. After a mismatch the blocks left open inside are
 * reported and dropped, so that one missing tag gives one problem.
 */

#include "template/block.h"

#include <string.h>

struct pairing {
    struct compilation *compilation;
    struct block *open; /* innermost */
    struct block *first, **end;
};

/* The statement that closes a kind of block; for hints. */
static const char *closing_words(enum statement_kind block, bool in_vietnamese)
{
    for (enum statement_kind kind = 0; kind < STATEMENT_KIND_COUNT; kind++)
        if (statement_role(kind) == STATEMENT_CLOSES && statement_block(kind) == block)
            return statement_words(kind, in_vietnamese);
    return "";
}

static bool accepts(const struct block *block, const struct tag *tag)
{
    if (tag_is(tag, STATEMENT_ELSE))
        return block->kind == STATEMENT_IF || block->kind == STATEMENT_FOR;
    return block->kind == statement_block(tag->statement.kind);
}

static void add_tag(struct block *block, struct tag *tag)
{
    tag->block = block;
    block->last->next = tag;
    block->last = tag;
    block->tag_count++;
}

static void open_block(struct pairing *pairing, struct tag *tag)
{
    struct compilation *compilation = pairing->compilation;
    struct block *block = arena_allocate(compilation->arena, sizeof(*block));
    struct place place = tag_place(tag);
    block->kind = tag->statement.kind;
    block->first = block->last = tag;
    block->tag_count = 1;
    block->parent = pairing->open;
    block->depth = pairing->open ? pairing->open->depth + 1 : 1;
    tag->block = block;
    pairing->open = block;
    *pairing->end = block;
    pairing->end = &block->next;
    if (block->depth == compilation->limits->values[LIMIT_TEMPLATE_DEPTH] + 1)
        limits_allow(compilation->limits, LIMIT_TEMPLATE_DEPTH, block->depth, &place, compilation->problems);
}

static void report_unclosed(struct pairing *pairing, const struct block *block)
{
    struct place place = tag_place(block->first);
    bool in_vietnamese = block->first->statement.is_vietnamese;
    problems_add(pairing->compilation->problems, PROBLEM_TEMPLATE_BLOCK_UNCLOSED, &place,
                 statement_words(block->kind, in_vietnamese), closing_words(block->kind, in_vietnamese));
}

/* A block with a tag that was guessed is no block; what is wrong has been told. */
static bool has_guess(const struct block *block)
{
    bool has = false;
    for (const struct tag *tag = block->first; tag; tag = tag->next)
        has = has || tag->statement.is_guessed;
    return has;
}

static void forget_block(struct block *block)
{
    for (struct tag *tag = block->first; tag; tag = tag->next)
        tag->block = NULL;
}

/* Blocks that are never closed, from `block` out to `outside`, told in the order they open; their tags have
 * none. */
static void drop_blocks(struct pairing *pairing, struct block *block, const struct block *outside)
{
    if (block == outside)
        return;
    drop_blocks(pairing, block->parent, outside);
    if (!block->first->statement.is_guessed)
        report_unclosed(pairing, block);
    forget_block(block);
}

static void report_unexpected(struct pairing *pairing, const struct tag *tag)
{
    if (tag->statement.is_guessed)
        return;
    enum statement_kind block = statement_block(tag->statement.kind);
    struct place place = tag_place(tag);
    bool in_vietnamese = tag->statement.is_vietnamese;
    problems_add(pairing->compilation->problems, PROBLEM_TEMPLATE_BLOCK_UNEXPECTED, &place,
                 statement_words(tag->statement.kind, in_vietnamese), statement_words(block, in_vietnamese));
}

/* False when no open block takes the tag, a guessed one when the innermost does not; those open inside the
 * one that does are dropped. */
static bool find_block(struct pairing *pairing, const struct tag *tag)
{
    struct block *block = pairing->open;
    if (tag->statement.is_guessed)
        return block && accepts(block, tag);
    while (block && !accepts(block, tag))
        block = block->parent;
    if (!block)
        return false;
    drop_blocks(pairing, pairing->open, block);
    pairing->open = block;
    return true;
}

static void divide_block(struct pairing *pairing, struct tag *tag)
{
    if (tag_is(pairing->open->last, STATEMENT_ELSE)) {
        report_unexpected(pairing, tag);
        return;
    }
    add_tag(pairing->open, tag);
}

static void pair_tag(struct pairing *pairing, struct tag *tag)
{
    switch (statement_role(tag->statement.kind)) {
    case STATEMENT_OPENS:
        open_block(pairing, tag);
        return;
    case STATEMENT_STANDS:
        return;
    default:
        break;
    }
    if (!find_block(pairing, tag)) {
        report_unexpected(pairing, tag);
    } else if (statement_role(tag->statement.kind) == STATEMENT_DIVIDES) {
        divide_block(pairing, tag);
    } else {
        struct block *block = pairing->open;
        add_tag(block, tag);
        pairing->open = block->parent;
        if (has_guess(block))
            forget_block(block);
    }
}

static bool is_closed(const struct block *block)
{
    return block->first->block == block;
}

/* The list without the blocks that were dropped. */
static struct block *closed_blocks(struct block *block)
{
    struct block *first = NULL, **end = &first;
    for (; block; block = block->next) {
        if (!is_closed(block))
            continue;
        *end = block;
        end = &block->next;
    }
    *end = NULL;
    return first;
}

struct block *blocks_pair(struct compilation *compilation, struct tag *const *tags, size_t count)
{
    struct pairing pairing = {.compilation = compilation};
    pairing.end = &pairing.first;
    for (size_t i = 0; i < count; i++)
        if (tags[i]->mark == MARK_STATEMENT)
            pair_tag(&pairing, tags[i]);
    drop_blocks(&pairing, pairing.open, NULL);
    return closed_blocks(pairing.first);
}
