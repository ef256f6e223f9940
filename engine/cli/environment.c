/* What the command takes from where it runs: its language, the folder of the forms. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/command.h"

/* "en", "EN", "en_US"; `otherwise` for what is no language of ours. */
static enum vanban_language language_of(const char *name, enum vanban_language otherwise)
{
    if (strncasecmp(name, "vi", 2) == 0)
        return VANBAN_VI;
    return strncasecmp(name, "en", 2) == 0 ? VANBAN_EN : otherwise;
}

static enum vanban_language language_of_locale(void)
{
    const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        bool says_nothing =
            strcmp(value, "C") == 0 || strncmp(value, "C.", 2) == 0 || strcmp(value, "POSIX") == 0;
        return says_nothing ? VANBAN_VI : language_of(value, VANBAN_EN);
    }
    return VANBAN_VI;
}

enum vanban_language choose_language(const char *asked)
{
    if (asked == NULL)
        asked = getenv("VANBAN_LANG");
    enum vanban_language otherwise = language_of_locale();
    return asked != NULL ? language_of(asked, otherwise) : otherwise;
}

const char *find_forms_folder(char *space, size_t size)
{
    const char *named = getenv("VANBAN_TEMPLATES");
    if (named != NULL && named[0] != '\0')
        return named;
    ssize_t length = readlink("/proc/self/exe", space, size - 64);
    if (length > 0) {
        space[length] = '\0';
        char *slash = strrchr(space, '/');
        strcpy(slash, "/../share/vanban/templates");
        if (access(space, R_OK) == 0)
            return space;
    }
    return VANBAN_SOURCE_FORMS;
}
