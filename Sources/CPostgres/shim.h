// libpq, imported whole; nothing in it needs a wrapper in C.
#ifndef LAPOR_CPOSTGRES_SHIM_H
#define LAPOR_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
