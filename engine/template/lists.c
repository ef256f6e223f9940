/*
 * {% restart_numbering %}, {% đánh số lại %}: the lists of the document begin
 * anew from there. It stands before a loop, or in the first paragraph of a list:
 *
 *   {% for chương in ds %}          I. Đất đai       I. Đất đai
 *   {% đánh số lại %}               1. a             1. a
 *   {% for ý in chương.ý %}    →    2. b        not  2. b
 *   1. {{ ý }}                      II. Hộ tịch      II. Hộ tịch
 *   {% endfor %}{% endfor %}        1. c             3. c
 *
 * Each list used after it gets a w:num of its own, whose levels start over
 * (17.9.26 w:startOverride). Paragraphs numbered by their style have got that
 * number as their own before: see style_lists.h.
 */

#include "template/graft.h"

#include <string.h>

#include "word/tree.h"
#include "word/xml.h"

bool render_restart(struct render *render, uint32_t index)
{
    (void)index;
    if (render->includes && !render->media->guest) {
        buffer_truncate(&render->includes->list_numbers, 0);
        render->includes->is_restarted = true;
    }
    return true;
}

static void set_value(xmlNode *element, const char *name, const char *value)
{
    tree_set_attribute(element, element->ns, name, string_of(value));
}

/* w:lvlOverride of that level, with the number the level starts at. */
static void start_over(xmlNode *number, const char *level, const char *start)
{
    xmlNode *override = graft_child(number, "lvlOverride", "ilvl", string_of(level));
    if (!override) {
        override = tree_new_element(number->doc, number->ns, "lvlOverride");
        set_value(override, "ilvl", level);
        tree_append(number, override);
    }
    if (word_child(override, "startOverride"))
        return;
    xmlNode *value = tree_new_element(number->doc, number->ns, "startOverride");
    set_value(value, "val", start);
    tree_put_first(override, value);
}

static void start_all_over(xmlNode *number, const xmlNode *levels)
{
    static const char *const all[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8"};
    bool has_levels = false;
    for (const xmlNode *child = levels ? levels->children : NULL; child; child = child->next) {
        const char *level = word_is(child, "lvl") ? word_attribute(child, "ilvl") : NULL;
        xmlNode *start = level ? word_child(child, "start") : NULL;
        const char *value = start ? word_attribute(start, "val") : NULL;
        if (level)
            start_over(number, level, value ? value : "1"), has_levels = true;
    }
    for (size_t i = 0; !has_levels && i < sizeof(all) / sizeof(*all); i++)
        start_over(number, all[i], "1");
}

/* A new list that counts as the old one does; that one itself when there is none. */
static struct string add_list(struct includes *includes, struct string old)
{
    xmlNode *root = includes->host_numbering ? xmlDocGetRootElement(includes->host_numbering) : NULL;
    xmlNode *number = graft_child(root, "num", "numId", old);
    xmlNode *link = number ? word_child(number, "abstractNumId") : NULL;
    const char *id = link ? word_attribute(link, "val") : NULL;
    if (!id)
        return old;
    struct arena *arena = includes->evaluation->lasting;
    struct string new = arena_format(arena, "%u", includes->next_number++);
    xmlNode *copy = tree_copy(number);
    tree_set_attribute(copy, copy->ns, "numId", new);
    start_all_over(copy, graft_child(root, "abstractNum", "abstractNumId", string_of(id)));
    graft_append(&includes->numbers.memory, copy);
    xmlFreeNode(copy);
    renamed_add(&includes->list_numbers, old, new);
    return new;
}

bool render_list(struct render *render, uint32_t index)
{
    struct includes *includes = render->includes;
    struct string number = render->program->instructions[index].as.bytes;
    if (includes && includes->is_restarted && !render->media->guest) {
        const struct renamed *known = renamed_lookup(&includes->list_numbers, number);
        number = known ? known->to : add_list(includes, number);
    }
    xml_append_attribute_value(&render->output.bytes, number);
    return true;
}
