/* What Swift cannot import of GMime: casts and questions of GObject, which are macros. */
#ifndef LAPOR_CMIME_SHIM_H
#define LAPOR_CMIME_SHIM_H

#include <gmime/gmime.h>

/* The mail in `bytes`, which must outlive nothing: its contents are copied. NULL where it has no header. */
static inline GMimeMessage *cmime_parse(const char *bytes, size_t count) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_mime_parser_set_persist_stream(parser, FALSE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static inline void cmime_release(void *object) { g_object_unref(object); }

static inline GMimeObject *cmime_object(GMimeMessage *message) { return GMIME_OBJECT(message); }

/* NULL where it is none. */
static inline GMimeMultipart *cmime_multipart(GMimeObject *object) {
    return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}

static inline GMimePart *cmime_part(GMimeObject *object) { return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL; }

/* The mail that a mail carries; NULL where it carries none. */
static inline GMimeMessage *cmime_carried(GMimeObject *object) {
    return GMIME_IS_MESSAGE_PART(object) ? g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)) : NULL;
}

/* The address of a mailbox; NULL where it is a group. */
static inline const char *cmime_mailbox(InternetAddress *address) {
    return INTERNET_ADDRESS_IS_MAILBOX(address)
        ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)) : NULL;
}

/* A part's contents as they are once its transfer encoding is undone; release it with g_byte_array_unref. */
static inline GByteArray *cmime_contents(GMimePart *part) {
    GByteArray *bytes = g_byte_array_new();
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (content == NULL) return bytes;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
    g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
    return bytes;
}

#endif
