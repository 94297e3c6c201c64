package import Complaints
package import Postgres
package import Sealing

/// The master keys that a program has at hand, each only where it needs it: routing cannot open who reported. With none of
/// them, as in stores for rehearsal, rows are written as they are.
package struct CaseKeys: Sendable {
    package static let none = CaseKeys()
    package var identity: (any MasterKeys)?
    package var words: (any MasterKeys)?
    package var search: SearchKey?
    package var codes: CodeKeys?
    /// By which is opened what channels have sealed; nil: they seal nothing.
    package var envelopes: EnvelopeKeys?
    /// Under which the secrets of webhooks are sealed.
    package var webhooks: (any MasterKeys)?
    /// By what keys that are read from files are read again; nil: they are not.
    package internal(set) var watch: KeyWatch?
    /// Whether what is sealed under a master key that is not at hand counts as gone, so that the rest can be read.
    var passesOverMissing = false

    package init(
        identity: (any MasterKeys)? = nil, words: (any MasterKeys)? = nil, search: SearchKey? = nil,
        codes: CodeKeys? = nil
    ) {
        (self.identity, self.words, self.search, self.codes) = (identity, words, search, codes)
    }

    /// The one that wraps keys of this kind.
    ///
    /// - Throws: `PostgresError` when it is not at hand.
    func master(_ kind: KeyKind) throws(PostgresError) -> any MasterKeys {
        guard let master = kind == .identity ? identity : words else { throw PostgresError(.noKey(kind, nil)) }
        return master
    }

    /// Ids of the master keys of a kind that are at hand; nil: none of that kind is.
    package func known(_ kind: KeyKind) -> [MasterKeyID]? { (kind == .identity ? identity : words)?.ids }

    /// The master key that a case's wrapped key needs, when it is not at hand although others of its kind are.
    func missing(_ kind: KeyKind, _ wrapped: [UInt8]?) -> LoadedKey? {
        guard let known = known(kind), let id = wrapped.flatMap(KeyRing.id), !known.contains(id) else { return nil }
        return LoadedKey(kind: kind, id: id)
    }

    /// Whether what is written is sealed.
    func seals(_ kind: KeyKind) -> Bool { (kind == .identity ? identity : words) != nil }
}

extension PostgresConnection {
    /// What this session can seal and open.
    package var keys: CaseKeys {
        get { companion as? CaseKeys ?? .none }
        set { companion = newValue }
    }
}

extension PostgresError {
    /// What is stored cannot be opened: without its master key nothing of its kind can, until somebody brings it; what was changed since
    /// is one row among others, and stays so.
    ///
    /// - Parameter complaint: the case that it is of.
    init(_ error: SealingError, of complaint: ComplaintID? = nil) {
        let place = complaint.map { ", case \($0)" } ?? ""
        switch error {
        case .forged, .malformed: self.init(.abandoned(.unreadable), in: "unseal", "\(error)\(place)")
        case .noKey: self.init(.abandoned(.locked), in: "unseal", "\(error)\(place)")
        case .badFile: self.init(.abandoned(.fault), in: "unseal", "\(error)\(place)")
        }
    }
}

// Keys of cases, and what they seal, with the store's errors.
extension CaseKeys {
    /// - Parameter wrapped: as `case_key` has it; nil: the case was erased, or nothing was ever sealed under it.
    func key(
        _ kind: KeyKind, _ wrapped: [UInt8]?, of complaint: ComplaintID
    ) throws(PostgresError) -> CaseKey? {
        guard let wrapped, !passesOverMissing || missing(kind, wrapped) == nil else { return nil }
        let master = try master(kind)
        do throws(SealingError) {
            return try master.unwrap(wrapped, of: complaint)
        } catch {
            throw PostgresError(error, of: complaint)
        }
    }

    /// What stands sealed in a row; nil when nothing does, or when its key is gone.
    func opened(
        _ sealed: [UInt8]?, _ kind: KeyKind, _ wrapped: [UInt8]?, in place: SealedPlace
    ) throws(PostgresError) -> [UInt8: [UInt8]]? {
        guard let sealed, let key = try key(kind, wrapped, of: place.complaint) else { return nil }
        do throws(SealingError) {
            return try SealedFields.read(try key.open(sealed, in: place), place.column)
        } catch {
            throw PostgresError(error, of: place.complaint)
        }
    }

    /// What belongs to no case, sealed by itself; nil when nothing is sealed here.
    func parcel(_ bytes: [UInt8], in column: String) throws(PostgresError) -> [UInt8]? {
        guard let master = identity ?? words else { return nil }
        do throws(SealingError) {
            return try Parcel.seal(bytes, in: column, master)
        } catch {
            throw PostgresError(error)
        }
    }

    /// The same parcel under the first key of the ring that opens it.
    ///
    /// - Throws: `PostgresError` when neither does.
    func rewrapped(_ parcel: [UInt8]) throws(PostgresError) -> [UInt8] {
        var missing = SealingError.noKey(.identity, nil)
        for master in [identity, words].compactMap(\.self) {
            do throws(SealingError) {
                return try Parcel.rewrap(parcel, master) ?? parcel
            } catch {
                guard case .noKey = error else { throw PostgresError(error) }
                missing = error
            }
        }
        throw PostgresError(missing)
    }

    /// - Throws: `PostgresError` when neither key is the one.
    func openParcel(_ parcel: [UInt8], in column: String) throws(PostgresError) -> [UInt8] {
        var missing = SealingError.noKey(.identity, nil)
        for master in [identity, words].compactMap(\.self) {
            do throws(SealingError) {
                return try Parcel.open(parcel, in: column, master)
            } catch {
                guard case .noKey = error else { throw PostgresError(error) }
                missing = error
            }
        }
        throw PostgresError(missing)
    }
}

extension CaseKey {
    /// - Throws: `PostgresError`.
    func sealed(_ fields: SealedFields, in place: SealedPlace) throws(PostgresError) -> [UInt8] {
        do throws(SealingError) {
            return try seal(fields.bytes, in: place)
        } catch {
            throw PostgresError(error)
        }
    }
}

extension [UInt8: [UInt8]] {
    /// A value that is a text.
    func text(_ number: UInt8) -> String? { self[number].map { String(decoding: $0, as: UTF8.self) } }
}
