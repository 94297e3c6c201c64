import CRabbit

/// Tables nested deeper than this are read as `void`: nobody means them, and recursion is not free.
private let maximumDepth = 16

extension [String: FieldValue] {
    /// Copies a table out of the library's pool.
    init(copying table: amqp_table_t, depth: Int = 0) {
        self.init()
        for index in 0..<Int(table.num_entries) {
            let entry = table.entries[index]
            self[String(copying: entry.key)] = FieldValue(copying: entry.value, depth: depth)
        }
    }
}

extension FieldValue {
    init(copying value: amqp_field_value_t, depth: Int) {
        var value = value
        switch amqp_field_value_kind_t(UInt32(value.kind)) {
        case AMQP_FIELD_KIND_BOOLEAN:
            self = .boolean(crabbit_value_integer(&value) != 0)
        case AMQP_FIELD_KIND_I8, AMQP_FIELD_KIND_U8, AMQP_FIELD_KIND_I16, AMQP_FIELD_KIND_U16,
            AMQP_FIELD_KIND_I32, AMQP_FIELD_KIND_U32, AMQP_FIELD_KIND_I64, AMQP_FIELD_KIND_U64:
            self = .integer(crabbit_value_integer(&value))
        case AMQP_FIELD_KIND_F32, AMQP_FIELD_KIND_F64:
            self = .double(crabbit_value_double(&value))
        case AMQP_FIELD_KIND_UTF8, AMQP_FIELD_KIND_BYTES:
            self = .bytes([UInt8](copying: crabbit_value_bytes(&value)))
        case AMQP_FIELD_KIND_TIMESTAMP:
            self = .timestamp(UInt64(bitPattern: crabbit_value_integer(&value)))
        case AMQP_FIELD_KIND_TABLE where depth < maximumDepth:
            self = .table([String: FieldValue](copying: crabbit_value_table(&value), depth: depth + 1))
        case AMQP_FIELD_KIND_ARRAY where depth < maximumDepth:
            let array = crabbit_value_array(&value)
            self = .array(
                (0..<Int(array.num_entries)).map { FieldValue(copying: array.entries[$0], depth: depth + 1) })
        default:
            self = .void
        }
    }
}

/// Builds the library's tables; everything lives until the arena is gone.
struct TableArena: ~Copyable {
    private var pool = amqp_pool_t()

    init() { init_amqp_pool(&pool, 4096) }
    deinit {
        var pool = pool
        empty_amqp_pool(&pool)
    }

    mutating func bytes(_ source: some Collection<UInt8>) -> amqp_bytes_t {
        guard !source.isEmpty, let memory = amqp_pool_alloc(&pool, source.count) else { return amqp_empty_bytes }
        let buffer = UnsafeMutableRawBufferPointer(start: memory, count: source.count)
        buffer.copyBytes(from: source)
        return amqp_bytes_t(len: source.count, bytes: memory)
    }

    mutating func table(_ values: [String: FieldValue]) -> amqp_table_t {
        guard !values.isEmpty,
            let memory = amqp_pool_alloc(&pool, values.count * MemoryLayout<amqp_table_entry_t>.stride)
        else { return amqp_empty_table }
        let entries = memory.bindMemory(to: amqp_table_entry_t.self, capacity: values.count)
        for (index, (key, value)) in values.sorted(by: { $0.key < $1.key }).enumerated() {
            var entry = amqp_table_entry_t()
            entry.key = bytes(key.utf8)
            fill(&entry.value, with: value)
            entries[index] = entry
        }
        return amqp_table_t(num_entries: Int32(values.count), entries: entries)
    }

    private mutating func fill(_ target: inout amqp_field_value_t, with value: FieldValue) {
        switch value {
        case .boolean(let value): crabbit_set_boolean(&target, value ? 1 : 0)
        case .integer(let value): crabbit_set_integer(&target, value)
        case .double(let value): crabbit_set_double(&target, value)
        case .bytes(let value): crabbit_set_bytes(&target, UInt8(AMQP_FIELD_KIND_UTF8.rawValue), bytes(value))
        case .timestamp(let value): crabbit_set_timestamp(&target, value)
        case .table(let value): crabbit_set_table(&target, table(value))
        case .array(let value): crabbit_set_array(&target, array(value))
        case .void: crabbit_set_void(&target)
        }
    }

    private mutating func array(_ values: [FieldValue]) -> amqp_array_t {
        guard !values.isEmpty,
            let memory = amqp_pool_alloc(&pool, values.count * MemoryLayout<amqp_field_value_t>.stride)
        else { return amqp_array_t(num_entries: 0, entries: nil) }
        let entries = memory.bindMemory(to: amqp_field_value_t.self, capacity: values.count)
        for (index, value) in values.enumerated() {
            var entry = amqp_field_value_t()
            fill(&entry, with: value)
            entries[index] = entry
        }
        return amqp_array_t(num_entries: Int32(values.count), entries: entries)
    }
}

extension [UInt8] {
    init(copying bytes: amqp_bytes_t) {
        self = Array(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
    }
}

extension String {
    init(copying bytes: amqp_bytes_t) {
        self = String(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}
