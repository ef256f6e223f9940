#ifndef VANBAN_TEMPLATE_RANGES_H
#define VANBAN_TEMPLATE_RANGES_H

/*
 * Bookmarks, comments and permissions have two ends. When a block has only one
 * of them, that end moves out of the block, so that whatever the block does
 * both are written once:
 *
 *   [for] start a [endfor] b end     →     start [for] a [endfor] b end
 */

#include "template/block.h"

/* To be called when the tags stand where their blocks begin and end. */
void ranges_level(xmlNode *root);

#endif
