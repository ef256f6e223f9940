/* Counting places in a part. */

#include "word/place_count.h"

#include "word/paragraph.h"
#include "word/xml.h"

void place_count_enter(struct place_count *count, const xmlNode *element)
{
    struct place *place = &count->place;
    if (paragraph_is(element))
        place->paragraph++;
    else if (word_is(element, "tc"))
        place->cell++, place->paragraph = 0;
    else if (word_is(element, "tr"))
        place->row++, place->cell = 0;
    else if (word_is(element, "tbl"))
        place->table = ++count->tables, place->row = 0;
    else if (word_is(element, "txbxContent"))
        place->paragraph = 0;
}

/* The counts within an element are forgotten, those of its siblings go on. */
void place_count_leave(struct place_count *count, const xmlNode *element, const struct place *before)
{
    struct place *place = &count->place;
    if (word_is(element, "tc"))
        place->paragraph = before->paragraph;
    else if (word_is(element, "tr"))
        place->cell = before->cell;
    else if (word_is(element, "tbl") || word_is(element, "txbxContent"))
        *place = *before;
}
