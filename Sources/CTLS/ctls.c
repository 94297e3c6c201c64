#include "ctls.h"

#include <errno.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

struct ctls_watch {
    atomic_int owners;
    int refusal;
    int alert;
    int asked;
    long long begin;
    long long end;
    char names[512];
    char issuer[128];
};

ctls_watch *ctls_watch_new(void) {
    ctls_watch *watch = calloc(1, sizeof *watch);
    if (watch == NULL) return NULL;
    atomic_init(&watch->owners, 1);
    watch->alert = -1;
    return watch;
}

void ctls_watch_release(ctls_watch *watch) {
    if (watch != NULL && atomic_fetch_sub(&watch->owners, 1) == 1) free(watch);
}

/* The place of the watch in a context. */
static int place = -1;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void forget(void *parent, void *watch, CRYPTO_EX_DATA *data, int index, long number, void *pointer) {
    (void)parent, (void)data, (void)index, (void)number, (void)pointer;
    ctls_watch_release(watch);
}

static void make_place(void) { place = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, forget); }

static ctls_watch *watch_of(const SSL *ssl) {
    return ssl == NULL ? NULL : SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place);
}

/* What a stranger wrote into a certificate may end on a terminal. */
static void append(char *text, size_t room, const char *bytes, size_t count) {
    size_t used = strlen(text);
    for (size_t i = 0; i < count && used + 1 < room; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        text[used++] = byte > 0x20 && byte < 0x7f ? (char)byte : byte == 0x20 ? ' ' : '?';
    }
    text[used] = 0;
}

static void append_name(char *text, size_t room, const char *name, size_t count) {
    if (text[0] != 0) append(text, room, ", ", 2);
    append(text, room, name, count);
}

static void append_address(char *text, size_t room, const unsigned char *bytes, int count) {
    char name[64] = "";
    if (count == 4) {
        snprintf(name, sizeof name, "%d.%d.%d.%d", bytes[0], bytes[1], bytes[2], bytes[3]);
    } else if (count == 16) {
        for (int i = 0; i < 16; i += 2) {
            size_t used = strlen(name);
            snprintf(name + used, sizeof name - used, i == 0 ? "%x" : ":%x", bytes[i] << 8 | bytes[i + 1]);
        }
    }
    if (name[0] != 0) append_name(text, room, name, strlen(name));
}

static void note_part(char *text, size_t room, const X509_NAME *name, int part) {
    int index = X509_NAME_get_index_by_NID(name, part, -1);
    if (index < 0) return;
    const ASN1_STRING *value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index));
    append(text, room, (const char *)ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value));
}

static void note_names(ctls_watch *watch, X509 *certificate) {
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    for (int i = 0; names != NULL && i < sk_GENERAL_NAME_num(names); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type == GEN_DNS) {
            append_name(
                watch->names, sizeof watch->names, (const char *)ASN1_STRING_get0_data(name->d.dNSName),
                (size_t)ASN1_STRING_length(name->d.dNSName));
        } else if (name->type == GEN_IPADD) {
            append_address(
                watch->names, sizeof watch->names, ASN1_STRING_get0_data(name->d.iPAddress),
                ASN1_STRING_length(name->d.iPAddress));
        }
    }
    GENERAL_NAMES_free(names);
    if (watch->names[0] == 0) {
        note_part(watch->names, sizeof watch->names, X509_get_subject_name(certificate), NID_commonName);
    }
}

static long long seconds(const ASN1_TIME *time) {
    struct tm parts;
    return ASN1_TIME_to_tm(time, &parts) == 1 ? (long long)timegm(&parts) : -1;
}

static void note_refused(ctls_watch *watch, X509 *certificate) {
    if (certificate == NULL) return;
    watch->begin = seconds(X509_get0_notBefore(certificate));
    watch->end = seconds(X509_get0_notAfter(certificate));
    const X509_NAME *issuer = X509_get_issuer_name(certificate);
    note_part(watch->issuer, sizeof watch->issuer, issuer, NID_commonName);
    if (watch->issuer[0] == 0) note_part(watch->issuer, sizeof watch->issuer, issuer, NID_organizationName);
}

/* OpenSSL's judgement stands; it is only looked at. */
static int judge(int good, X509_STORE_CTX *store) {
    ctls_watch *watch = watch_of(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    if (watch == NULL) return good;
    X509 *leaf = X509_STORE_CTX_get0_cert(store);
    if (leaf != NULL && watch->names[0] == 0) note_names(watch, leaf);
    if (!good && watch->refusal == 0) {
        watch->refusal = X509_STORE_CTX_get_error(store);
        note_refused(watch, X509_STORE_CTX_get_current_cert(store));
    }
    return good;
}

static void hear(const SSL *ssl, int where, int value) {
    ctls_watch *watch = watch_of(ssl);
    int alert = value & 0xff;
    if (watch == NULL || (where & SSL_CB_READ_ALERT) != SSL_CB_READ_ALERT) return;
    if (alert != SSL_AD_CLOSE_NOTIFY && alert != SSL_AD_USER_CANCELLED) watch->alert = alert;
}

static int note_asked(SSL *ssl, X509 **certificate, EVP_PKEY **key) {
    ctls_watch *watch = watch_of(ssl);
    (void)certificate, (void)key;
    if (watch != NULL) watch->asked = 1;
    return 0;
}

int ctls_watch_context(void *context, ctls_watch *watch) {
    pthread_once(&once, make_place);
    if (place < 0 || watch == NULL || SSL_CTX_get_ex_data(context, place) != NULL) return 0;
    atomic_fetch_add(&watch->owners, 1);
    if (SSL_CTX_set_ex_data(context, place, watch) != 1) {
        ctls_watch_release(watch);
        return 0;
    }
    SSL_CTX_set_verify(context, SSL_CTX_get_verify_mode(context), judge);
    SSL_CTX_set_info_callback(context, hear);
    SSL_CTX_set_client_cert_cb(context, note_asked);
    return 1;
}

/* A key under a passphrase must not make OpenSSL ask on the terminal. */
static int no_passphrase(char *buffer, int size, int writing, void *data) {
    (void)buffer, (void)size, (void)writing, (void)data;
    return 0;
}

static int use_files(SSL_CTX *context, const char *authorities, const char *certificate, const char *key) {
    SSL_CTX_set_default_passwd_cb(context, no_passphrase);
    int loaded = authorities == NULL ? SSL_CTX_set_default_verify_paths(context)
                                     : SSL_CTX_load_verify_locations(context, authorities, NULL);
    if (loaded != 1) return ctls_bad_authorities;
    if (certificate == NULL || key == NULL) return ctls_good;
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1) return ctls_bad_certificate;
    if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) {
        int reason = ERR_GET_REASON(ERR_peek_last_error());
        return reason == X509_R_KEY_VALUES_MISMATCH || reason == X509_R_KEY_TYPE_MISMATCH ? ctls_other_key : ctls_bad_key;
    }
    return SSL_CTX_check_private_key(context) == 1 ? ctls_good : ctls_other_key;
}

int ctls_prepare(
    void *context, const char *host, const char *authorities, const char *certificate, const char *key) {
    ERR_clear_error();
    X509_VERIFY_PARAM *rules = SSL_CTX_get0_param(context);
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    /* An address is compared with the certificate's addresses, a name with its names. */
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, host) != 1 && X509_VERIFY_PARAM_set1_host(rules, host, 0) != 1) {
        return ctls_no_memory;
    }
    return use_files(context, authorities, certificate, key);
}

int ctls_check(const char *authorities, const char *certificate, const char *key) {
    ERR_clear_error();
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (context == NULL) return ctls_no_memory;
    int result = use_files(context, authorities, certificate, key);
    SSL_CTX_free(context);
    ERR_clear_error();
    return result;
}

int ctls_connect(const char *host, const char *port, int patience) {
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    struct timeval time = {.tv_sec = patience};
    int descriptor = -1;
    if (getaddrinfo(host, port, &wanted, &found) != 0) return -1;
    for (struct addrinfo *one = found; one != NULL && descriptor < 0; one = one->ai_next) {
        descriptor = socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
        if (descriptor < 0) continue;
        /* Linux: a connect waits no longer either. */
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
        if (connect(descriptor, one->ai_addr, one->ai_addrlen) == 0) break;
        close(descriptor);
        descriptor = -1;
    }
    freeaddrinfo(found);
    return descriptor;
}

int ctls_greet_postgres(int descriptor) {
    /* PostgreSQL, "Message Formats": SSLRequest. */
    static const unsigned char request[8] = {0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f};
    char answer = 0;
    if (send(descriptor, request, sizeof request, MSG_NOSIGNAL) != sizeof request) return -1;
    if (recv(descriptor, &answer, 1, 0) != 1) return -1;
    return answer == 'S';
}

static int shake_hands(
    int descriptor, ctls_watch *watch, const char *host, const char *authorities, const char *certificate,
    const char *key) {
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *ssl = NULL;
    int good = 0;
    if (context != NULL && ctls_prepare(context, host, authorities, certificate, key) == ctls_good
        && ctls_watch_context(context, watch) && (ssl = SSL_new(context)) != NULL && SSL_set_fd(ssl, descriptor) == 1
        && SSL_set_tlsext_host_name(ssl, host) == 1) {
        ERR_clear_error();
        good = SSL_connect(ssl) == 1;
        if (good) {
            /* In TLS 1.3 the peer judges our certificate after our side is done. */
            struct timeval moment = {.tv_sec = 1};
            char byte;
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &moment, sizeof moment);
            SSL_read(ssl, &byte, 1);
            good = watch->alert < 0;
        }
    }
    SSL_free(ssl);
    SSL_CTX_free(context);
    return good;
}

int ctls_shake_hands(
    int descriptor, ctls_watch *watch, const char *host, const char *authorities, const char *certificate,
    const char *key) {
    /* OpenSSL writes to sockets as to files: a peer that hangs up must not end the process. */
    sigset_t broken, before;
    struct timespec now = {0};
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    int good = shake_hands(descriptor, watch, host, authorities, certificate, key);
    while (sigtimedwait(&broken, NULL, &now) < 0 && errno == EINTR) continue;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return good;
}

int ctls_refusal(const ctls_watch *watch) { return watch->refusal; }
const char *ctls_refusal_words(const ctls_watch *watch) { return X509_verify_cert_error_string(watch->refusal); }
int ctls_alert(const ctls_watch *watch) { return watch->alert; }
const char *ctls_alert_words(const ctls_watch *watch) { return SSL_alert_desc_string_long(watch->alert); }
int ctls_asked(const ctls_watch *watch) { return watch->asked; }
long long ctls_begin(const ctls_watch *watch) { return watch->begin; }
long long ctls_end(const ctls_watch *watch) { return watch->end; }

long long ctls_file_end(const char *path) {
    BIO *file = BIO_new_file(path, "r");
    long long end = -1;
    X509 *certificate;
    while (file != NULL && (certificate = PEM_read_bio_X509(file, NULL, no_passphrase, NULL)) != NULL) {
        long long one = seconds(X509_get0_notAfter(certificate));
        if (one >= 0 && (end < 0 || one < end)) end = one;
        X509_free(certificate);
    }
    BIO_free(file);
    ERR_clear_error();
    return end;
}

const char *ctls_names(const ctls_watch *watch) { return watch->names; }
const char *ctls_issuer(const ctls_watch *watch) { return watch->issuer; }

int ctls_last_failure(void) {
    unsigned long error = ERR_peek_last_error();
    if (ERR_GET_LIB(error) != ERR_LIB_SSL) return ctls_failed_somehow;
    switch (ERR_GET_REASON(error)) {
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_BAD_LENGTH:
        return ctls_failed_no_tls;
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        return ctls_failed_version;
    default:
        return ctls_failed_somehow;
    }
}
