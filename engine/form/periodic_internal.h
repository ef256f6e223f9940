#ifndef VANBAN_FORM_PERIODIC_INTERNAL_H
#define VANBAN_FORM_PERIODIC_INTERNAL_H

/* Figures by their paths, "so_lieu.truc_tuyen", for the files of periodic reports. */

#include "form/periodic.h"

/* What kỳ is in forms: its name, days and deadline, with the periods it is compared with: kỳ.trước.tên */
struct value period_record(const struct periodic *periodic, struct evaluation *evaluation);

/* Finds the period, its rule, and whether it is lost; what is wrong with it is told. */
void periodic_find(struct periodic *periodic, struct evaluation *evaluation, const struct record *prepared);
/* Whose report it is: the unit that was asked for, else what the data says; or empty. */
struct string periodic_unit(struct arena *arena, const struct periodic *periodic,
                            const struct definition *definition, const struct record *prepared);
/* Tells when the days off are not known that the deadline is counted by. */
void periodic_warn_of_year(const struct periodic *periodic, struct evaluation *evaluation);

/* The value at the end of a path through records; NULL if there is none. */
const struct value *path_lookup(const struct record *record, struct string path);
/* Sets it, the records on the way made where they are not there; the last also under its label. */
void path_set(struct record *record, struct string path, struct string label, const struct value *value);
/* The label of the field or derived value a path leads to; the path itself when it leads nowhere. */
struct string figure_label(struct arena *arena, const struct definition *definition, struct string path);
/* How it is computed, as form.yaml says; empty when it is given. */
struct string figure_formula(struct arena *arena, const struct definition *definition, struct string path);

#endif
