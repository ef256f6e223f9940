/*
 * Building programs. Literal bytes are gathered until another instruction
 * comes, so that a part without tags in a stretch is one instruction there.
 */

#include "template/program.h"

#include <stdint.h>
#include <string.h>

#include "template/block.h"
#include "template/flat.h"
#include "word/xml.h"

void builder_init(struct builder *builder, struct compilation *compilation)
{
    *builder = (struct builder){.compilation = compilation};
}

struct buffer *builder_bytes(struct builder *builder)
{
    return &builder->bytes;
}

static uint32_t instruction_count(const struct builder *builder)
{
    return (uint32_t)(builder->instructions.length / sizeof(struct instruction));
}

static struct instruction *instruction_at(struct builder *builder, uint32_t index)
{
    return (struct instruction *)(void *)builder->instructions.bytes + index;
}

static uint32_t add_instruction(struct builder *builder, enum instruction_kind kind)
{
    struct instruction instruction = {.kind = (uint8_t)kind, .end = instruction_count(builder) + 1};
    instruction.flags = builder->place_flags;
    buffer_append(&builder->instructions, (const char *)&instruction, sizeof(instruction));
    return instruction.end - 1;
}

static void flush_bytes(struct builder *builder)
{
    if (!builder->bytes.length)
        return;
    uint32_t index = add_instruction(builder, INSTRUCTION_BYTES);
    instruction_at(builder, index)->as.bytes =
        arena_copy(builder->compilation->arena, buffer_string(&builder->bytes));
    buffer_truncate(&builder->bytes, 0);
}

void builder_mark_place(struct builder *builder, uint8_t flags)
{
    builder->place_flags = flags;
}

static uint32_t add_other(struct builder *builder, enum instruction_kind kind)
{
    flush_bytes(builder);
    return add_instruction(builder, kind);
}

static void end_here(struct builder *builder, uint32_t index)
{
    flush_bytes(builder);
    instruction_at(builder, index)->end = instruction_count(builder);
}

static void push_open(struct builder *builder, uint32_t index)
{
    buffer_append(&builder->open, (const char *)&index, sizeof(index));
}

static uint32_t pop_open(struct builder *builder)
{
    uint32_t index;
    builder->open.length -= sizeof(index);
    memcpy(&index, builder->open.bytes + builder->open.length, sizeof(index));
    return index;
}

static void add_print(struct builder *builder, const struct print *print)
{
    struct print *kept = arena_allocate(builder->compilation->arena, sizeof(*kept));
    *kept = *print;
    uint32_t index = add_other(builder, INSTRUCTION_PRINT);
    instruction_at(builder, index)->as.print = kept;
}

void builder_print(struct builder *builder, const struct tag *tag, enum print_place place,
                   const struct frame *frame)
{
    struct print print = {.tag = tag, .place = place, .frame = frame};
    add_print(builder, &print);
}

void builder_picture(struct builder *builder, const struct tag *tag, enum print_place place,
                     struct string own)
{
    struct print print = {.tag = tag, .place = place};
    print.fallback = arena_copy(builder->compilation->arena, own);
    add_print(builder, &print);
}

void builder_ensure(struct builder *builder, const struct ensure *ensure)
{
    uint32_t index = add_other(builder, INSTRUCTION_ENSURE);
    instruction_at(builder, index)->as.ensure = ensure;
}

static bool is_open(const struct builder *builder, enum instruction_kind kind)
{
    const uint32_t *open = (const uint32_t *)(const void *)builder->open.bytes;
    const struct instruction *instructions =
        (const struct instruction *)(const void *)builder->instructions.bytes;
    for (size_t i = 0; i < builder->open.length / sizeof(*open); i++)
        if (instructions[open[i]].kind == kind)
            return true;
    return false;
}

bool builder_is_in_loop(const struct builder *builder)
{
    return is_open(builder, INSTRUCTION_FOR);
}

bool builder_repeats(const struct builder *builder)
{
    return builder_is_in_loop(builder) || is_open(builder, INSTRUCTION_MACRO) ||
           is_open(builder, INSTRUCTION_CALL) || is_open(builder, INSTRUCTION_SET_BLOCK);
}

static uint32_t add_identity(struct builder *builder, enum instruction_kind instruction_kind,
                             const struct unique_identity *identity)
{
    struct unique_identity *kept = arena_allocate(builder->compilation->arena, sizeof(*kept));
    *kept = *identity;
    kept->text = arena_copy(builder->compilation->arena, identity->text);
    uint32_t index = add_other(builder, instruction_kind);
    instruction_at(builder, index)->as.identity = kept;
    return index;
}

void builder_identity(struct builder *builder, enum identity_kind kind, bool refers, struct string text)
{
    struct unique_identity identity = identity_add(builder->compilation->identities, kind, refers,
                                                   arena_copy(builder->compilation->arena, text));
    add_identity(builder, INSTRUCTION_IDENTITY, &identity);
}

void builder_list(struct builder *builder, struct string number)
{
    uint32_t index = add_other(builder, INSTRUCTION_LIST);
    instruction_at(builder, index)->as.bytes = arena_copy(builder->compilation->arena, number);
}

uint32_t builder_open_once(struct builder *builder)
{
    struct unique_identity identity =
        identity_add(builder->compilation->identities, IDENTITY_NUMBER, false, (struct string){"", 0});
    return add_identity(builder, INSTRUCTION_ONCE, &identity);
}

uint32_t builder_open_table(struct builder *builder)
{
    return add_other(builder, INSTRUCTION_TABLE);
}

uint32_t builder_open_guard(struct builder *builder)
{
    return add_other(builder, INSTRUCTION_GUARD);
}

void builder_guard_body(struct builder *builder, uint32_t guard)
{
    flush_bytes(builder);
    instruction_at(builder, guard)->as.guard.body = instruction_count(builder);
}

void builder_guard_end(struct builder *builder, uint32_t guard)
{
    flush_bytes(builder);
    instruction_at(builder, guard)->as.guard.tail = instruction_count(builder);
}

void builder_close_guard(struct builder *builder, uint32_t guard)
{
    end_here(builder, guard);
}

/* What the tag of a block or a single statement becomes. */
static const uint8_t instruction_kinds[STATEMENT_KIND_COUNT] = {
    [STATEMENT_FOR] = INSTRUCTION_FOR,          [STATEMENT_IF] = INSTRUCTION_IF,
    [STATEMENT_SET] = INSTRUCTION_SET,          [STATEMENT_SET_BLOCK] = INSTRUCTION_SET_BLOCK,
    [STATEMENT_WITH] = INSTRUCTION_WITH,        [STATEMENT_FILTER] = INSTRUCTION_FILTER,
    [STATEMENT_MACRO] = INSTRUCTION_MACRO,      [STATEMENT_CALL] = INSTRUCTION_CALL,
    [STATEMENT_AUTOESCAPE] = INSTRUCTION_GROUP, [STATEMENT_DO] = INSTRUCTION_DO,
    [STATEMENT_RESTART] = INSTRUCTION_RESTART,
};

static void open_branch(struct builder *builder, const struct tag *tag)
{
    uint32_t branch = add_other(builder, INSTRUCTION_BRANCH);
    instruction_at(builder, branch)->as.tag = tag;
    push_open(builder, branch);
}

static void open_choice(struct builder *builder, enum instruction_kind kind, const struct tag *tag)
{
    uint32_t index = add_other(builder, kind);
    instruction_at(builder, index)->as.tag = tag;
    push_open(builder, index);
    open_branch(builder, tag);
}

void builder_open_if(struct builder *builder, const struct tag *tag)
{
    open_choice(builder, INSTRUCTION_IF, tag);
}

void builder_open_changed(struct builder *builder, const struct tag *tag)
{
    open_choice(builder, INSTRUCTION_CHANGED, tag);
}

void builder_else(struct builder *builder)
{
    static const struct tag otherwise = {.source.text = {"", 0}, .statement.kind = STATEMENT_ELSE};
    end_here(builder, pop_open(builder));
    open_branch(builder, &otherwise);
}

void builder_close_if(struct builder *builder)
{
    end_here(builder, pop_open(builder));
    end_here(builder, pop_open(builder));
}

static bool has_branches(const struct block *block)
{
    return block->kind == STATEMENT_IF || block->kind == STATEMENT_FOR;
}

static void open_block(struct builder *builder, const struct tag *tag)
{
    uint32_t index = add_other(builder, instruction_kinds[tag->statement.kind]);
    instruction_at(builder, index)->as.tag = tag;
    push_open(builder, index);
    if (has_branches(tag->block))
        open_branch(builder, tag);
}

static void close_block(struct builder *builder, const struct tag *tag)
{
    if (has_branches(tag->block))
        end_here(builder, pop_open(builder));
    end_here(builder, pop_open(builder));
}

void builder_statement(struct builder *builder, const struct tag *tag)
{
    switch (statement_role(tag->statement.kind)) {
    case STATEMENT_OPENS:
        open_block(builder, tag);
        break;
    case STATEMENT_DIVIDES:
        end_here(builder, pop_open(builder));
        open_branch(builder, tag);
        break;
    case STATEMENT_CLOSES:
        close_block(builder, tag);
        break;
    case STATEMENT_STANDS:
        if (instruction_kinds[tag->statement.kind])
            instruction_at(builder, add_other(builder, instruction_kinds[tag->statement.kind]))->as.tag = tag;
        break;
    }
}

const struct tag *program_tag(const struct instruction *instruction)
{
    if (instruction->kind == INSTRUCTION_PRINT)
        return instruction->as.print->tag;
    return instruction->kind < INSTRUCTION_GUARD && instruction->kind != INSTRUCTION_BYTES
               ? instruction->as.tag
               : NULL;
}

/* An included document may; what looks at changes wants to know the first round. */
static bool mentions_loop(const struct instruction *instruction)
{
    const struct tag *tag = program_tag(instruction);
    return tag && (tag->statement.is_include || instruction->kind == INSTRUCTION_CHANGED ||
                   string_find(tag->source.text, STRING("loop"), 0) != SIZE_MAX);
}

static bool defines_name(const struct instruction *instruction)
{
    return instruction->kind == INSTRUCTION_SET || instruction->kind == INSTRUCTION_SET_BLOCK ||
           instruction->kind == INSTRUCTION_MACRO;
}

/* What the body of each loop needs, so that a plain loop costs no more than its rounds. */
static void mark_loops(struct builder *builder)
{
    uint32_t count = instruction_count(builder);
    for (uint32_t i = 0; i < count; i++) {
        struct instruction *loop = instruction_at(builder, i);
        if (loop->kind != INSTRUCTION_FOR)
            continue;
        for (const struct instruction *inside = loop + 1; inside < loop + (loop->end - i); inside++)
            loop->flags |= (uint8_t)((mentions_loop(inside) ? FLAG_USES_LOOP : 0) |
                                     (defines_name(inside) ? FLAG_DEFINES : 0));
    }
}

struct program builder_finish(struct builder *builder)
{
    flush_bytes(builder);
    mark_loops(builder);
    uint32_t count = instruction_count(builder);
    struct instruction *instructions =
        arena_allocate(builder->compilation->arena, builder->instructions.length + 1);
    if (count)
        memcpy(instructions, builder->instructions.bytes, builder->instructions.length);
    buffer_release(&builder->bytes);
    buffer_release(&builder->instructions);
    buffer_release(&builder->open);
    return (struct program){instructions, count};
}

static void append_literal(struct buffer *out, struct string text, enum print_place place)
{
    if (place == PRINT_PLAIN)
        buffer_append_string(out, text);
    else if (place == PRINT_ATTRIBUTE || place == PRINT_CODE || place == PRINT_TARGET)
        xml_append_attribute_value(out, text);
    else
        xml_append_text(out, text);
}

void builder_flat(struct builder *builder, const struct flat *flat, enum print_place place)
{
    size_t at = 0;
    for (size_t i = 0; i < flat->count; i++) {
        const struct tag *tag = flat->tags[i];
        append_literal(builder_bytes(builder), string_slice(flat->text, at, tag->from), place);
        at = tag->to;
        if (tag->mark == MARK_PRINT)
            builder_print(builder, tag, place, NULL);
        else if (tag->mark == MARK_STATEMENT)
            builder_statement(builder, tag);
    }
    append_literal(builder_bytes(builder), string_slice(flat->text, at, flat->text.length), place);
}
