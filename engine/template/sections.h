#ifndef VANBAN_TEMPLATE_SECTIONS_H
#define VANBAN_TEMPLATE_SECTIONS_H

/*
 * Sections of included documents. In what is rendered a mark stands before each body that has any:
 *
 *   <vanban-section number="0" blocks="2"><w:sectPr/></vanban-section><w:p/><w:p/>
 *
 * When the whole document is rendered, either the sections become sections of it (the page before them ends
 * with a copy of the section that goes on behind them), or they go and only their new pages stay.
 */

#include "template/include.h"

/* True if sections may come with what the host includes, so that its document must wait to be written. */
bool sections_may_come(const struct includes *includes);
/* One that names a header or footer. */
bool sections_is_reference(const xmlNode *node);
/* True if the body has sections, stands in the document of the host and is not just as its pages are. */
bool sections_may_matter(const struct includes *includes, const struct stay *stay, struct string part,
                         xmlNode *body);
/* The header or footer a reference of the guest leads to, to be rendered; false when there is none. */
bool sections_find_header(struct includes *includes, struct guest *guest, xmlNode *reference,
                          struct brought_header *header);
/* Remembers it as rendered; the reference names its place in the list from now on. */
void sections_bring(struct includes *includes, struct brought_header *header, xmlDoc *document,
                    xmlNode *reference);
/* The mark before a body of so many blocks. */
void sections_mark(struct includes *includes, const struct stay *stay, xmlNode *body, struct buffer *out,
                   size_t blocks);
/* Takes the sections within a body away; new pages stay. */
void sections_flow(xmlNode *body);
/* Turns the marks of the rendered document into sections; the buffers are by the parts of the host. False
 * after a problem. */
bool sections_settle(struct includes *includes, struct buffer *rendered);

/* ---- between the files of sections ---- */

enum { HEADER_SLOTS = 6 };

/* What of a page matters to who reads it. */
struct page {
    long width, height;
    long columns;
    bool has_borders;
};

struct page section_page(const xmlNode *section);
/* True if one is more than a tenth larger than the other: Letter is near to A4, A3 and an A4 on its side are
 * not. */
bool page_is_far(const struct page *a, const struct page *b);
/* What a header or footer of ours says, see struct brought_header. */
struct string section_host_words(struct includes *includes, const struct buffer *rendered,
                                 const struct part *part);
/* default, first and even headers and footers, by reference; HEADER_SLOTS: another. */
size_t section_slot(const xmlNode *reference);
/* True if pages beside the first are to be other ones. */
bool section_has_title_page(const xmlNode *section);

/* Takes a child of that name away, if there is one. */
void section_remove(xmlNode *section, const char *name);
/* True if it begins on the page the one before ends on. */
bool section_is_continuous(const xmlNode *section);
/* How a section begins: a w:type; NULL: with a new page. */
void section_begin(xmlNode *section, const char *type);
/* Makes a paragraph end it. */
void section_end_at(xmlNode *paragraph, xmlNode *section);
/* Its pages count from 1, unless they count from a number already. */
void section_number_pages(xmlNode *section);

/* The headers and footers of a section by their relationships; empty: none. */
struct headers_in_force {
    struct string ids[HEADER_SLOTS];
};

/* Makes headers and footers go on as each section had them in its own document. */
void sections_connect_headers(struct includes *includes, xmlNode *root);
/* The same of one section: `own` is what was in force in its document, `running` what Word would take; both
 * are brought up to it. */
void section_connect(struct includes *includes, xmlNode *section, struct headers_in_force *own,
                     struct headers_in_force *running);
/* The relationship of ours that a reference means; grafts the header or footer of a guest that it names. */
struct string sections_header_id(struct includes *includes, xmlNode *reference);
/* A header or footer of a guest that a reference names, or NULL when it is one of ours. */
const struct brought_header *sections_brought(const struct includes *includes, const xmlNode *reference);

#endif
