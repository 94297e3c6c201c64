/// What modules below say in English, and what is stored so: refusals, rejections, differences, errors. The text is matched
/// with its gaps; `SaidWordsTests` holds the list to the sources.
enum SaidWords {
    /// The surest first: of two that fit, the one with more words of its own is meant.
    static let all =
        (refusals + rejections + ruleFaults + history + notices + errors + calls + remedies + tls + sealing + webhooks)
        .map(SaidPhrase.init).sorted { $0.certainty > $1.certainty }

    static let history = [
        Phrase(
            id: "barisnya tidak mempunyai kolom seperti kepala kolom: tidak disertakan",
            en: "the row has not the columns of the header: left out"),
        Phrase(
            id: "nomornya sudah ada di baris sebelumnya: tidak disertakan",
            en: "the number stands in an earlier row: left out"),
        Phrase(id: "tanpa Tracking ID: tidak disertakan", en: "no Tracking ID: left out"),
        Phrase(
            id: "Tracking ID sudah ada di baris sebelumnya: tidak disertakan",
            en: "the Tracking ID stands in an earlier row: left out"),
        Phrase(
            id: "statusnya bukan salah satu dari keenam status: tidak dihitung dalam persentase",
            en: "the status is none of the six: left out of rates"),
        Phrase(
            id: "tanpa tanggal masuk yang terbaca: tidak dihitung dalam persentase",
            en: "no date of submission that can be read: left out of rates"),
        Phrase(
            id: "{name}, {period}: {column} kosong, jadi tanpa persentase",
            en: "{name}, {period}: {column} is blank, so it has no rates"),
        Phrase(id: "{reasons}: tidak disertakan", en: "{reasons}: left out"),
        Phrase(same: "{reason}; {further}"),
        Phrase(id: "{column} kosong", en: "{column} is blank"),
        Phrase(
            id: "periode '{period}' bukan waktu seperti 2020, 2020-07 atau 2020-01/2020-09",
            en: "periode is '{period}', no time such as 2020, 2020-07 or 2020-01/2020-09"),
        Phrase(
            id: "{column} '{text}' bukan bilangan bulat",
            en: "{column} is '{text}', no whole number"),
        Phrase(
            id: "baris jumlah tanpa jumlah yang terbaca: tidak dibandingkan",
            en: "a row of sums without a total that can be read: not compared"),
        Phrase(
            id: "baris jumlah menulis {column} {count}, sedangkan barisnya berjumlah {sum}",
            en: "the row of sums has {column} {count}, the rows sum to {sum}"),
        Phrase(id: "{reason}, jadi tanpa persentase", en: "{reason}, so it has no rates"),
        Phrase(
            id: "{name}, {period}: jumlah bagiannya {sum} dari {total}, selisih {difference}",
            en: "{name}, {period}: the parts sum to {sum} of {total}, difference {difference}"),
        Phrase(
            id:
                "{name}, {period}: jumlah bagiannya {sum} dari {total}, selisih {difference}; ada status lain: {further}",
            en:
                "{name}, {period}: the parts sum to {sum} of {total}, difference {difference}; it has further statuses: {further}"
        ),
        Phrase(
            id: "{name}, {period}: angkanya lain daripada baris {line} dari {file}",
            en: "{name}, {period}: other figures than line {line} of {file}"),
        Phrase(
            id: "{name}, {period}: sama dengan baris {line}, ditampilkan sekali",
            en: "{name}, {period}: the same as line {line}, shown once"),
        Phrase(
            id:
                "{id}: {status} tanggal {date}, sedangkan baris {line} dari {file} menulis {other} tanggal {day}; keadaan yang lebih baru berlaku",
            en:
                "{id}: {status} of {date}, and line {line} of {file} says {other} of {day}; the newer statement counts"
        ),
        Phrase(id: "tidak ada wilayah berkode {code}", en: "no region has code {code}"),
        Phrase(id: "kode {code} adalah kode {name}", en: "code {code} is that of {name}"),
    ]

    /// Why a notice was not sent, or nobody knows.
    static let notices = [
        Phrase(id: "dihentikan setelah {number} percobaan: {reason}", en: "given up after {number} attempts: {reason}"),
        Phrase(
            id: "penyedia sedang gagal; menunggu sebelum percobaan berikutnya",
            en: "provider is failing; waiting before the next attempt"),
        Phrase(id: "penyedia lambat atau sedang dicoba lagi", en: "provider is slow or being tried again"),
        Phrase(id: "penerima tidak mempunyai alamat lagi", en: "the recipient has no address any more"),
        Phrase(id: "worker berakhir saat percobaan berjalan", en: "worker ended during the attempt"),
        Phrase(
            id: "worker berakhir saat percobaan berjalan; penerimanya sudah tidak ada",
            en: "worker ended during the attempt; the recipient is gone since"),
        Phrase(
            id: "tidak ada templat untuk kejadian, peran, dan saluran ini",
            en: "no template for this event, role and channel"),
        Phrase(id: "mengambil tugas terlalu lama", en: "claiming took too long"),
        Phrase(id: "pesannya tidak dapat ditulis: {reason}", en: "the message cannot be written: {reason}"),
        Phrase(id: "berkas outbox tidak dapat ditulis", en: "the outbox file cannot be written"),
        Phrase(id: "bearerbox menolaknya", en: "bearerbox refuses it"),
        Phrase(id: "bearerbox belum dapat menerimanya", en: "bearerbox does not take it now"),
        Phrase(id: "bearerbox tidak menyatakan telah menerimanya", en: "bearerbox has not said that it has it"),
        Phrase(id: "telepon penerima tidak terjangkau", en: "the phone was not reached"),
        Phrase(id: "tanda terima tidak datang pada waktunya", en: "no receipt came in time"),
        Phrase(id: "dijawab dengan protokol lain", en: "answered by another protocol"),
        Phrase(id: "alamatnya tidak ada pemiliknya: {reason}", en: "nobody has the address: {reason}"),
        Phrase(id: "dikembalikan: {reason}", en: "came back: {reason}"),
        Phrase(id: "tidak dijawab dengan HTTP", en: "not answered by HTTP"),
    ]

    static let errors = [
        // Settings.
        Phrase(id: "{key} belum diatur. {help}", en: "{key} is not set. {help}"),
        Phrase(id: "{key} harus salah satu dari {words}", en: "{key} must be one of {words}"),
        Phrase(
            id: "{key} harus bilangan dari {least} sampai {most}", en: "{key} must be a number from {least} to {most}"),
        Phrase(
            id: "RabbitMQ: {address}; kluster: host1:port1,host2:port2",
            en: "RabbitMQ: {address}; a cluster: host1:port1,host2:port2"),
        Phrase(
            id: "PostgreSQL: {address}; beberapa host dicoba bergantian",
            en: "PostgreSQL: {address}; several hosts are tried in turn"),
        Phrase(
            id: "API manajemen RabbitMQ: {address}, atau semua node. Dengan ini worker memeriksa kebijakan juga",
            en: "RabbitMQ's management API: {address}, or all nodes. With it a worker checks policies too"),
        // The broker's topology.
        Phrase(
            id: "LAPOR_MANAGEMENT_URL harus seperti https://user:password@host:15671",
            en: "LAPOR_MANAGEMENT_URL must look like https://user:password@host:15671"),
        Phrase(
            id: "API manajemen RabbitMQ tidak menjawab: {reason}",
            en: "RabbitMQ's management API does not answer: {reason}"),
        Phrase(id: "API manajemen RabbitMQ: {reason}", en: "RabbitMQ's management API: {reason}"),
        Phrase(id: "{path}: bukan JSON yang diharapkan", en: "{path}: not the JSON that was expected"),
        Phrase(id: "{path} tidak dapat ditulis", en: "cannot write {path}"),
        Phrase(id: "bukan HTTP", en: "not HTTP"),
        Phrase(
            id: "virtual host dipakai untuk laporan sungguhan: latihan membutuhkan yang tersendiri",
            en: "the virtual host is in use for real complaints: a rehearsal needs one of its own"),
        Phrase(
            id: "antrean {queue} tidak terikat ke {exchange} dengan kunci '{key}'",
            en: "queue {queue} is not bound to {exchange} with key '{key}'"),
        Phrase(
            id: "antrean {queue} terikat ke {exchange} dengan kunci '{key}', seharusnya tidak",
            en: "queue {queue} is bound to {exchange} with key '{key}' and must not be"),
        Phrase(id: "exchange {name} tidak ada", en: "exchange {name} is missing"),
        Phrase(
            id: "exchange {name} dibuat tanpa alternate-exchange {wanted}",
            en: "exchange {name} was declared without alternate-exchange {wanted}"),
        Phrase(
            id: "exchange {name} tidak terikat ke {exchange} dengan kunci '{key}'",
            en: "exchange {name} is not bound to {exchange} with key '{key}'"),
        Phrase(
            id: "exchange {ours} terikat ke exchange {theirs} dengan kunci '{key}'",
            en: "exchange {ours} is bound to exchange {theirs} with key '{key}'"),
        Phrase(
            id: "exchange {theirs} menyerahkan ke {ours} apa yang tidak dapat ditempatkannya",
            en: "exchange {theirs} hands to {ours} what it cannot place"),
        Phrase(
            id: "antrean {queue} menyerahkan pesan yang dibuangnya ke {ours}",
            en: "queue {queue} gives up its messages to {ours}"),
        Phrase(
            id: "antrean {queue} mendengar {ours} dengan kunci '{key}'",
            en: "queue {queue} hears {ours} with key '{key}'"),
        Phrase(
            id: "antrean {queue} mendengar {ours}, dan {count} pesan tertumpuk di dalamnya",
            en: "queue {queue} hears {ours}, and {count} messages lie in it"),
        Phrase(
            id: "exchange {name} berjenis {found}, harus {wanted}", en: "exchange {name} is {found}, must be {wanted}"),
        Phrase(id: "antrean {name} tidak ada", en: "queue {name} is missing"),
        Phrase(id: "antrean {name} berjenis {found}, harus quorum", en: "queue {name} is {found}, must be quorum"),
        Phrase(id: "antrean {name} tidak durable", en: "queue {name} is not durable"),
        Phrase(
            id: "antrean {name}: kebijakan {key} {found}, harus {wanted}",
            en: "queue {name}: policy {key} is {found}, must be {wanted}"),
        Phrase(
            id:
                "antrean {name} dibuat dengan {arguments}: hentikan pengirimnya, dan bila kosong hapus dengan 'rabbitmqctl delete_queue -p VHOST {queue}'",
            en:
                "queue {name} was declared with {arguments}: stop who sends, and when it is empty, delete it by 'rabbitmqctl delete_queue -p VHOST {queue}'"
        ),
        Phrase(
            id: "antrean {name}: kebijakan {key} diatur, seharusnya tidak",
            en: "queue {name}: policy {key} is set and must not be"),
        Phrase(id: "belum diatur", en: "not set"),
        Phrase(
            id:
                "kebijakan {name} berlaku sebagai ganti milik lapor ({places}): hapus dengan 'rabbitmqctl clear_policy -p VHOST {name}'",
            en:
                "policy {name} is in effect instead of lapor's ({places}): clear it by 'rabbitmqctl clear_policy -p VHOST {name}'"
        ),
        Phrase(
            id:
                "kebijakan {name} mengatur alternate-exchange ({places}): hapus dengan 'rabbitmqctl clear_policy -p VHOST {name}'",
            en:
                "policy {name} sets alternate-exchange ({places}): clear it by 'rabbitmqctl clear_policy -p VHOST {name}'"
        ),
        Phrase(
            id:
                "kebijakan operator {name} mengatur {keys} ({places}): hapus dengan 'rabbitmqctl clear_operator_policy -p VHOST {name}'",
            en:
                "operator policy {name} sets {keys} ({places}): clear it by 'rabbitmqctl clear_operator_policy -p VHOST {name}'"
        ),
        // The schema.
        Phrase(id: "migrasi {name} harus bernama NNNN_apa.sql", en: "migration {name} must be named NNNN_what.sql"),
        Phrase(
            id: "migrasi {name} disunting setelah diterapkan; batalkan suntingannya dan tambahkan migrasi baru",
            en: "migration {name} was edited after it had been applied; undo the edit and add a new migration instead"),
        Phrase(
            id: "basis data mempunyai migrasi {name}, yang tidak dikenal program ini; pakai yang lebih baru",
            en: "the database has migration {name}, which this program does not know; use a newer one"),
        Phrase(
            id:
                "tabel milik {owner}, dan akun ini tidak dapat menjadi pemiliknya; lakukan migrasi dengan akun ber-role migrate",
            en: "the tables belong to {owner}, which this account cannot become; migrate by an account of role migrate"),
        Phrase(
            id: "basis data tidak dapat menyimpannya: SQLSTATE {state}",
            en: "the database cannot store it: SQLSTATE {state}"),
        // Figures.
        Phrase(
            id: "{place}: jumlah bagiannya {parts}, totalnya {total}, kurang {difference}: tidak dicetak",
            en: "{place}: the parts sum to {parts}, the total is {total}, {difference} less: not printed"),
        Phrase(
            id: "{place}: jumlah bagiannya {parts}, totalnya {total}, lebih {difference}: tidak dicetak",
            en: "{place}: the parts sum to {parts}, the total is {total}, {difference} more: not printed"),
        Phrase(
            id: "jumlah bagiannya {parts}, totalnya {total}, kurang {difference}: tidak dicetak",
            en: "the parts sum to {parts}, the total is {total}, {difference} less: not printed"),
        Phrase(
            id: "jumlah bagiannya {parts}, totalnya {total}, lebih {difference}: tidak dicetak",
            en: "the parts sum to {parts}, the total is {total}, {difference} more: not printed"),
        Phrase(
            id: "{status}: {journal} menurut jurnal, {cases} menurut laporan: tidak dicetak",
            en: "{status}: {journal} by the journal, {cases} by the cases: not printed"),
        Phrase(
            id: "{cases} jurnal tidak dapat diputar ulang, jadi tidak ada angka yang dicetak. {example}",
            en: "{cases} journals cannot be replayed, so no figure is printed. {example}"),
        Phrase(
            id: "keadaan pada {moment} belum dapat diketahui: sekarang {now}",
            en: "nobody can know how things stand at {moment}: it is {now}"),
        Phrase(
            id: "tidak ada ukuran '{name}' di sini: lihat 'lapor report definitions'",
            en: "there is no measure '{name}' here: see 'lapor report definitions'"),
        Phrase(
            id: "hanya ukuran kelompok 'status' yang dapat diterbitkan: yang lain tidak terlindungi",
            en: "only the figures of group 'status' can be published: others are not protected by suppression"),
        // Models.
        Phrase(
            id: "ini bukan model dari versi program ini; buat dengan 'lapor train'",
            en: "this is no classifier of this program's version; make one with lapor train"),
        Phrase(
            id: "jumlah pemeriksa model tidak cocok: berkasnya rusak atau diubah",
            en: "the checksum of the classifier does not match: the file was damaged or changed"),
        Phrase(
            id: "keterangan model tidak dapat dibaca; buat dengan 'lapor train'",
            en: "the description of the classifier cannot be read; make one with lapor train"),
        Phrase(
            id: "model mempunyai {count} bita bobot, tidak seperti keterangannya",
            en: "the classifier has {count} bytes of weights, not what its description says"),
        Phrase(
            id: "tidak ada model {name}; yang bawaan {names}", en: "there is no model {name}; shipped are {names}"),
        Phrase(id: "perlu sedikitnya dua kelas", en: "at least two classes are needed"),
        Phrase(
            id: "{groups} kelompok teks terlalu sedikit untuk {folds} bagian",
            en: "{groups} groups of texts are too few for {folds} parts"),
        Phrase(
            id: "model {versions} menghitung fitur dengan cara yang berbeda",
            en: "the models {versions} count features differently"),
    ]
}
