/* Problems as comments in a document: find the places, mark them, write both parts. */

#include "word/annotate.h"

#include "word/annotate_comments.h"
#include "word/annotate_internal.h"
#include "word/part_tree.h"
#include "word/xml.h"

struct annotating {
    struct package *package;
    const struct part *part; /* the main document */
    struct string file;
    enum language language;
    xmlNode *root;
    xmlNs *space;
    struct spots spots;
    struct comments comments;
};

static bool is_same_place(const struct place *a, const struct place *b)
{
    return a->table == b->table && a->row == b->row && a->cell == b->cell && a->paragraph == b->paragraph &&
           a->line == b->line && a->column == b->column && a->underline == b->underline &&
           a->underline_length == b->underline_length && string_equal(a->file, b->file) &&
           string_equal(a->part, b->part) && string_equal(a->sheet, b->sheet) &&
           string_equal(a->near, b->near) && string_equal(a->tag, b->tag);
}

static bool is_same(const struct problem *a, const struct problem *b)
{
    if (a->code != b->code || a->argument_count != b->argument_count || !is_same_place(&a->place, &b->place))
        return false;
    for (size_t i = 0; i < a->argument_count; i++)
        if (!string_equal(a->arguments[i], b->arguments[i]))
            return false;
    return true;
}

static size_t count_repeats(const struct problems *found, const struct problem *problem)
{
    size_t count = 0;
    for (const struct problem *before = problems_first(found); before != problem; before = before->next)
        count += is_same(before, problem);
    return count;
}

/* What the author of the document can do nothing about. */
static bool is_of_command(const struct problem *problem)
{
    enum problem_exit exit = problem_code_exit(problem->code);
    return problem->place.part.length == 0 && (exit == EXIT_USAGE || exit == EXIT_FILES || exit == EXIT_BUG);
}

/* Of a finding the words it is about are marked; of a long paragraph those are its first ones. */
static struct place place_of(const struct problem *problem)
{
    struct place place = problem->place;
    if (problem->rule.length > 0 && place.tag.length == 0)
        place.tag = place.near;
    return place;
}

static void annotate_problem(struct annotating *work, const struct problem *problem, size_t repeats)
{
    const struct place own = place_of(problem), *place = &own;
    struct remark remark = {.problem = problem};
    remark.is_other_file = place->file.length > 0 && !string_equal(place->file, work->file) &&
                           !string_equal(place->file, package_file(work->package));
    remark.is_in_document = !remark.is_other_file && string_equal(place->part, work->part->name);
    static const struct place nowhere;
    struct target target = spots_find(&work->spots, remark.is_in_document ? place : &nowhere, repeats);
    if (!target.spot)
        return;
    remark.is_there = remark.is_in_document && target.is_there;
    remark.is_boxed = remark.is_in_document && target.spot->paragraph != target.spot->host;
    comment_mark(target.spot->host, target.stretch, work->space,
                 comments_add(&work->comments, &remark, work->language));
}

static bool annotate_all(struct annotating *work, const struct problems *found, struct problems *problems)
{
    size_t added = 0;
    for (const struct problem *problem = problems_first(found); problem; problem = problem->next) {
        if (is_of_command(problem))
            continue;
        annotate_problem(work, problem, count_repeats(found, problem));
        added++;
    }
    return added == 0 ||
           (comments_store(&work->comments, problems) &&
            part_tree_store(work->package, work->part->name, STRING(""), work->root->doc, problems));
}

static bool open_document(struct annotating *work, struct arena *arena, const struct limits *limits,
                          struct problems *problems)
{
    work->part = package_main_document(work->package, problems);
    xmlDocPtr document =
        work->part ? part_tree_read(arena, work->package, work->part, limits, problems) : NULL;
    if (!document)
        return false;
    work->root = xmlDocGetRootElement(document);
    if (!word_is(work->root, "document") || !word_child(work->root, "body")) {
        struct place place = {.file = package_file(work->package), .part = work->part->name};
        problems_add(problems, PROBLEM_ANNOTATE_NO_DOCUMENT, &place, NULL);
        return false;
    }
    work->space = comment_space(work->root);
    spots_read(&work->spots, arena, work->root);
    return comments_open(&work->comments, arena, work->package, work->part, work->root, limits, problems);
}

bool annotate_package(struct package *package, struct string file, const struct problems *found,
                      enum language language, const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct annotating work = {.package = package, .file = file, .language = language};
    bool done = annotate_clear(package, limits, problems) && open_document(&work, arena, limits, problems) &&
                annotate_all(&work, found, problems);
    arena_free(arena);
    return done;
}
