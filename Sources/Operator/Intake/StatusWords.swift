/// Words of statuses, Indonesian and English.
enum StatusWords {
    /// What a word says of those behind it.
    enum Turn {
        /// They are to happen.
        case notYet
        case negated
        /// They were tried, or cannot be: nobody knows whether that ended the case.
        case unable
        /// They were so before.
        case past
    }

    static func turn(_ word: String) -> Turn? {
        if waiting.contains(word) || coming.contains(word) { return .notYet }
        if negations.contains(word) { return .negated }
        if efforts.contains(word) { return .unable }
        return earlier.contains(word) ? .past : nil
    }

    static let finished = words(
        """
        selesai ditutup tutup tertutup terselesaikan diselesaikan tuntas dituntaskan rampung beres kelar closed close resolved \
        solved completed complete fixed done finished finalized finalised concluded settled
        """)
    static let filed = words(
        """
        arsip diarsipkan terarsip archived archive cancelled canceled cancel duplicate duplicated dup duplikat duplikasi rejected \
        reject declined denied dismissed invalid withdrawn ditolak tertolak tolak dibatalkan batal dicabut spam hoaks hoax
        """)
    /// What goes on.
    static let opened = words(
        """
        open opened dibuka terbuka buka baru new aktif active ongoing berjalan berlangsung unresolved unsolved unclosed \
        incomplete unfinished uncompleted ditunda tunda tertunda hold antre antrean antri queued draft draf unassigned
        """)
    /// Of cases that nobody has looked at.
    static let fresh = words("baru new masuk diterima received registered terdaftar terkirim submitted")
    /// Of cases that wait for their reporter, or for something else.
    static let paused = words("menunggu menanti waiting awaiting pending ditunda tunda tertunda hold")
    static let again = words("reopen reopened")
    static let anew = words("kembali lagi ulang again")
    /// What begins a step that has not been taken; by itself it says as much.
    static let waiting = words(
        """
        belum blm bkm menunggu menanti waiting awaiting pending sedang segera hampir masih almost nearly still
        """)
    /// The same, of words that say nothing by themselves.
    static let coming = words(
        """
        akan target rencana dalam will be being until sebelum before siap ready perlu harus need needs must should diusulkan usulan \
        permintaan diminta minta meminta requested request proposed jika bila if unless estimasi perkiraan diperkirakan estimated \
        estimate eta expected planned direncanakan deadline jadwal janji dijanjikan harap diharapkan semoga menuju menjelang \
        mendekati nyaris calon kandidat hendak
        """)
    static let negations = words(
        """
        tidak tdk tak bukan jangan un not never no tanpa without non isnt wasnt kurang gak ga nggak ngga enggak ndak kagak ora \
        arent werent hasnt havent doesnt didnt dont
        """)
    static let efforts = words(
        "dapat bisa can cannot cant could couldnt unable gagal failed wont sulit susah mustahil")
    static let earlier = words("setelah sesudah after sebelumnya previously sempat pernah formerly since")
    /// Of what is over in part or for a time.
    static let unsure = words(
        """
        sebagian partially partly partial sementara temporarily setengah separuh parsial mungkin maybe perhaps probably katanya \
        konon dianggap diklaim claimed tahap tahapan fase phase stage termin besok lusa depan mendatang nanti tomorrow next soon
        """)
    /// Behind an end they say that something is left to do.
    static let followUps = words("perlu harus need needs must should akan will")
    /// What is refused or called off is the case, unless something else is named beside it.
    static let refusals = words(
        """
        ditolak tertolak tolak rejected reject declined denied refused dibatalkan batal dicabut cancelled canceled cancel \
        withdrawn
        """)
    /// What may be refused in a case that goes on: its closing, an answer, a step.
    static let refusable = words(
        """
        penutupan penyelesaian pengarsipan closure closing resolution completion tanggapan jawaban hasil tindak respon response \
        answer banding keberatan appeal pengalihan pelimpahan penerusan transfer usul usulan
        """)
    /// Who reports: a case they refuse to see closed goes on, one they take back is over.
    static let reporters = words("pelapor warga masyarakat pemohon pengadu reporter citizen customer user")
    static let withdrawals = words("dibatalkan batal dicabut cancelled canceled cancel withdrawn")
    /// Between two numbers: only some of all.
    static let outOf = words("dari of")
    static let dates = words(
        """
        tgl tanggal bulan januari jan februari feb maret mar april apr mei juni jun juli jul agustus agt september sep oktober \
        okt november nov desember des may august aug october oct december dec
        """)
    /// Work on a case.
    static let work = words(
        """
        proses diproses pemrosesan process processing progress inprogress dikerjakan pengerjaan penanganan penyelesaian
        """)
    /// Steps of a case that do not end it.
    static let steps = words(
        """
        verifikasi diverifikasi terverifikasi verified disposisi \
        terdisposisi didisposisikan diteruskan forwarded forward assigned acknowledged registered terdaftar terkirim submitted \
        received diterima masuk review ditinjau telaah ditelaah investigasi investigating investigation koordinasi \
        dikoordinasikan escalated eskalasi scheduled dijadwalkan initiated started dirujuk \
        referred transferred inspection survei confirmed
        """)

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    /// Between two parts of a sentence that say something by themselves.
    private static let conjunctions = words(
        "dan and tetapi tapi but namun lalu kemudian then karena because sebab due oleh by atau or menjadi")

    /// The words of a text in small letters, by its clauses: `In-Progress`, `inProgress` and `IN_PROGRESS` are two.
    static func clauses(of text: String) -> [[String]] {
        var clauses: [[String]] = [[]]
        var word = ""
        var previous: Character = " "
        func finish() {
            guard !word.isEmpty else { return }
            defer { word = "" }
            if conjunctions.contains(word) {
                clauses.append([])
            } else if clauses[clauses.count - 1].last == "re" {
                clauses[clauses.count - 1][clauses[clauses.count - 1].count - 1] = "re" + word
            } else {
                clauses[clauses.count - 1].append(word)
            }
        }
        for (place, character) in zip(text.indices, text) {
            defer { previous = character }
            if character.isLetter || character.isNumber {
                if character.isUppercase, previous.isLowercase { finish() }
                word += character.lowercased()
            } else if "'’".contains(character) {
                continue
            } else {
                finish()
                let isDash = "-–—".contains(character)
                let next = text.index(after: place)
                let isAlone = previous.isWhitespace || next == text.endIndex || text[next].isWhitespace
                if !character.isWhitespace, character != "_", !isDash || isAlone { clauses.append([]) }
            }
        }
        finish()
        return clauses.filter { !$0.isEmpty }
    }
}
