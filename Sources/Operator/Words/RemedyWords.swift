/// What is wrong with servers and settings, and what to do about it, as the modules below say it.
extension SaidWords {
    static let remedies = causes + cures + settings

    private static let causes =
        [
            Phrase(
                id: "loginnya tidak boleh melakukan pekerjaannya: {what}", en: "the login may not do its work: {what}"),
            Phrase(id: "RabbitMQ tidak menjawab", en: "RabbitMQ does not answer"),
            Phrase(id: "tidak ada virtual host {name}", en: "there is no virtual host {name}"),
            Phrase(
                id: "RabbitMQ tidak mengizinkan akunnya masuk ke virtual host",
                en: "RabbitMQ does not let the account into the virtual host"),
            Phrase(id: "RabbitMQ menolak pengguna atau kata sandinya", en: "RabbitMQ refuses user or password"),
            Phrase(
                id: "RabbitMQ menutup sambungan saat masuk", en: "RabbitMQ closes the connection during the login"),
            Phrase(id: "LAPOR_AMQP_URL tidak dapat dipakai: {reason}", en: "LAPOR_AMQP_URL cannot be used: {reason}"),
            Phrase(id: "LAPOR_MANAGEMENT_URL tidak dapat dipakai", en: "LAPOR_MANAGEMENT_URL cannot be used"),
            Phrase(id: "API manajemen RabbitMQ tidak menjawab", en: "RabbitMQ's management API does not answer"),
            Phrase(
                id: "API manajemen RabbitMQ menolak pengguna atau kata sandinya",
                en: "RabbitMQ's management API refuses user or password"),
            Phrase(
                id: "API manajemen RabbitMQ tidak memperlihatkan kepada akun {account} apa yang harus diperiksa",
                en: "RabbitMQ's management API does not show account {account} what is to be looked at"),
            Phrase(
                id: "API manajemen RabbitMQ tidak mengenal virtual host itu",
                en: "RabbitMQ's management API does not know the virtual host"),
            Phrase(
                id: "API manajemen RabbitMQ: akun {account} tidak berhak atas virtual host {host}",
                en: "RabbitMQ's management API: account {account} has no right to virtual host {host}"),
            Phrase(
                id: "API manajemen RabbitMQ: akun {account} tidak boleh mengatur kebijakan",
                en: "RabbitMQ's management API: account {account} may not set policies"),
            Phrase(
                id: "API manajemen RabbitMQ: akun {account} tidak boleh melihat; beri tag monitoring",
                en: "RabbitMQ's management API: account {account} may not look; give it the tag monitoring"),
            Phrase(
                id: "API manajemen RabbitMQ: akun {account} tidak boleh mengatur kebijakan; beri tag policymaker",
                en: "RabbitMQ's management API: account {account} may not set policies; give it the tag policymaker"),
            Phrase(
                id: "{kind} {name} sudah ada, dibuat lain: {difference}",
                en: "{kind} {name} is there, made otherwise: {difference}"),
            Phrase(
                id: "{argument} adalah {value}, padahal harus {wanted}",
                en: "{argument} is {value} and must be {wanted}"),
            Phrase(id: "{argument} tidak seperti seharusnya", en: "{argument} is not what it must be"),
            Phrase(id: "akun {account} tidak berhak atas {what}", en: "account {account} has no right to {what}"),
            Phrase(
                id: "akun {account} tidak boleh menerbitkan dengan kunci {what}",
                en: "account {account} may not publish with the key of {what}"),
            Phrase(
                id: "terbitkan dengan kunci kanalnya sendiri, atau beri kanal ini di berkas 'lapor account apply'",
                en: "publish with the key of its own channel, or give it this one in the file of 'lapor account apply'"),
            Phrase(id: "akunnya tidak berhak atas {operation}", en: "the account has no right to {operation}"),
            Phrase(id: "PostgreSQL tidak menjawab", en: "PostgreSQL does not answer"),
            Phrase(id: "PostgreSQL menolak kata sandinya", en: "PostgreSQL refuses the password"),
            Phrase(id: "PostgreSQL tidak mengizinkan akunnya masuk", en: "PostgreSQL does not let the account in"),
            Phrase(id: "tidak ada basis data {name}", en: "there is no database {name}"),
            Phrase(
                id: "tabelnya tidak lengkap, atau lebih lama daripada program ini",
                en: "tables are missing, or older than this program"),
            Phrase(id: "basis data hanya dapat dibaca", en: "the database can only be read"),
            Phrase(
                id: "basis data hanya dapat dibaca (default_transaction_read_only)",
                en: "the database can only be read (default_transaction_read_only)"),
            Phrase(id: "ini cadangan, hanya dapat dibaca", en: "this is a standby, which can only be read"),
            Phrase(
                id: "yang menjawab di LAPOR_MANAGEMENT_URL bukan API manajemen RabbitMQ",
                en: "what answers at LAPOR_MANAGEMENT_URL is not RabbitMQ's management API"),
            Phrase(
                id: "API manajemen RabbitMQ: yang menjawab di sana bukan RabbitMQ ({path})",
                en: "RabbitMQ's management API: what answers there is not RabbitMQ ({path})"),
            Phrase(id: "RabbitMQ menahan pengirim: {reason}", en: "RabbitMQ holds publishers back: {reason}"),
            Phrase(
                id: "RabbitMQ tidak mengizinkan akun {account} masuk ke virtual host {host}",
                en: "RabbitMQ does not let account {account} into virtual host {host}"),
            Phrase(id: "basis data terlalu lama menjawab", en: "the database took too long"),
            Phrase(
                id: "basis data kehabisan ruang atau sesi", en: "the database has no room or no session left"),
            Phrase(id: "basis data sedang berhenti atau mulai", en: "the database is ending or starting"),
            Phrase(id: "sambungan ke PostgreSQL terputus", en: "the connection to PostgreSQL broke"),
            Phrase(id: "basis data belum mempunyai tabel", en: "the database has no tables"),
            Phrase(
                id: "skemanya lebih lama daripada program ini, tanpa {names}",
                en: "the schema is older than this program, without {names}"),
            Phrase(
                id: "skemanya lebih baru daripada program ini, dengan {names}",
                en: "the schema is newer than this program, with {names}"),
            Phrase(
                id: "skemanya dibuat dengan bunyi lain dari {names}",
                en: "the schema was made by another text of {names}"),
        ] + openDoors

    /// What guards the tables and stands open.
    private static let openDoors = [
        Phrase(
            id: "pemicu {trigger} pada tabel {table} tidak lagi mencegah perubahan baris",
            en: "trigger {trigger} of table {table} keeps nobody from changing rows"),
        Phrase(
            id: "tabel {table} kehilangan pemicu yang menjaga barisnya",
            en: "table {table} has lost a trigger that keeps rows as they are"),
        Phrase(
            id: "pemicu dilewati (session_replication_role)", en: "triggers are left out (session_replication_role)"),
        Phrase(id: "pemilik tabel, {owner}, dapat masuk", en: "the owner of the tables, {owner}, may log in"),
        Phrase(
            id: "fungsi {name} bekerja dengan hak pemiliknya dan bukan milik lapor",
            en: "function {name} works with its owner's rights and is none of lapor's"),
        Phrase(id: "siapa pun boleh melakukan ini: {right}", en: "everybody may do this: {right}"),
        Phrase(
            id: "hidupkan lagi dengan 'ALTER TABLE {table} ENABLE TRIGGER {trigger}', lalu 'lapor reconcile'",
            en: "switch it on again with 'ALTER TABLE {table} ENABLE TRIGGER {trigger}', then 'lapor reconcile'"),
        Phrase(
            id: "buat seperti pada migrasinya, lalu 'lapor reconcile'",
            en: "make it as its migration does, then 'lapor reconcile'"),
        Phrase(
            id: "kembalikan dengan 'ALTER ROLE … RESET session_replication_role', lalu 'lapor reconcile'",
            en: "reset it with 'ALTER ROLE … RESET session_replication_role', then 'lapor reconcile'"),
        Phrase(id: "cabut dengan 'ALTER ROLE {owner} NOLOGIN'", en: "take it with 'ALTER ROLE {owner} NOLOGIN'"),
        Phrase(
            id: "tanyakan siapa yang membuatnya, lalu 'DROP FUNCTION {name}'",
            en: "ask who made it, and 'DROP FUNCTION {name}'"),
        Phrase(
            id: "cabut dengan 'REVOKE … FROM PUBLIC', dan tanyakan siapa yang memberinya",
            en: "take it with 'REVOKE … FROM PUBLIC', and ask who gave it"),
    ]

    private static let cures = [
        Phrase(id: "jalankan, atau perbaiki LAPOR_AMQP_URL", en: "start it, or mend LAPOR_AMQP_URL"),
        Phrase(id: "jalankan, atau perbaiki LAPOR_DATABASE_URL", en: "start it, or mend LAPOR_DATABASE_URL"),
        Phrase(id: "perbaiki LAPOR_AMQP_URL", en: "mend LAPOR_AMQP_URL"),
        Phrase(id: "perbaiki LAPOR_DATABASE_URL", en: "mend LAPOR_DATABASE_URL"),
        Phrase(id: "perbaiki {setting}", en: "mend {setting}"),
        Phrase(id: "perbaiki LAPOR_MANAGEMENT_URL: {example}", en: "mend LAPOR_MANAGEMENT_URL: {example}"),
        Phrase(
            id: "aktifkan dengan 'rabbitmq-plugins enable rabbitmq_management', atau perbaiki LAPOR_MANAGEMENT_URL",
            en: "enable it with 'rabbitmq-plugins enable rabbitmq_management', or mend LAPOR_MANAGEMENT_URL"),
        Phrase(
            id:
                "beri tag: 'rabbitmqctl set_user_tags {account} monitoring policymaker', dan hak atas virtual host {host}",
            en:
                "give it the tag: 'rabbitmqctl set_user_tags {account} monitoring policymaker', and rights to virtual host {host}"
        ),
        Phrase(
            id:
                "periksa milik siapa; bila isinya tidak diperlukan siapa pun, '{command}', lalu 'lapor topology apply'",
            en: "see whose it is; when nobody needs what lies in it, '{command}', then 'lapor topology apply'"),
        Phrase(
            id:
                "periksa milik siapa; bila tidak diperlukan siapa pun, hapus di halaman manajemen RabbitMQ dari {host}, lalu 'lapor topology apply'",
            en:
                "see whose it is; when nobody needs it, delete it in RabbitMQ's management page of {host}, then 'lapor topology apply'"
        ),
        Phrase(id: "beri tag: '{command}'", en: "give it the tag: '{command}'"),
        Phrase(
            id: "beri hak dengan '{command}', juga bila tanpa hak apa pun ('^$' tiga kali)",
            en: "give it rights with '{command}', even to nothing ('^$' three times)"),
        Phrase(id: "perbaiki LAPOR_MANAGEMENT_URL", en: "mend LAPOR_MANAGEMENT_URL"),
        Phrase(
            id: "sebut di LAPOR_AMQP_URL yang dikenalnya, atau buat dengan 'rabbitmqctl add_vhost'",
            en: "name in LAPOR_AMQP_URL the one that it has, or make it with 'rabbitmqctl add_vhost'"),
        Phrase(id: "lihat lognya", en: "look at its log"),
        Phrase(
            id: "buat dengan '{command}', atau sebut yang lain di {setting}",
            en: "make it with '{command}', or name another in {setting}"),
        Phrase(id: "beri hak dengan '{command}'", en: "give it rights with '{command}'"),
        Phrase(
            id: "'lapor doctor' menyebut sebabnya dan apa yang harus dilakukan",
            en: "'lapor doctor' says why, and what to do"),
        DoctorWords.makeAnew, DoctorWords.findPrimary,
        DoctorWords.resetReadOnly(in: "client"),
        Phrase(
            id: "siapa yang mengaturnya? Lalu 'ALTER {command} default_transaction_read_only'",
            en: "who set it? Then 'ALTER {command} default_transaction_read_only'"),
        Phrase(
            id: "kosongkan memori atau disk RabbitMQ; 'lapor doctor' menyebut yang mana",
            en: "free memory or disk of RabbitMQ; 'lapor doctor' says which"),
        Phrase(
            id: "lihat log RabbitMQ, atau perbaiki LAPOR_MANAGEMENT_URL",
            en: "look at RabbitMQ's log, or mend LAPOR_MANAGEMENT_URL"),
        Phrase(id: "coba lagi; lihat beban dan kuncinya", en: "try again; see its load and locks"),
        Phrase(
            id: "kosongkan disk atau memorinya, atau akhiri sesi", en: "free its disk or memory, or end sessions"),
        Phrase(id: "coba lagi sebentar lagi", en: "try again in a moment"),
        Phrase(id: "coba lagi; lihat server dan jaringannya", en: "try again; see the server and the network"),
        Phrase(id: "beri hak CONNECT", en: "grant it CONNECT"),
        Phrase(
            id: "beri haknya dengan 'lapor account database', atau pakai login program itu sendiri",
            en: "give it the rights with 'lapor account database', or work by the program's own login"),
        Phrase(
            id: "buat perannya, izinkan masuk (pg_hba.conf), atau perbaiki LAPOR_DATABASE_URL",
            en: "make the role, let it in (pg_hba.conf), or mend LAPOR_DATABASE_URL"),
        Phrase(id: "jalankan '{command}'", en: "run '{command}'"),
        Phrase(
            id: "pakai program yang lebih baru, atau pulihkan keadaan sebelum pemutakhiran",
            en: "use the newer program, or restore what was before the upgrade"),
        Phrase(
            id: "pakai rilis yang membuatnya, atau batalkan suntingannya",
            en: "use the release that made it, or undo the edit"),
        Phrase(id: "ia menolak pengguna atau kata sandinya", en: "it refuses user or password"),
        Phrase(id: "{path} tidak ditemukan", en: "{path} is not there"),
    ]

    private static let settings = [
        Phrase(id: "{key} harus diawali {schemes}", en: "{key} must begin with {schemes}"),
        Phrase(
            id: "{key} harus diawali {scheme}:// atau {other}://", en: "{key} must begin with {scheme}:// or {other}://"
        ),
        Phrase(id: "harus diawali {scheme}:// atau {other}://", en: "must begin with {scheme}:// or {other}://"),
        Phrase(id: "port harus angka dari 1 sampai 65535", en: "port must be a number from 1 to 65535"),
        Phrase(id: "host tidak ada", en: "host is missing"),
        Phrase(
            id: "virtual host-nya tidak di-percent-encode dengan benar",
            en: "virtual host is not percent-encoded correctly"),
        Phrase(
            id: "pengguna atau kata sandinya tidak di-percent-encode dengan benar",
            en: "user or password is not percent-encoded correctly"),
        Phrase(id: "{key} harus menyebut host", en: "{key} must name a host"),
        Phrase(
            id: "{key} harus mempunyai port dari 1 sampai 65535", en: "{key} must have a port from 1 to 65535"),
        Phrase(
            id: "{key} harus seperti postgresql://user:password@host:port/database",
            en: "{key} must look like postgresql://user:password@host:port/database"),
        Phrase(
            id: "{key} harus memakai salah satu dari {words} sebagai {option}",
            en: "{key} must have one of {words} as its {option}"),
        Phrase(
            id: "{name} bukan setelan dan diabaikan: {advice}", en: "{name} is no setting and is ignored: {advice}"),
        Phrase(id: "mungkin maksudnya {name}?", en: "did you mean {name}?"),
        Phrase(id: "--help memuat semua setelan", en: "--help lists all settings"),
        Phrase(
            id: "topologi broker tidak sesuai ({differences}); jalankan 'lapor topology apply'",
            en: "the broker's topology is not what it must be ({differences}); run 'lapor topology apply'"),
        Phrase(
            id: "topologi broker tidak sesuai ({differences})",
            en: "the broker's topology is not what it must be ({differences})"),
        Phrase(id: "tidak ada antrean yang terikat untuk {routes}", en: "no queue is bound for {routes}"),
        Phrase(id: "lalu jalankan 'lapor topology apply'", en: "then run 'lapor topology apply'"),
    ]
}
