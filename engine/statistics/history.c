/*
 * The file of what was issued. Tables:
 *
 *     report  unit form period | kind from to | document issues is_closed      one a unit, form and period
 *     figure  report position name label kind value whole format | file sheet line column | formula
 *     event   report act note                                                  what was done, in order
 *
 * There is no clock in it: the same commands make the same file.
 */

#include "statistics/history_internal.h"

#include "base/memory.h"

enum { HISTORY_FILE_KIND = 0x76625354, HISTORY_VERSION = 1 };

static const char schema[] =
    "CREATE TABLE report(id INTEGER PRIMARY KEY, unit TEXT NOT NULL, form TEXT NOT NULL, period TEXT NOT "
    "NULL,"
    " kind TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL, document TEXT NOT NULL,"
    " issues INTEGER NOT NULL, is_closed INTEGER NOT NULL, UNIQUE(unit, form, period));"
    "CREATE TABLE figure(report INTEGER NOT NULL REFERENCES report(id), position INTEGER NOT NULL,"
    " name TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, value TEXT, whole TEXT, format TEXT NOT "
    "NULL,"
    " file TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL, column INTEGER NOT NULL,"
    " formula TEXT NOT NULL, PRIMARY KEY(report, position)) WITHOUT ROWID;"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES report(id),"
    " act TEXT NOT NULL, note TEXT NOT NULL);"
    "CREATE INDEX event_report ON event(report);";

static const char *const acts[] = {
    [HISTORY_ISSUED] = "issue",
    [HISTORY_REISSUED] = "reissue",
    [HISTORY_CLOSED] = "close",
    [HISTORY_REOPENED] = "reopen",
};

/* ---- opening ---- */

bool history_accept_version(struct history *history)
{
    int64_t version = database_version(history->database);
    history->is_empty = version == 0;
    if (version >= 0 && version <= HISTORY_VERSION)
        return true;
    if (version > HISTORY_VERSION)
        problems_add(history->problems, PROBLEM_HISTORY_NEWER, NULL, database_path(history->database));
    return false;
}

struct history *history_open(const char *path, enum database_mode mode, struct problems *problems)
{
    struct database *database = database_open(path, mode, HISTORY_FILE_KIND, problems);
    if (database == NULL)
        return NULL;
    struct history *history = memory_allocate_owned(sizeof *history);
    *history = (struct history){.database = database, .problems = problems};
    database_detach(database);
    history_attach(history);
    if (history_accept_version(history))
        return history;
    history_close(history);
    return NULL;
}

static void free_history(void *subject)
{
    struct history *history = subject;
    database_close(history->database);
    memory_free(history);
}

void history_attach(struct history *history)
{
    memory_undo_later(free_history, history);
}

void history_close(struct history *history)
{
    if (history == NULL)
        return;
    memory_settled(free_history, history);
    if (history->readers != NULL)
        history_give_back(history);
    else
        free_history(history);
}

/* The tables are made with the first report, in its transaction. */
bool history_begin(struct history *history)
{
    if (!database_begin(history->database))
        return false;
    if (history_accept_version(history) &&
        (!history->is_empty || (database_run(history->database, schema) &&
                                database_set_version(history->database, HISTORY_VERSION)))) {
        history->is_empty = false;
        return true;
    }
    history_rollback(history);
    return false;
}

bool history_commit(struct history *history)
{
    return database_commit(history->database);
}

void history_rollback(struct history *history)
{
    database_rollback(history->database);
    history->is_empty = database_version(history->database) == 0;
}

bool history_try(struct history *history)
{
    return database_run(history->database, "SAVEPOINT one");
}

bool history_settle(struct history *history, bool is_kept)
{
    return database_run(history->database, is_kept ? "RELEASE one" : "ROLLBACK TO one; RELEASE one");
}

/* ---- reading ---- */

static void bind_key(struct statement *statement, const struct report *report)
{
    struct buffer code = {0};
    period_append_code(&code, &report->period);
    statement_bind_text(statement, 1, report->unit);
    statement_bind_text(statement, 2, report->form);
    statement_bind_text(statement, 3, buffer_string(&code));
    buffer_release(&code);
}

static struct figure read_figure(struct statement *statement, struct arena *arena)
{
    return (struct figure){.name = column_copy(statement, 0, arena),
                           .label = column_copy(statement, 1, arena),
                           .value = figure_read(statement, 2, arena),
                           .file = column_copy(statement, 6, arena),
                           .sheet = column_copy(statement, 7, arena),
                           .line = (uint32_t)statement_integer(statement, 8),
                           .column = (uint32_t)statement_integer(statement, 9),
                           .formula = column_copy(statement, 10, arena)};
}

static bool read_figures(struct history *history, struct arena *arena, struct report *report)
{
    struct statement *statement = database_prepare_once(
        history->database,
        "SELECT name, label, kind, value, whole, format, file, sheet, line, column, formula"
        " FROM figure WHERE report = ? ORDER BY position");
    if (statement == NULL)
        return false;
    struct listing listing = {.arena = arena, .size = sizeof *report->figures};
    enum statement_step step;
    statement_bind_integer(statement, 1, report->id);
    while ((step = statement_step(statement)) == STEP_ROW) {
        struct figure *figure = history_add_item(&listing);
        *figure = read_figure(statement, arena);
    }
    statement_free(statement);
    report->figures = listing.items;
    report->figure_count = listing.count;
    return step == STEP_DONE;
}

/* Columns id, document, issues, is_closed, first_day, last_day from `first` on. */
static void read_report(struct statement *statement, int first, struct arena *arena, struct report *report)
{
    report->id = statement_integer(statement, first);
    report->document = column_copy(statement, first + 1, arena);
    report->issues = statement_integer(statement, first + 2);
    report->is_closed = statement_integer(statement, first + 3) != 0;
    date_read(&report->period.from, statement_text(statement, first + 4));
    date_read(&report->period.to, statement_text(statement, first + 5));
}

enum history_found history_find(struct history *history, struct arena *arena, struct report *report)
{
    report->figures = NULL;
    report->figure_count = 0;
    if (history->is_empty)
        return HISTORY_NONE;
    struct statement *statement =
        database_prepare_once(history->database, "SELECT id, document, issues, is_closed, first_day, last_day"
                                                 " FROM report WHERE unit = ? AND form = ? AND period = ?");
    if (statement == NULL)
        return HISTORY_FAILED;
    bind_key(statement, report);
    enum statement_step step = statement_step(statement);
    if (step == STEP_ROW)
        read_report(statement, 0, arena, report);
    statement_free(statement);
    if (step != STEP_ROW)
        return step == STEP_DONE ? HISTORY_NONE : HISTORY_FAILED;
    return read_figures(history, arena, report) ? HISTORY_FOUND : HISTORY_FAILED;
}

const struct figure *report_figure(const struct report *report, struct string name)
{
    for (size_t i = 0; i < report->figure_count; i++) {
        if (string_equal(report->figures[i].name, name))
            return &report->figures[i];
    }
    return NULL;
}

/* ---- writing ---- */

static bool run_once(struct statement *statement)
{
    bool is_done = statement_run(statement);
    statement_free(statement);
    return is_done;
}

static bool put_report(struct history *history, const struct report *report, int64_t *id)
{
    struct statement *statement = database_prepare_once(
        history->database,
        "INSERT INTO report(unit, form, period, kind, first_day, last_day, document, issues, is_closed)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, 0) ON CONFLICT(unit, form, period) DO UPDATE SET"
        " first_day = ?5, last_day = ?6, document = ?7, issues = issues + 1 RETURNING id");
    if (statement == NULL)
        return false;
    bind_key(statement, report);
    statement_bind_text(statement, 4, string_of(period_kind_key(report->period.kind)));
    date_bind(statement, 5, report->period.from);
    date_bind(statement, 6, report->period.to);
    statement_bind_text(statement, 7, report->document);
    bool is_put = statement_step(statement) == STEP_ROW;
    if (is_put)
        *id = statement_integer(statement, 0);
    is_put = is_put && statement_step(statement) == STEP_DONE;
    statement_free(statement);
    return is_put;
}

static bool remove_figures(struct history *history, int64_t report)
{
    struct statement *statement =
        database_prepare_once(history->database, "DELETE FROM figure WHERE report = ?");
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, 1, report);
    return run_once(statement);
}

static bool put_figure(struct statement *statement, int64_t report, size_t position,
                       const struct figure *figure)
{
    statement_bind_integer(statement, 1, report);
    statement_bind_integer(statement, 2, (int64_t)position);
    statement_bind_text(statement, 3, figure->name);
    statement_bind_text(statement, 4, figure->label);
    figure_bind(statement, 5, &figure->value);
    statement_bind_text(statement, 9, figure->file);
    statement_bind_text(statement, 10, figure->sheet);
    statement_bind_integer(statement, 11, figure->line);
    statement_bind_integer(statement, 12, figure->column);
    statement_bind_text(statement, 13, figure->formula);
    return statement_run(statement);
}

static bool put_figures(struct history *history, int64_t id, const struct report *report)
{
    struct statement *statement = database_prepare_once(
        history->database, "INSERT INTO figure(report, position, name, label, kind, value, whole, format,"
                           " file, sheet, line, column, formula) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    bool is_put = statement != NULL;
    for (size_t i = 0; i < report->figure_count && is_put; i++)
        is_put = put_figure(statement, id, i + 1, &report->figures[i]);
    statement_free(statement);
    return is_put;
}

static bool put_event(struct history *history, int64_t report, enum history_act act, struct string note)
{
    struct statement *statement =
        database_prepare_once(history->database, "INSERT INTO event(report, act, note) VALUES(?, ?, ?)");
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, 1, report);
    statement_bind_text(statement, 2, string_of(acts[act]));
    statement_bind_text(statement, 3, note);
    return run_once(statement);
}

bool history_put(struct history *history, const struct report *report, struct string change)
{
    int64_t id;
    enum history_act act = report->issues > 0 ? HISTORY_REISSUED : HISTORY_ISSUED;
    return put_report(history, report, &id) && remove_figures(history, id) &&
           put_figures(history, id, report) && put_event(history, id, act, change);
}

bool history_act(struct history *history, const struct report *report, enum history_act act,
                 struct string note)
{
    struct statement *statement =
        database_prepare_once(history->database, "UPDATE report SET is_closed = ? WHERE id = ?");
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, 1, act == HISTORY_CLOSED);
    statement_bind_integer(statement, 2, report->id);
    return run_once(statement) && put_event(history, report->id, act, note);
}
