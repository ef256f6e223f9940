#ifndef VANBAN_STATISTICS_CALENDAR_H
#define VANBAN_STATISTICS_CALENDAR_H

/* The file of public holidays (templates/standard/ngay-nghi.yaml) → days off. */

#include "data/data.h"
#include "text/working_day.h"

/*
 * Days off by the Labour Code 45/2019/QH14, Article 112, in the years the file names; one on a Saturday or
 * Sunday is made up for on the next working day (Article 111.3). NULL after a problem with its line; a row
 * that is wrong is told, not passed over. The result lives in reader->arena.
 */
const struct working_calendar *calendar_read(const struct data_reader *reader, struct string file,
                                             struct string bytes);
/* The path of the file in the folder of shipped forms; bytes == NULL when there is none. */
struct string calendar_find_shipped(struct arena *arena, const char *forms_folder);
/* standard/ngay-nghi.yaml of the folder of shipped forms; *calendar is NULL when there is none. False after a
 * problem. */
bool calendar_read_shipped(const struct data_reader *reader, const char *forms_folder,
                           const struct working_calendar **calendar);

#endif
