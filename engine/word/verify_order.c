/*
 * The order of children: sequences of ECMA-376 part 1 (transitional), annex A. "a|b" stand in any order
 * among themselves, "a*" any number of times, "a!" must be there, "..." is any other child. Elements of
 * other namespaces and range marks may stand anywhere, for they are not counted.
 */

#include <string.h>

#include "word/order.h"
#include "word/verify_internal.h"

#define TABLE_BEGIN                                                                                          \
    "w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook "
#define SIDES "w:top w:left|w:start w:bottom w:right|w:end "

static const struct {
    const char *parents, *children;
} orders[] = {
    {"w:rPr",
     "w:ins w:del w:moveFrom w:moveTo w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike "
     "w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color "
     "w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign "
     "w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath w:rPrChange"},
    {"w:pPr",
     "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr "
     "w:suppressLineNumbers "
     "w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct "
     "w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing "
     "w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl "
     "w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange"},
    {"w:tcPr",
     "w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection "
     "w:tcFitText w:vAlign w:hideMark w:headers w:cellIns|w:cellDel|w:cellMerge w:tcPrChange"},
    {"w:tblPr",
     "w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize " TABLE_BEGIN
     "w:tblCaption w:tblDescription w:tblPrChange"},
    {"w:tblPrEx", TABLE_BEGIN "w:tblPrExChange"},
    {"w:trPr", "w:cnfStyle|w:divId|w:gridBefore|w:gridAfter|w:wBefore|w:wAfter|w:cantSplit|w:trHeight|"
               "w:tblHeader|w:tblCellSpacing|w:jc|w:hidden w:ins w:del w:trPrChange"},
    {"w:sectPr",
     "w:headerReference*|w:footerReference* w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc "
     "w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection "
     "w:bidi w:rtlGutter w:docGrid w:printerSettings w:sectPrChange"},
    {"w:tblGrid", "w:gridCol* w:tblGridChange"},
    {"w:numPr", "w:ilvl w:numId w:numberingChange w:ins"},
    {"w:tblBorders", SIDES "w:insideH w:insideV"},
    {"w:tcBorders", SIDES "w:insideH w:insideV w:tl2br w:tr2bl"},
    {"w:pBdr", "w:top w:left w:bottom w:right w:between w:bar"},
    {"w:pgBorders w:tblCellMar w:tcMar", SIDES},
    {"w:tbl", "w:tblPr! w:tblGrid! ..."},
    {"w:tr", "w:tblPrEx w:trPr ..."},
    {"w:tc", "w:tcPr ..."},
    {"w:p", "w:pPr ..."},
    {"w:r", "w:rPr ..."},
    {"w:sdt", "w:sdtPr w:sdtEndPr w:sdtContent"},
    {"w:style",
     "w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden "
     "w:unhideWhenUsed w:qFormat w:locked w:personal w:personalCompose w:personalReply w:rsid w:pPr w:rPr "
     "w:tblPr w:trPr w:tcPr w:tblStylePr*"},
    {"w:tblStylePr", "w:pPr w:rPr w:tblPr w:trPr w:tcPr"},
    {"w:styles", "w:docDefaults w:latentStyles w:style*"},
    {"w:docDefaults", "w:rPrDefault|w:pPrDefault"},
    {"w:numbering", "w:numPicBullet* w:abstractNum* w:num* w:numIdMacAtCleanup"},
    {"w:abstractNum", "w:nsid w:multiLevelType w:tmpl w:name w:styleLink w:numStyleLink w:lvl*"},
    {"w:num", "w:abstractNumId! w:lvlOverride*"},
    {"w:lvlOverride", "w:startOverride w:lvl"},
    {"w:lvl",
     "w:start w:numFmt w:lvlRestart w:pStyle w:isLgl w:suff w:lvlText w:lvlPicBulletId w:legacy w:lvlJc "
     "w:pPr w:rPr"},
    {"wp:inline", "wp:extent! wp:effectExtent wp:docPr! wp:cNvGraphicFramePr a:graphic!"},
    {"wp:anchor", "wp:simplePos! wp:positionH! wp:positionV! wp:extent! wp:effectExtent "
                  "wp:wrapNone|wp:wrapSquare|wp:wrapTight|wp:wrapThrough|wp:wrapTopAndBottom wp:docPr! "
                  "wp:cNvGraphicFramePr a:graphic!"},
    {"pic:pic", "pic:nvPicPr! pic:blipFill! pic:spPr!"},
    {"w:settings",
     "w:writeProtection w:view w:zoom w:removePersonalInformation w:removeDateAndTime "
     "w:doNotDisplayPageBoundaries w:displayBackgroundShape w:printPostScriptOverText "
     "w:printFractionalCharacterWidth w:printFormsData w:embedTrueTypeFonts w:embedSystemFonts "
     "w:saveSubsetFonts w:saveFormsData w:mirrorMargins w:alignBordersAndEdges w:bordersDoNotSurroundHeader "
     "w:bordersDoNotSurroundFooter w:gutterAtTop w:hideSpellingErrors w:hideGrammaticalErrors "
     "w:activeWritingStyle* w:proofState w:formsDesign w:attachedTemplate w:linkStyles "
     "w:stylePaneFormatFilter w:stylePaneSortMethod w:documentType w:mailMerge w:revisionView "
     "w:trackRevisions w:doNotTrackMoves w:doNotTrackFormatting w:documentProtection w:autoFormatOverride "
     "w:styleLockTheme w:styleLockQFSet w:defaultTabStop w:autoHyphenation w:consecutiveHyphenLimit "
     "w:hyphenationZone w:doNotHyphenateCaps w:showEnvelope w:summaryLength w:clickAndTypeStyle "
     "w:defaultTableStyle w:evenAndOddHeaders w:bookFoldRevPrinting w:bookFoldPrinting "
     "w:bookFoldPrintingSheets w:drawingGridHorizontalSpacing w:drawingGridVerticalSpacing "
     "w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery "
     "w:doNotUseMarginsForDrawingGridOrigin w:drawingGridHorizontalOrigin w:drawingGridVerticalOrigin "
     "w:doNotShadeFormData w:noPunctuationKerning w:characterSpacingControl w:printTwoOnOne "
     "w:strictFirstAndLastChars w:noLineBreaksAfter w:noLineBreaksBefore w:savePreviewPicture "
     "w:doNotValidateAgainstSchema w:saveInvalidXml w:ignoreMixedContent w:alwaysShowPlaceholderText "
     "w:doNotDemarcateInvalidXml w:saveXmlDataOnly w:useXSLTWhenSaving w:saveThroughXslt w:showXMLTags "
     "w:alwaysMergeEmptyNamespace w:updateFields w:hdrShapeDefaults w:footnotePr w:endnotePr w:compat "
     "w:docVars w:rsids m:mathPr w:attachedSchema* w:themeFontLang w:clrSchemeMapping "
     "w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions "
     "w:readModeInkLockDown w:smartTagType* w:shapeDefaults w:doNotEmbedSmartTags w:decimalSymbol "
     "w:listSeparator"},
};

struct building {
    struct names *names;
    struct order *order;
    uint8_t rank, bits;
};

static void add_child(struct building *building, struct string child)
{
    bool repeats = string_ends_with(child, STRING("*")), is_required = string_ends_with(child, STRING("!"));
    child.length -= repeats || is_required;
    struct name *name = names_add(building->names, child);
    uint8_t bit = building->bits++;
    building->order->places[name->index] =
        (struct order_place){.rank = building->rank, .bit = bit, .repeats = repeats};
    if (is_required)
        building->order->required[bit / 64] |= UINT64_C(1) << bit % 64;
}

static void add_step(void *context, struct string step)
{
    struct building *building = context;
    building->rank++;
    if (string_is(step, "...")) {
        building->order->others = building->rank;
        return;
    }
    for (size_t from = 0, to; from < step.length; from = to + 1) {
        to = string_find(step, STRING("|"), from);
        if (to == SIZE_MAX)
            to = step.length;
        add_child(building, string_slice(step, from, to));
    }
}

struct parents {
    struct names *names;
    const struct order *order;
};

static void add_parent(void *context, struct string parent)
{
    const struct parents *parents = context;
    names_add(parents->names, parent)->order = parents->order;
}

void orders_add(struct names *names)
{
    for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
        struct order *order = arena_allocate(names->arena, sizeof(*order));
        order->places = arena_allocate(names->arena, MOST_NAMES * sizeof(*order->places));
        struct building building = {.names = names, .order = order};
        names_each(string_of(orders[i].children), add_step, &building);
        names_each(string_of(orders[i].parents), add_parent, &(struct parents){names, order});
    }
}

/* The top has an order among its siblings; else it stands anywhere, or is not known. */
static struct order_place place_of(const struct reading *reading)
{
    const struct name *name = reading_top(reading)->name;
    const struct order *order = reading_parent(reading)->name->order;
    struct order_place place = order->places[name->index];
    if (!place.rank && order->others && !(name->flags & NAME_MARK))
        return (struct order_place){.rank = order->others, .repeats = true};
    return name->flags & NAME_MARK ? (struct order_place){0} : place;
}

void check_known(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading), *parent = reading_parent(reading);
    if (top->space == parent->space && !(top->name->flags & NAME_MARK) && !place_of(reading).rank)
        reading_fault(reading, rule, "%s/%s", frame_name(reading, parent), frame_name(reading, top));
}

/* Told once for each parent: what follows an element out of order would seem to be so too. */
void check_order(struct reading *reading, const struct rule *rule)
{
    struct frame *top = reading_top(reading), *parent = reading_parent(reading);
    struct order_place place = place_of(reading);
    if (!place.rank || parent->is_out_of_order)
        return;
    if (place.rank < parent->last_rank) {
        reading_fault(reading, rule, "%s: %s, %s", frame_name(reading, parent),
                      qualified_name(reading, parent->last_space, parent->last_local),
                      frame_name(reading, top));
        parent->is_out_of_order = true;
    }
    parent->last_space = top->space;
    parent->last_local = top->local;
    parent->last_rank = place.rank;
}

void check_once(struct reading *reading, const struct rule *rule)
{
    struct frame *parent = reading_parent(reading);
    struct order_place place = place_of(reading);
    if (!place.rank || (place.repeats && place.rank == parent->name->order->others))
        return;
    uint64_t bit = UINT64_C(1) << place.bit % 64, *seen = &parent->seen[place.bit / 64];
    if (*seen & bit && !place.repeats)
        reading_fault(reading, rule, "%s/%s", frame_name(reading, parent),
                      frame_name(reading, reading_top(reading)));
    *seen |= bit;
}

void check_required(struct reading *reading, const struct rule *rule)
{
    const struct frame *top = reading_top(reading);
    const struct order *order = top->name->order;
    if ((top->seen[0] & order->required[0]) == order->required[0] &&
        (top->seen[1] & order->required[1]) == order->required[1])
        return;
    for (size_t i = 0; i < reading->check->names->count; i++) {
        struct order_place place = order->places[i];
        uint64_t bit = UINT64_C(1) << place.bit % 64;
        const struct name *child = &reading->check->names->items[i];
        if (place.rank && order->required[place.bit / 64] & bit && !(top->seen[place.bit / 64] & bit))
            reading_fault(reading, rule, "%s/%s", frame_name(reading, top),
                          qualified_name(reading, child->space, child->local));
    }
}

struct ranking {
    struct string child;
    unsigned steps, rank;
};

static void rank_step(void *context, struct string step)
{
    struct ranking *ranking = context;
    ranking->steps++;
    for (size_t from = 0, to; from < step.length; from = to + 1) {
        to = string_find(step, STRING("|"), from);
        if (to == SIZE_MAX)
            to = step.length;
        struct string child = string_slice(step, from, to);
        if (string_ends_with(child, STRING("*")) || string_ends_with(child, STRING("!")))
            child.length--;
        if (ranking->rank == 0 && string_equal(child, ranking->child))
            ranking->rank = ranking->steps;
    }
}

struct search {
    struct string parent;
    bool is_found;
};

static void compare_parent(void *context, struct string parent)
{
    struct search *search = context;
    search->is_found |= string_equal(parent, search->parent);
}

unsigned order_rank(const char *parent, const char *child)
{
    for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
        struct search search = {string_of(parent), false};
        struct ranking ranking = {.child = string_of(child)};
        names_each(string_of(orders[i].parents), compare_parent, &search);
        if (!search.is_found)
            continue;
        names_each(string_of(orders[i].children), rank_step, &ranking);
        return ranking.rank;
    }
    return 0;
}
