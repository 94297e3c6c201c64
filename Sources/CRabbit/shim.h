// What Swift cannot import from librabbitmq: variadic functions, cast macros, unions.
#ifndef LAPOR_CRABBIT_SHIM_H
#define LAPOR_CRABBIT_SHIM_H

#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

enum {
    crabbit_basic_deliver = AMQP_BASIC_DELIVER_METHOD,
    crabbit_basic_return = AMQP_BASIC_RETURN_METHOD,
    crabbit_basic_ack = AMQP_BASIC_ACK_METHOD,
    crabbit_basic_nack = AMQP_BASIC_NACK_METHOD,
    crabbit_basic_cancel = AMQP_BASIC_CANCEL_METHOD,
    crabbit_channel_close = AMQP_CHANNEL_CLOSE_METHOD,
    crabbit_connection_close = AMQP_CONNECTION_CLOSE_METHOD,
    crabbit_connection_blocked = AMQP_CONNECTION_BLOCKED_METHOD,
    crabbit_connection_unblocked = AMQP_CONNECTION_UNBLOCKED_METHOD,
};

static inline amqp_rpc_reply_t crabbit_login_plain(
    amqp_connection_state_t state, const char *vhost, int frame_max, int heartbeat,
    const amqp_table_t *properties, const char *user, const char *password) {
    return amqp_login_with_properties(
        state, vhost, 1, frame_max, heartbeat, properties, AMQP_SASL_METHOD_PLAIN, user, password);
}

static inline uint32_t crabbit_method_id(const amqp_frame_t *frame) { return frame->payload.method.id; }
static inline void *crabbit_method(const amqp_frame_t *frame) { return frame->payload.method.decoded; }
static inline uint64_t crabbit_body_size(const amqp_frame_t *frame) { return frame->payload.properties.body_size; }
static inline amqp_basic_properties_t *crabbit_properties(const amqp_frame_t *frame) {
    return (amqp_basic_properties_t *)frame->payload.properties.decoded;
}
static inline amqp_bytes_t crabbit_body(const amqp_frame_t *frame) { return frame->payload.body_fragment; }

static inline uint32_t crabbit_reply_method(amqp_rpc_reply_t reply) { return reply.reply.id; }
static inline void *crabbit_reply_decoded(amqp_rpc_reply_t reply) { return reply.reply.decoded; }

// The members of the field value union.
static inline amqp_bytes_t crabbit_value_bytes(const amqp_field_value_t *v) { return v->value.bytes; }
static inline amqp_table_t crabbit_value_table(const amqp_field_value_t *v) { return v->value.table; }
static inline amqp_array_t crabbit_value_array(const amqp_field_value_t *v) { return v->value.array; }
static inline double crabbit_value_double(const amqp_field_value_t *v) {
    return v->kind == AMQP_FIELD_KIND_F32 ? (double)v->value.f32 : v->value.f64;
}
static inline int64_t crabbit_value_integer(const amqp_field_value_t *v) {
    switch (v->kind) {
    case AMQP_FIELD_KIND_BOOLEAN: return v->value.boolean;
    case AMQP_FIELD_KIND_I8: return v->value.i8;
    case AMQP_FIELD_KIND_U8: return v->value.u8;
    case AMQP_FIELD_KIND_I16: return v->value.i16;
    case AMQP_FIELD_KIND_U16: return v->value.u16;
    case AMQP_FIELD_KIND_I32: return v->value.i32;
    case AMQP_FIELD_KIND_U32: return v->value.u32;
    default: return v->value.i64;
    }
}
static inline void crabbit_set_bytes(amqp_field_value_t *v, uint8_t kind, amqp_bytes_t b) { v->kind = kind; v->value.bytes = b; }
static inline void crabbit_set_table(amqp_field_value_t *v, amqp_table_t t) { v->kind = AMQP_FIELD_KIND_TABLE; v->value.table = t; }
static inline void crabbit_set_array(amqp_field_value_t *v, amqp_array_t a) { v->kind = AMQP_FIELD_KIND_ARRAY; v->value.array = a; }
static inline void crabbit_set_boolean(amqp_field_value_t *v, int b) { v->kind = AMQP_FIELD_KIND_BOOLEAN; v->value.boolean = b; }
static inline void crabbit_set_integer(amqp_field_value_t *v, int64_t i) { v->kind = AMQP_FIELD_KIND_I64; v->value.i64 = i; }
static inline void crabbit_set_timestamp(amqp_field_value_t *v, uint64_t i) { v->kind = AMQP_FIELD_KIND_TIMESTAMP; v->value.u64 = i; }
static inline void crabbit_set_double(amqp_field_value_t *v, double d) { v->kind = AMQP_FIELD_KIND_F64; v->value.f64 = d; }
static inline void crabbit_set_void(amqp_field_value_t *v) { v->kind = AMQP_FIELD_KIND_VOID; v->value.i64 = 0; }

// TCP_USER_TIMEOUT: the kernel gives up on a peer that acknowledges nothing. Returns 0, or -1 with errno.
static inline int crabbit_set_user_timeout(int fd, unsigned milliseconds) {
    return setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

#endif
