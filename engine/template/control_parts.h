#ifndef VANBAN_TEMPLATE_CONTROL_PARTS_H
#define VANBAN_TEMPLATE_CONTROL_PARTS_H

/* What the files share that prepare content controls; nothing else includes it. */

#include "template/control.h"

enum control_level { CONTROL_RUN, CONTROL_BLOCK, CONTROL_CELL, CONTROL_ROW };

enum control_kind {
    CONTROL_RICH_TEXT,
    CONTROL_TEXT,
    CONTROL_CHECKBOX,
    CONTROL_DROP_DOWN,
    CONTROL_COMBO_BOX,
    CONTROL_DATE,
    CONTROL_PICTURE,
    CONTROL_REPEATING,
    CONTROL_OTHER, /* galleries, groups, citations: not filled */
};

struct control {
    struct compilation *compilation;
    xmlNode *element, *properties, *content;
    xmlNode *setting; /* w:date, w:dropDownList …: what tells the kind; NULL: nothing does */
    enum control_kind kind;
    enum control_level level;
    struct string name;       /* in the data */
    struct string other_name; /* its title, when the tag is its name; empty: none */
    struct string shown;      /* to a person */
};

/* False for what has no name or is not to be filled. */
bool control_read(struct control *control, struct compilation *compilation, xmlNode *element);
/* The name of a control, its tag else its title; empty: none. Borrowed from the tree. */
struct string control_name(const xmlNode *element);

/*
 * What is written when the data has it: the control filled, not in the tree yet. With `paragraph` a control
 * for text in it, alone there, becomes one around a copy of it.
 */
xmlNode *control_new_filled(const struct control *control, xmlNode *paragraph);

/* A copy of the control without content and without what a filled one must not have; *content: its own. */
xmlNode *control_new_shell(const struct control *control, xmlNode **content);
/* Notes in a tag made for it that both names are one. */
void control_tell_names(const struct control *control, struct tag *tag);
/* A node with the statement. `wanted` is the kind of what it reads. */
xmlNode *control_new_statement(const struct control *control, enum value_kind wanted, struct string text);
/* Appends what the data has of it as an expression: what its name says, else what its other name says. */
void control_append_name(const struct control *control, struct buffer *out);

/* The first child element of that name in any namespace (w, w14, w15), and the same for attributes. */
xmlNode *control_child(const xmlNode *element, const char *name);
struct string control_attribute(const xmlNode *element, const char *name);

/* The kinds that have settings of their own. */
void control_forget_choice(xmlNode *shell);
/* Tells what may be chosen. */
void control_tell_choices(const struct control *control, struct tag *tag);
void control_append_choices(const struct control *control, struct buffer *out);
void control_set_date(const struct control *control, xmlNode *shell);
void control_set_checked(const struct control *control, xmlNode *shell);
/* The two boxes in `parent`, the right one to be written; `properties` is the w:rPr of their runs or NULL. */
void control_append_boxes(const struct control *control, xmlNode *parent, xmlNode *properties);
void control_set_picture(const struct control *control, xmlNode *content);

#endif
