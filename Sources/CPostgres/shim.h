// libpq, imported whole, and of OpenSSL, by which it speaks TLS, what tells when the server's certificate runs out.
#ifndef LAPOR_CPOSTGRES_SHIM_H
#define LAPOR_CPOSTGRES_SHIM_H

#include <libpq-fe.h>
#include <time.h>

/* Declared here: OpenSSL's headers as a Swift module would be thousands of names for these five. */
struct x509_st;
struct x509_st *SSL_get1_peer_certificate(const void *ssl);
const void *X509_get0_notAfter(const struct x509_st *certificate);
int ASN1_TIME_to_tm(const void *time, struct tm *parts);
void X509_free(struct x509_st *certificate);

/* Seconds since 1970; -1 without TLS. */
static inline long long cpostgres_certificate_end(PGconn *connection) {
    const void *ssl = PQsslStruct(connection, "OpenSSL");
    struct x509_st *certificate = ssl ? SSL_get1_peer_certificate(ssl) : NULL;
    struct tm parts;
    long long end = -1;
    if (certificate == NULL) return -1;
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) == 1) end = (long long)timegm(&parts);
    X509_free(certificate);
    return end;
}

#endif
