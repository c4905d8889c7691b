#ifndef SEATGRID_WEB_APP_H
#define SEATGRID_WEB_APP_H

#include <stddef.h>

/* A file of the web app, as it is under Sources/WebApp/app. */
typedef struct {
    const char *path; /* as in "js/main.js" */
    const unsigned char *bytes;
    size_t count;
} sg_web_file;

size_t sg_web_file_count(void);
/* `index` is below the count. */
sg_web_file sg_web_file_at(size_t index);

#endif
