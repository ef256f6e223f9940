#ifndef VANBAN_TEMPLATE_COLUMNS_H
#define VANBAN_TEMPLATE_COLUMNS_H

/*
 * Tags in cells of one row mean the row (rule 3 of extent.h), unless columns
 * are meant:
 *
 *   | Xã | {% for t in tháng %} | {{ t }} | {% endfor %} | Cộng |
 *
 * each tag alone in a cell, something between them, and other cells of the row
 * that show something without reading what the loop gives names to.
 */

#include "template/block.h"

/* True when the cells of the tags vanish and those between repeat or go. */
bool columns_are_meant(const struct block *block, xmlNode *row);

#endif
