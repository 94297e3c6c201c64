/// Why a message cannot be worked on: it is parked with this reason.
extension SaidWords {
    static let rejections = [
        // Fields.
        Phrase(id: "{field} wajib ada", en: "{field} is required"),
        Phrase(id: "{field} wajib ada dan tidak boleh null", en: "{field} is required and must not be null"),
        Phrase(id: "{field} wajib ada, sebagai objek JSON", en: "{field} is required, as a JSON object"),
        Phrase(
            id: "id wajib ada: id membuat pengulangan perintah tidak berakibat",
            en: "id is required: it makes repeating the command harmless"),
        Phrase(id: "{field} tidak boleh kosong", en: "{field} must not be empty"),
        Phrase(
            id: "{field} harus memuat sesuatu selain markah dan spasi",
            en: "{field} must say something besides markup and white space"),
        Phrase(id: "{field} tidak boleh memuat karakter U+0000", en: "{field} must not contain the character U+0000"),
        Phrase(
            id: "{field} tidak boleh memuat setengah pasangan surogat",
            en: "{field} must not hold half of a surrogate pair"),
        Phrase(id: "{field} tidak boleh memuat U+0000", en: "{field} must not contain U+0000"),
        Phrase(id: "{field} paling banyak {limit} karakter", en: "{field} must be at most {limit} characters"),
        Phrase(id: "{field} harus paling banyak {limit} karakter", en: "{field} must have at most {limit} characters"),
        Phrase(id: "{field} harus string JSON", en: "{field} must be a JSON string"),
        Phrase(id: "{field} harus larik JSON", en: "{field} must be a JSON array"),
        Phrase(id: "{field} harus bilangan JSON", en: "{field} must be a JSON number"),
        Phrase(id: "{field} harus true atau false", en: "{field} must be a JSON boolean"),
        Phrase(id: "{field} harus objek JSON", en: "{field} must be a JSON object"),
        Phrase(id: "{field} harus {type} JSON", en: "{field} must be a JSON {type}"),
        Phrase(id: "{field} tidak dapat dibaca", en: "{field} cannot be read"),
        Phrase(id: "{field} harus bilangan bulat", en: "{field} must be a whole number"),
        Phrase(id: "{field} harus bilangan", en: "{field} must be a number"),
        Phrase(id: "{field} harus true atau false", en: "{field} must be true or false"),
        Phrase(id: "{field} harus RFC 3339", en: "{field} must be RFC 3339"),
        Phrase(id: "{field} harus RFC 3339 dengan selisih zona", en: "{field} must be RFC 3339 with an offset"),
        Phrase(
            id: "{field} harus RFC 3339 dengan selisih zona: {example}",
            en: "{field} must be RFC 3339 with an offset: {example}"),
        Phrase(
            id: "{field} bukan salah satu kata yang dikenal di sini",
            en: "{field} is none of the words that are known here"),
        Phrase(id: "{field} harus larik", en: "{field} must be an array"),
        Phrase(id: "{field} harus larik objek", en: "{field} must be an array of objects"),
        Phrase(id: "{field} harus larik string", en: "{field} must be an array of strings"),
        Phrase(id: "{field} harus UUID", en: "{field} must be a UUID"),
        Phrase(id: "{field} harus tanggal YYYY-MM-DD", en: "{field} must be a date YYYY-MM-DD"),
        Phrase(
            id: "{field} harus setelah tahun 2000 dan tidak di masa depan",
            en: "{field} must be after the year 2000 and not in the future"),
        Phrase(id: "{field} harus alamat http atau https", en: "{field} must be an http or https address"),
        Phrase(id: "{field} tidak boleh negatif", en: "{field} must not be negative"),
        Phrase(id: "{field} paling banyak {limit}", en: "{field} must be at most {limit}"),
        Phrase(
            id: "{field} harus -{least} sampai {most} derajat", en: "{field} must be from -{least} to {most} degrees"),
        Phrase(id: "{field} memerlukan {other} di sampingnya", en: "{field} needs {other} beside it"),
        Phrase(id: "{field} di luar jangkauan", en: "{field} is out of range"),
        Phrase(
            id: "{field} harus ada satu kali saja, tidak dengan nilai yang berbeda",
            en: "{field} must be there once, not with different values"),
        Phrase(
            id: "laporan lain di kanal ini sudah memakai external_id ini: setiap laporan perlu nomor sendiri",
            en: "another submission of this channel has this external_id: give each report a number of its own"),
        Phrase(
            id: "{field} harus dari tahun 1900 sampai akhir tahun depan",
            en: "{field} must be from 1900 to the end of the next year"),
        Phrase(
            id: "reporter.phone memuat lebih dari satu nomor: yang pertama dipakai",
            en: "reporter.phone says more than a number: the first one is used"),
        Phrase(
            id: "reporter.email memuat lebih dari satu alamat: yang pertama dipakai",
            en: "reporter.email says more than an address: the first one is used"),
        Phrase(
            id:
                "channel harus 1 sampai 32 dari a-z, 0-9, titik, garis bawah dan tanda hubung, diawali huruf atau angka",
            en: "channel must be 1 to 32 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit"),
        Phrase(
            id: "channel harus yang ada di kunci rute intake.<channel> pesan itu",
            en: "channel must be the one in the routing key intake.<channel> that the message was published with"),
        Phrase(
            id: "hanya akun kanal itu sendiri yang boleh mengirim untuknya, dengan namanya sebagai user_id",
            en: "only the channel's own account may send for it, with its name as user_id"),
        Phrase(
            id: "kirim ke exchange lapor sendiri: pesan ini datang lewat exchange atau antrean yang bukan milik lapor",
            en: "publish to lapor's own exchange: this came by an exchange or a queue that is not lapor's"),
        Phrase(
            id: "kunci rute tidak menyebut kanal (intake.web) maupun perintah: lihat panduan integrator",
            en: "the routing key names neither a channel (intake.web) nor a command: see the integrators' guide"),
        Phrase(
            id: "{field} harus pengaduan, aspirasi atau permintaan_informasi",
            en: "{field} must be pengaduan, aspirasi or permintaan_informasi"),
        Phrase(
            id: "reporter.phone harus nomor Indonesia seperti 0812-3456-7890 atau nomor E.164",
            en: "reporter.phone must be an Indonesian number such as 0812-3456-7890 or one in E.164"),
        Phrase(id: "reporter.email harus seperti nama@contoh.id", en: "reporter.email must look like nama@contoh.id"),
        Phrase(
            id: "location.region_code harus kode Kemendagri: 32, 32.04, 32.04.05 atau 32.04.05.2001",
            en: "location.region_code must be a Kemendagri code: 32, 32.04, 32.04.05 or 32.04.05.2001"),

        // Bodies, batches, events.
        Phrase(
            id:
                "jenis isi harus application/json, application/cloudevents+json atau application/cloudevents-batch+json",
            en:
                "content type must be application/json, application/cloudevents+json or application/cloudevents-batch+json"
        ),
        Phrase(
            id: "penyandian isi harus kosong, identity atau utf-8",
            en: "content encoding must be absent, identity or utf-8"),
        Phrase(
            id: "di sini amplop tidak dibuka: kirim tanpa disegel, atau minta kuncinya kepada pengelola instalasi ini",
            en: "no envelopes are opened here: send in clear, or ask who runs this installation for their key"),
        Phrase(
            id: "isinya bukan amplop bentuk 1: lihat panduan integrator",
            en: "the body is no envelope of form 1: see the integrators' guide"),
        Phrase(
            id: "amplopnya berubah di jalan, atau disegel untuk kunci rute lain",
            en: "the envelope was changed on its way, or sealed for another routing key than it came with"),
        Phrase(
            id:
                "amplopnya disegel untuk kunci {kid}, yang tidak ada di sini: minta kunci yang berlaku kepada pengelola instalasi ini",
            en:
                "the envelope was sealed for the key {kid}, which is not at hand: ask who runs this installation for the one of today"
        ),
        Phrase(
            id: "satu amplop memuat satu laporan: kirim isi kumpulan satu per satu",
            en: "an envelope holds one submission: send those of a batch one by one"),
        Phrase(id: "pesan itu tidak mempunyai isi", en: "the message has no body"),
        Phrase(id: "isinya paling banyak {limit} bita", en: "the body must be at most {limit} bytes"),
        Phrase(id: "isinya harus UTF-8 yang sah", en: "the body must be valid UTF-8"),
        Phrase(
            id: "isinya bukan JSON yang sah, memuat surrogate tanpa pasangan, atau bersarang lebih dari 512 tingkat",
            en: "the body is not valid JSON, has an unpaired surrogate, or is nested deeper than 512 levels"),
        Phrase(id: "kumpulan CloudEvents harus larik JSON", en: "a CloudEvents batch must be a JSON array"),
        Phrase(id: "kumpulan harus memuat sedikitnya satu peristiwa", en: "a batch must hold at least one event"),
        Phrase(id: "kumpulan harus memuat sedikitnya satu perintah", en: "a batch must hold at least one command"),
        Phrase(id: "kumpulan memuat paling banyak {limit} peristiwa", en: "a batch must hold at most {limit} events"),
        Phrase(id: "kumpulan memuat paling banyak {limit} perintah", en: "a batch holds at most {limit} commands"),
        Phrase(
            id: "laporan, dan peristiwa, harus objek JSON", en: "the submission, and an event, must be a JSON object"),
        Phrase(id: "perintah harus objek JSON", en: "a command must be a JSON object"),
        Phrase(id: "peristiwa harus objek JSON", en: "an event must be a JSON object"),
        Phrase(id: "hasil harus CloudEvent", en: "an outcome must be a CloudEvent"),
        Phrase(
            id: "peristiwa harus mempunyai data, sebagai objek JSON", en: "the event must have data, as a JSON object"),
        Phrase(
            id: "atribut CloudEvents {name} harus string", en: "the CloudEvents attribute {name} must be a string"),
        Phrase(id: "atribut CloudEvents {name} wajib ada", en: "the CloudEvents attribute {name} is required"),
        Phrase(
            id: "datacontenttype harus kosong atau application/json",
            en: "datacontenttype must be absent or application/json"),
        Phrase(id: "specversion harus {version}", en: "specversion must be {version}"),
        Phrase(id: "type harus {type}", en: "type must be {type}"),
        Phrase(id: "tidak ada peristiwa jenis ini yang dikenal di sini", en: "no event of this type is known here"),
        Phrase(id: "tidak ada laporan dengan id ini", en: "no complaint has this id"),

        // Commands.
        Phrase(
            id: "command wajib ada: token hanya berbicara untuk pesan itu sendiri",
            en: "command is required: the token speaks for the message alone"),
        Phrase(
            id: "kunci rute, type dan command harus menyebut perintah yang sama",
            en: "routing key, type and command must name the same command"),
        Phrase(
            id: "tidak ada perintah bernama ini yang dikenal di sini", en: "no command of this name is known here"),
        Phrase(
            id: "{field} harus nomor laporan atau id laporan", en: "{field} must be a tracking code or a complaint's id"
        ),
        Phrase(id: "cause harus kata dari huruf kecil dan _", en: "cause must be a word of small letters and _"),
        Phrase(
            id: "broker menyerah: pesan ini mengakhiri worker atau terlalu sering dikirim",
            en: "the broker gave up: the message ended workers or was delivered too often"),
    ]
}
