/* Of OpenSSL: what makes a connection verify its peer, and what tells why one of the two sides said no. */
#ifndef LAPOR_CTLS_H
#define LAPOR_CTLS_H

/* What is seen of handshakes. Counted: whoever made it and each context that it was set on hold it. */
typedef struct ctls_watch ctls_watch;

ctls_watch *ctls_watch_new(void);
void ctls_watch_release(ctls_watch *watch);

/* Lets `watch` see the handshakes of an SSL_CTX; what the context verifies stays as it is. Returns 1 when it does. */
int ctls_watch_context(void *context, ctls_watch *watch);

/* What stands in the way of using the files. */
enum {
    ctls_good = 0,
    ctls_bad_authorities = 1,
    ctls_bad_certificate = 2,
    ctls_bad_key = 3,
    ctls_other_key = 4,
    ctls_no_memory = 5,
};

/* Makes an SSL_CTX take TLS 1.2 or newer alone, from a peer that proves to be `host` by one of `authorities` (NULL: the
   system's); `certificate` and `key` (NULL: none) prove who we are. Returns ctls_good or what is wrong. */
int ctls_prepare(
    void *context, const char *host, const char *authorities, const char *certificate, const char *key);

/* Whether the three files can be used: as ctls_prepare. */
int ctls_check(const char *authorities, const char *certificate, const char *key);

/* A connected socket that waits `seconds` at most, or -1. */
int ctls_connect(const char *host, const char *port, int seconds);

/* Asks a PostgreSQL server for TLS: 1 when it agrees, 0 when it has none, -1 when it does not answer. */
int ctls_greet_postgres(int descriptor);

/* A handshake on a connected socket, and a moment's wait for what the peer says of it. Returns 1 when both sides agree. */
int ctls_shake_hands(
    int descriptor, ctls_watch *watch, const char *host, const char *authorities, const char *certificate,
    const char *key);

/* The X509_V_ number for which the peer's certificate was refused, 0 when it was not; what that means in OpenSSL's words. */
int ctls_refusal(const ctls_watch *watch);
const char *ctls_refusal_words(const ctls_watch *watch);
/* The alert that the peer sent, -1 for none; what that means in OpenSSL's words. */
int ctls_alert(const ctls_watch *watch);
const char *ctls_alert_words(const ctls_watch *watch);
/* Whether the peer asked for a certificate and we had none. */
int ctls_asked(const ctls_watch *watch);
/* The refused certificate's validity, seconds since 1970. */
long long ctls_begin(const ctls_watch *watch);
long long ctls_end(const ctls_watch *watch);
/* When the first certificate of a PEM file runs out; -1 when it holds none. */
long long ctls_file_end(const char *path);
/* Names that the peer's certificate is for, with commas; and who signed the refused one. Printable ASCII. */
const char *ctls_names(const ctls_watch *watch);
const char *ctls_issuer(const ctls_watch *watch);

/* What a handshake of this thread failed with, when no certificate was the reason. */
enum { ctls_failed_somehow = 0, ctls_failed_no_tls = 1, ctls_failed_version = 2 };
int ctls_last_failure(void);

#endif
