/* The stub program of `python3 -m tests.wine`: it runs until --quit asks it to end, or for ever if it is to hang.
   --hold FILE opens that file exclusively. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

#define GONE_WITHIN_MS 5000
#define LONGEST_MS 120000

static void path_of(char *path, const char *name) {
    snprintf(path, MAX_PATH, "%s\\%s", getenv("LOCALAPPDATA"), name);
}

static int quit(void) {
    HANDLE asked = OpenEventA(EVENT_MODIFY_STATE, FALSE, "TallyMateStubQuit");
    if (asked == NULL)
        return 3;
    SetEvent(asked);
    CloseHandle(asked);
    for (int waited = 0; waited < GONE_WITHIN_MS; waited += 100) {
        HANDLE running = OpenEventA(SYNCHRONIZE, FALSE, "TallyMateStubQuit");
        if (running == NULL)
            return 0;
        CloseHandle(running);
        Sleep(100);
    }
    return 1;
}

int main(int count, char **arguments) {
    char path[MAX_PATH];
    if (count > 1 && strcmp(arguments[1], "--quit") == 0)
        return quit();
    if (count > 2 && strcmp(arguments[1], "--hold") == 0) {
        HANDLE held = CreateFileA(arguments[2], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
        if (held == INVALID_HANDLE_VALUE)
            return 1;
        path_of(path, "held.txt");
        CloseHandle(CreateFileA(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
        Sleep(LONGEST_MS);
        return 0;
    }
    HANDLE asked = CreateEventA(NULL, TRUE, FALSE, "TallyMateStubQuit");
    path_of(path, "started.txt");
    FILE *started = fopen(path, "a");
    fprintf(started, "%s", STUB_VERSION);
    for (int i = 1; i < count; i++)
        fprintf(started, " %s", arguments[i]);
    fprintf(started, "\n");
    fclose(started);
    path_of(path, "hang.txt");
    if (GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES)
        Sleep(LONGEST_MS);
    WaitForSingleObject(asked, LONGEST_MS);
    return 0;
}
