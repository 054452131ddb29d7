#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

#include "WorkbookShim.h"
#include "library.h"

static struct {
    __typeof__(zip_error_init) *zip_error_init;
    __typeof__(zip_error_fini) *zip_error_fini;
    __typeof__(zip_error_strerror) *zip_error_strerror;
    __typeof__(zip_source_buffer_create) *zip_source_buffer_create;
    __typeof__(zip_source_free) *zip_source_free;
    __typeof__(zip_open_from_source) *zip_open_from_source;
    __typeof__(zip_get_num_entries) *zip_get_num_entries;
    __typeof__(zip_stat_index) *zip_stat_index;
    __typeof__(zip_fopen_index) *zip_fopen_index;
    __typeof__(zip_fread) *zip_fread;
    __typeof__(zip_fclose) *zip_fclose;
    __typeof__(zip_discard) *zip_discard;
} functions;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing = "libzip.so.4";

static void load(void) {
    void *library = dlopen("libzip.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    missing = NULL;
    FIND(library, zip_error_init);
    FIND(library, zip_error_fini);
    FIND(library, zip_error_strerror);
    FIND(library, zip_source_buffer_create);
    FIND(library, zip_source_free);
    FIND(library, zip_open_from_source);
    FIND(library, zip_get_num_entries);
    FIND(library, zip_stat_index);
    FIND(library, zip_fopen_index);
    FIND(library, zip_fread);
    FIND(library, zip_fclose);
    FIND(library, zip_discard);
}

za_archive *za_open(const void *bytes, size_t count, char *why, size_t room) {
    pthread_once(&once, load);
    if (missing != NULL) {
        snprintf(why, room, "the library %s is not installed", missing);
        return NULL;
    }
    zip_error_t error;
    functions.zip_error_init(&error);
    zip_t *archive = NULL;
    zip_source_t *source = functions.zip_source_buffer_create(bytes, count, 0, &error);
    if (source != NULL) {
        archive = functions.zip_open_from_source(source, ZIP_RDONLY, &error);
        if (archive == NULL) functions.zip_source_free(source);
    }
    if (archive == NULL) snprintf(why, room, "%s", functions.zip_error_strerror(&error));
    functions.zip_error_fini(&error);
    return (za_archive *)archive;
}

int64_t za_count(za_archive *archive) { return functions.zip_get_num_entries((zip_t *)archive, 0); }

bool za_stat(za_archive *archive, uint64_t index, za_entry *entry) {
    zip_stat_t status;
    // Names as they stand: a name of an unknown encoding is none of a workbook's.
    if (functions.zip_stat_index((zip_t *)archive, index, ZIP_FL_ENC_RAW, &status) != 0) return false;
    const uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((status.valid & wanted) != wanted) return false;
    entry->name = status.name;
    entry->size = status.size;
    entry->packed_size = status.comp_size;
    entry->is_encrypted =
        (status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE;
    return true;
}

za_stream *za_read_start(za_archive *archive, uint64_t index) {
    return (za_stream *)functions.zip_fopen_index((zip_t *)archive, index, 0);
}

int64_t za_read(za_stream *stream, void *bytes, size_t room) {
    return functions.zip_fread((zip_file_t *)stream, bytes, room);
}

void za_read_end(za_stream *stream) { functions.zip_fclose((zip_file_t *)stream); }

void za_close(za_archive *archive) { functions.zip_discard((zip_t *)archive); }
