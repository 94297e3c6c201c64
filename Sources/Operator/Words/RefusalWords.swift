/// Why a command on a case is refused.
extension SaidWords {
    static let refusals = [
        Phrase(
            id: "tidak ada laporan itu: cocokkan nomornya dengan pemberitahuan",
            en: "there is no such case: compare the tracking code with the notice"),
        Phrase(
            id:
                "kata rahasia yang salah terlalu sering dalam satu jam: tunggu, atau pakai kode ke alamat pelapor sendiri (ask_code)",
            en: "too many wrong secrets within an hour: wait, or use a code to the reporter's own address (ask_code)"),
        Phrase(
            id: "kode sudah diminta {count} kali dalam sehari: tunggu",
            en: "codes were asked for {count} times within a day: wait"),
        Phrase(
            id:
                "laporan itu tidak menyebut nomor atau alamat, jadi tidak ada yang dapat diberi tahu kodenya: mintalah petugas menambahkannya ('lapor case contact')",
            en:
                "the report names no number or address, so nobody could be told a code: let an official add one ('lapor case contact')"
        ),
        Phrase(
            id: "jurnal laporan itu tidak dapat dibaca; beri tahu pengelola",
            en: "the case's journal cannot be read; tell the operator"),
        Phrase(
            id: "perintah lain sudah memakai id ini: setiap perintah perlu id sendiri",
            en: "another command had this id: each command needs its own"),
        Phrase(
            id:
                "id ini sudah dipakai untuk perintah dengan isi lain, yang tetap berlaku: kirim yang ini dengan id sendiri",
            en:
                "this id was used for a command that says something else, which stays: send this one under an id of its own"
        ),
        Phrase(
            id: "laporan sudah pada versi {version}, bukan {expected}: lihat lagi",
            en: "the case is at version {version}, not {expected}: look again"),
        Phrase(
            id: "{command} tidak mungkin selama laporan berstatus {status}: untuk peran {role} yang mungkin {commands}",
            en: "{command} is not possible while the case is {status}: the role {role} has {commands}"),
        Phrase(
            id: "{command} tidak mungkin selama laporan berstatus {status}; untuk peran {role} tidak ada yang mungkin",
            en: "{command} is not possible while the case is {status}, nor is anything for the role {role}"),
        Phrase(
            id: "{command} bukan untuk peran {role}, melainkan untuk {roles}",
            en: "{command} is not for the role {role}, only for {roles}"),
        Phrase(
            id: "laporan ada di {bodies}, bukan di {own}: serahkan kepada instansi itu",
            en: "the case is with {bodies}, not with {own}: leave it to them"),
        Phrase(
            id: "{account} pernah bertindak pada laporan ini untuk sebuah instansi: pelapor harus diwakili akun lain",
            en: "{account} has acted on this case for a body: another account must act for its reporter"),
        Phrase(
            id:
                "laporan ini berputar, penolakan dan pengembalian sejauh ini {count}: alihkan ke {desk}, yang memutuskan dalam waktu verifikasi, dan keputusannya mengikat",
            en:
                "the case goes in circles, refusals and returns so far {count}: transfer it to {desk}, which decides within the days of a verification, and binds"
        ),
        Phrase(
            id:
                "petugas sudah {count} kali bertanya: putuskan dengan yang diketahui, atau mintalah admin koordinator bertanya",
            en: "officers have asked {count} times: decide on what is known, or have the coordinator ask"),
        Phrase(
            id: "keberatan dapat diajukan sampai {date}: kirim laporan baru yang menyebut {code}",
            en: "an objection was possible until {date}: send a new report that names {code}"),
        Phrase(
            id: "pelapor berkeberatan: tanggapi dahulu keberatannya dengan reply, lalu {command}",
            en: "the reporter has objected: reply to the objection first, then {command}"),
        Phrase(
            id: "laporan ini sudah ditanggapi: kini hanya spam yang diarsipkan ('cause' spam), selain itu ditutup",
            en: "the case was replied to: only spam is filed now ('cause' spam), all else is closed"),
        Phrase(
            id:
                "'{name}' terlalu sedikit isinya: kata berbeda yang dapat dibaca, sedikitnya {count}, seperti 'Lampu sudah diganti hari ini'",
            en:
                "'{name}' says too little: different words that can be read, at least {count}, as in 'Lampu sudah diganti hari ini'"
        ),
        Phrase(
            id: "'{name}' berisi '{mark}' di tempat kata: tulislah lengkap, seperti 'Lampu sudah diganti hari ini'",
            en: "'{name}' has '{mark}' where words belong: say it in full, as in 'Lampu sudah diganti hari ini'"),
        Phrase(
            id:
                "'{name}' hanya berisi salam atau terima kasih: tulislah apa yang diputuskan atau dilakukan, seperti 'Lampu sudah diganti hari ini'",
            en:
                "'{name}' greets or thanks and says nothing else: say what was decided or done, as in 'Lampu sudah diganti hari ini'"
        ),
        Phrase(id: "stars harus 1 sampai 5", en: "stars must be 1 to 5"),
        Phrase(
            id: "'{name}' wajib ada: tambahkan, lalu kirim lagi perintahnya",
            en: "'{name}' is required: add it, and send the command again"),
        Phrase(
            id: "'into' harus menyebut laporan lain yang tidak mengikuti laporan lain dan tidak diarsipkan",
            en: "'into' must name another case that follows none itself and is not filed"),
        Phrase(
            id: "laporan lain mengikuti laporan ini: alihkan dahulu ke laporan tujuan",
            en: "other cases follow this one: let them follow the other case first"),
        Phrase(
            id: "laporan ini tidak mengikuti laporan lain: bukalah kembali dengan reopen",
            en: "the case follows no other: reopen it instead"),
        Phrase(
            id: "laporan ini mengikuti laporan lain: pakai unmerge", en: "the case follows another: unmerge it instead"),
        Phrase(
            id: "tidak ada kategori {category}: kosongkan, atau sebutkan yang lain",
            en: "there is no category {category}: leave it out, or name another"),
        Phrase(
            id: "tidak ada instansi {body}: kodenya ada di 'lapor body list'",
            en: "there is no body {body}: 'lapor body list' has the codes"),
        Phrase(
            id: "laporan sudah ada di {body}: sebutkan instansi lain",
            en: "the case is with {body} already: name another body"),
        Phrase(
            id:
                "{body} pernah menolak laporan ini dan tidak menerimanya lagi; hanya meja nasional yang boleh, jadi sebutkan instansi lain",
            en: "{body} has refused this case: it never goes back; only the national desk may, so name another body"),
        Phrase(
            id: "meja nasional sudah menetapkan instansinya, dan keputusannya mengikat: tanggapilah pelapor",
            en: "the national desk has assigned the case, and its decision binds: reply to the reporter"),
        Phrase(
            id:
                "penyalahgunaan wewenang diperiksa inspektorat, tidak pernah oleh unit itu sendiri: sebutkan inspektoratnya",
            en: "misuse of office is examined by an inspectorate, never by a unit itself: name the inspectorate"),
        Phrase(
            id:
                "refuse tidak mungkin selama perutean mencari instansi: kirim lagi bila laporan sudah ada di sebuah instansi",
            en: "refuse is not possible while routing looks for a body: send it again when a body has the case"),
        Phrase(
            id: "laporan belum ada di meja mana pun: kirim lagi bila perutean sudah menemukannya",
            en: "no desk has the case yet: send it again when routing has one"),
        Phrase(
            id:
                "sebab ini tidak diberikan, melainkan akibat dari yang terjadi: sebutkan yang lain, seperti spam atau out_of_scope",
            en:
                "this cause is not given, it follows from what happens: name another, such as spam or out_of_scope"),
        Phrase(
            id: "Ombudsman memerlukan persetujuan pelapor: pelapor sendiri memberikannya dengan escalate",
            en: "the Ombudsman needs the reporter's consent: they give it by escalate themselves"),
        Phrase(
            id: "laporan sudah dinilai: nilai baru dapat diberikan sesudah keberatan",
            en: "the case is rated already: a rating can be given anew after an objection"),
        Phrase(
            id: "laporan sudah dikonfirmasi: tidak perlu apa-apa lagi",
            en: "the case is confirmed already: nothing more is needed"),
        Phrase(
            id:
                "laporan tidak menyebut nomor atau alamat di kanalnya, jadi tidak ada yang dapat ditanya: putuskan dengan yang diketahui, atau tambahkan dengan 'lapor case contact'",
            en:
                "the report names no number or address on its channel, so nobody could be asked: decide on what is known, or add one by 'lapor case contact'"
        ),
        Phrase(
            id:
                "pelapor menerima pertanyaan lewat SMS, dan ada karakter yang tidak dapat dikirim: tulislah dengan huruf biasa, tanpa emoji",
            en:
                "the reporter gets the question by SMS, and it has characters that an SMS cannot carry: write it in plain letters, without emoji"
        ),
        Phrase(
            id: "pelapor menerima pertanyaan lewat SMS: singkatkan menjadi paling banyak {limit} karakter",
            en: "the reporter gets the question by SMS: shorten it to at most {limit} characters"),
        Phrase(
            id: "'correspondence' tidak menyebut kata-kata untuk laporan ini yang menunggu diambil",
            en: "'correspondence' names no words for this case that wait to be taken up"),
        Phrase(
            id: "perintah ini tidak membuktikan siapa pun: tandatangani, dan kirim tokennya di header x-lapor-token",
            en: "the command proves nobody: sign it, and send the token in the header x-lapor-token"),
        Phrase(
            id:
                "header x-lapor-token tidak memuat token menurut kontrak: tandatangani perintah menurut docs/integrators.md",
            en:
                "the header x-lapor-token holds no token of the form that the contract has: sign the command as docs/integrators.md says"
        ),
        Phrase(
            id:
                "token tidak ditandatangani dengan EdDSA memakai kunci penerbitnya: tandatangani dengan kunci yang disebut kid-nya",
            en: "the token is not signed by EdDSA with the issuer's key: sign it with the key that its kid names"),
        Phrase(
            id: "tidak ada penerbit terdaftar dengan nama dan kunci itu: mintalah didaftarkan ('lapor issuer add')",
            en: "no issuer with that name and key is registered here: have it registered ('lapor issuer add')"),
        Phrase(
            id:
                "penerbit atau kuncinya dicabut, atau kunci itu tidak berlaku sekarang: tandatangani dengan kunci yang berlaku",
            en: "the issuer or its key is revoked, or the key does not hold now: sign with a key that holds"),
        Phrase(
            id: "token sudah kedaluwarsa: tandatangani lagi perintah itu, dan kirim dengan id yang sama",
            en: "the token has expired: sign the command anew, and send it with the same id"),
        Phrase(
            id: "token ditandatangani di masa depan: cocokkan jam penandatangannya",
            en: "the token was signed in the future: set the clock of whoever signs"),
        Phrase(
            id: "penerbit tidak boleh berbicara untuk peran {role}, hanya untuk {roles}",
            en: "the issuer may not speak for the role {role}, only for {roles}"),
        // As refusals have it that were stored before.
        Phrase(id: "tidak ada laporan itu", en: "there is no such case"),
        Phrase(
            id: "laporan itu tidak menyebut nomor atau alamat: tidak ada yang dapat diberi tahu kodenya",
            en: "the report names no number or address: nobody could be told a code"),
        Phrase(
            id: "refuse tidak mungkin selama perutean mencari instansi: laporan belum ada di siapa pun",
            en: "refuse is not possible while routing looks for a body: nobody has the case"),
        Phrase(
            id: "laporan belum ada di meja mana pun: perutean sedang mencarinya",
            en: "no desk has the case yet: routing is looking for one"),
        Phrase(id: "laporan sudah dinilai", en: "the case is rated already"),
        Phrase(id: "laporan sudah dikonfirmasi", en: "the case is confirmed already"),
        Phrase(
            id: "laporan tidak menyebut nomor atau alamat di kanalnya: tidak ada yang dapat ditanya",
            en: "the report names no number or address on its channel: nobody could be asked"),
        Phrase(
            id: "pelapor menerima pertanyaan lewat SMS: ada karakter yang tidak dapat dikirim lewat SMS",
            en: "the reporter gets the question by SMS: it has characters that an SMS cannot carry"),
        Phrase(
            id: "header x-lapor-token tidak memuat token menurut kontrak",
            en: "the header x-lapor-token holds no token of the form that the contract has"),
        Phrase(
            id: "token tidak ditandatangani dengan EdDSA memakai kunci penerbitnya",
            en: "the token is not signed by EdDSA with the issuer's key"),
        Phrase(
            id: "tidak ada penerbit terdaftar dengan nama dan kunci itu",
            en: "no issuer with that name and key is registered here"),
        Phrase(
            id: "penerbit atau kuncinya dicabut, atau kunci itu tidak berlaku sekarang",
            en: "the issuer or its key is revoked, or the key does not hold now"),
        Phrase(
            id: "penerbit tidak boleh berbicara untuk instansi itu, atau wajib menyebut satu",
            en: "the issuer may not speak for that body, or must name one"),
        Phrase(id: "token ditandatangani untuk bita lain", en: "the token was signed for other bytes than these"),
        Phrase(
            id: "token lain dengan jti itu sudah dipakai untuk pesan lain",
            en: "another message had a token with that jti"),
        Phrase(
            id: "pelapor harus membuktikan diri dengan kata rahasia yang diberitahukan bersama nomor laporannya",
            en: "the reporter must prove themselves by the secret that they were told with the tracking code"),
        Phrase(
            id: "pelapor menerima pertanyaan lewat SMS: paling banyak {limit} karakter",
            en: "the reporter gets the question by SMS: at most {limit} characters"),
        Phrase(id: "laporan sudah ada di {body}", en: "the case is with {body} already"),
        Phrase(
            id:
                "laporan ini berputar, penolakan dan pengembalian sejauh ini {count}: alihkan ke {desk}, yang memutuskan",
            en: "the case goes in circles, refusals and returns so far {count}: transfer it to {desk}, which decides"),
        Phrase(
            id: "{command} tidak mungkin selama laporan berstatus {status}",
            en: "{command} is not possible while the case is {status}"),
        Phrase(id: "{command} bukan untuk peran {role}", en: "{command} is not for the role {role}"),
        Phrase(id: "tidak ada kategori {category}", en: "there is no category {category}"),
        Phrase(id: "tidak ada instansi {body}", en: "there is no body {body}"),
        Phrase(id: "'{name}' wajib ada", en: "'{name}' is required"),
        Phrase(id: "laporan ada di {bodies}, bukan di {own}", en: "the case is with {bodies}, not with {own}"),
        Phrase(id: "penerbit tidak boleh berbicara untuk peran itu", en: "the issuer may not speak for that role"),
        Phrase(
            id:
                "penerbit tidak boleh berbicara untuk instansi itu, atau wajib menyebut satu: sebutkan instansi penerbit itu dalam 'actor'",
            en: "the issuer may not speak for that body, or must name one: name a body of the issuer's in 'actor'"),
        Phrase(
            id: "token ditandatangani untuk bita lain: tandatangani bita yang benar-benar dikirim",
            en: "the token was signed for other bytes than these: sign the very bytes that are sent"),
        Phrase(
            id: "token lain dengan jti itu sudah dipakai untuk pesan lain: setiap pesan perlu token sendiri",
            en: "another message had a token with that jti: each message needs a token of its own"),
        Phrase(
            id:
                "pelapor harus membuktikan diri dengan kata rahasia yang diberitahukan bersama nomor laporannya: yang kehilangan meminta kode (ask_code)",
            en:
                "the reporter must prove themselves by the secret that they were told with the tracking code: who has lost it asks for a code (ask_code)"
        ),
    ]
}
