#ifndef VANBAN_TEMPLATE_INCLUDE_H
#define VANBAN_TEMPLATE_INCLUDE_H

/*
 * {% include "x.docx" %}, {{p {"document": "x.docx"} }}: the body of another
 * document, its tags rendered with the same data. What it stands on (styles,
 * lists, notes, pictures, links) is grafted on the document that includes it:
 *
 *   x.docx  → template → its parts rendered → graft: ids and names made ours → body, its sections marked
 *                                              ↳ styles, lists, notes, comments, parts to be added
 *
 * All of this is known only when the last part is rendered: what gets
 * additions is written last (see compose.h).
 */

#include "base/digest.h"
#include "package/spool.h"
#include "template/media.h"
#include "template/render.h"
#include "template/template_parts.h"

enum note_kind { NOTE_FOOT, NOTE_END, NOTE_COMMENT, NOTE_KIND_COUNT };

/* An old id or name and what it has become. */
struct renamed {
    struct string from, to;
};

/* A document that is included, read once. */
struct guest {
    struct string name;
    struct arena *arena;       /* that lives as long as it */
    struct template *template; /* NULL: of a document that is finished */
    struct package *package;   /* that of the template */
    struct string document;    /* the names of its parts; empty: none */
    struct string notes[NOTE_KIND_COUNT];
    xmlDoc *styles, *numbering;       /* NULL: none */
    struct buffer style_ids;          /* struct renamed */
    struct buffer style_numbers;      /* struct renamed: lists that styles name */
    struct buffer copies;             /* struct renamed: parts */
    struct string default_style;      /* for paragraphs that name none; empty: ours will do */
    bool has_told, has_told_sections; /* what is left out */
};

/* A part that is added; its bytes stand in a spool. */
struct added_part {
    struct string name, content_type;
    uint64_t from, length;
    struct digest_text digest; /* of its bytes; empty when it leads to others, so that it is like no other */
};

/*
 * One inclusion in the body of the host: whether its sections become sections of ours is known only when
 * everything is rendered. Until then <vanban-section number="" blocks=""> stands before what was included.
 */
struct stay {
    struct guest *guest;
    struct place place;        /* of the tag */
    bool is_asked, is_refused; /* {"section": true}, {"section": false} */
};

/* A header or footer that a section of a guest names, rendered; grafted when that section becomes ours. */
struct brought_header {
    struct guest *guest;
    struct string name; /* of its part */
    struct string type, content_type;
    struct string part;  /* its name with us */
    struct string xml;   /* as rendered */
    struct string words; /* its texts, a mark for each picture; empty for a mere page number */
    struct string id;    /* of our relationship; empty: not grafted */
};

struct open_include {
    struct string name;
    const struct open_include *outer;
};

/* What included documents have brought to a rendering. */
struct includes {
    const struct template *host;
    struct evaluation *evaluation;
    struct media *media;
    struct identity_state *identities;
    struct string document; /* the main part of the host */
    struct string document_bytes;
    xmlDoc *host_styles; /* NULL: none */
    struct string host_default_style;
    struct buffer guests; /* struct guest * */
    struct buffer trees;  /* struct known_tree: styles and lists, of guest.c alone */
    struct buffer parts;  /* struct added_part */
    struct spool part_bytes;
    struct buffer names;   /* struct renamed: of bookmarks and shapes that were taken */
    struct buffer stays;   /* struct stay */
    struct buffer headers; /* struct brought_header */
    struct buffer words;   /* struct renamed: what headers of ours say, by the names of their parts */
    struct string blank_headers[2];
    bool may_get_sections; /* so that the document waits for them */
    struct spool styles, abstract_numbers, numbers, notes[NOTE_KIND_COUNT]; /* XML */
    struct buffer style_list;   /* struct renamed: ids of added styles, and their XML as the guest has it */
    xmlDoc *host_numbering;     /* NULL: none */
    struct buffer list_numbers; /* struct renamed: since lists began anew */
    bool is_restarted;
    uint32_t next_number, next_abstract, next_note[NOTE_KIND_COUNT], next_part;
    const struct open_include *open;
    bool has_failed; /* which was told */
};

/* True if the value names a document. */
bool include_is(const struct value *value);
/* Writes it where the tag of a print stands; `value` is a name, a list of names of which the first there is
 * is taken, or such a record. */
bool include_print(struct render *render, const struct print *print, const struct value *value);

void includes_begin(struct includes *includes, const struct template *host, struct evaluation *evaluation,
                    struct media *media, struct identity_state *identities);
void includes_release(struct includes *includes);
/* Of them what has files, when memory ends; more than once is fine. */
void includes_release_spools(struct includes *includes);
/* The document of that name; NULL after a problem, which is told once. */
struct guest *includes_open(struct includes *includes, struct string name, struct string bytes);
/* Finds the parts of a guest that has its package. */
void includes_read_parts(struct includes *includes, struct guest *guest);
void guest_release(struct guest *guest);
/* A free name for a part that stands for the guest's part `old`. */
struct string includes_new_name(struct includes *includes, struct arena *arena, struct string old);
/* Adds a part and gives its name: another one when there is one just like it and it leads to no others. */
struct string includes_add_part(struct includes *includes, struct string name, struct string content_type,
                                struct string bytes, bool leads_on);
/* Moves what was brought so far out of memory, if it is much; false after a problem. */
bool includes_settle(struct includes *includes, struct package_writer *writer);
/* The part of ours that holds notes of a kind, whether it is there already or not. */
struct string includes_note_part(struct includes *includes, enum note_kind kind);
/* Part names that the main document of a package leads to by a relationship; empty: none. */
struct string includes_related(struct package *package, const char *type, struct problems *problems);

/* The first pair with that origin, or NULL. */
const struct renamed *renamed_lookup(const struct buffer *list, struct string from);
void renamed_add(struct buffer *list, struct string from, struct string to);

#endif
