import { MONTH_NAMES } from './calendar.ts'
import { PLACE } from '../word.ts'
import { oneOf } from './patterns.ts'

/** Phrases of plain text that show one wish, as one pattern over whole words. */
function said(lines: TemplateStringsArray, ...values: string[]): RegExp {
  return new RegExp(String.raw`(?<![\p{L}\d-])${oneOf(lines, ...values)}(?![\p{L}\d])`, 'u')
}

/** Up to `most` words of any kind. */
function any(most: number) {
  return `(?: [^ ,.?]+){0,${most}}`
}

const END = '(?= [,.?]|$)'
const COMPANY = '(?:istri|suami|keluarga|anak-anak|anak|orangtua|ibu|ayah|orang rumah|pasangan)'
const TEAM =
  '(?:admin|petugas|sales|marketing|staf|staff|operator|ustadz|pemilik|owner|manager|manajer|agen|tim|team|konsultan|pihak|human|agent)'
const SOMEBODY = `(?:${TEAM}|orang|manusia|mbak|mas|ibu|ayah|kakak|kak|someone)`

export const STOP = said`
  unsubscribe|unsub|opt out
  stop(?= (?:messag\w*|send\w*|contact\w*|kirim|wa|chat|promo|iklan|broadcast|info|dulu|min|kak|iya|semua))
  ^stop|stop${END}|berhenti(?:kan)?|salah (?:sambung|nomor)|wrong number|blokir|block
  jangan (?:lagi )?(?:kirim|wa|chat|hubungi|ganggu|telepon|sms|spam|broadcast|promosi|di wa|diwa|dikirim)\w*
  (?:hapus|hilangkan|keluarkan|remove)${any(2)} (?:nomor|kontak|data|saya|number|list|dari)
  nomor(?: saya)?${any(1)} dihapus
  (?:tidak|tidak-usah)(?: usah| mau| perlu)? (?:dikirim|kirim|dihubungi|wa|di wa|diwa|chat|spam)\w*
  tidak mau (?:terima|nerima|dapat)[^,.]* (?:promo|pesan|wa|broadcast|info)
`

export const ASK_HUMAN = said`
  (?:bicara|diskusi|ngobrol|sambung\w*|disambung\w*|hubung(?:kan|in)|dihubungkan|ketemu|bertemu|konsultasi|chat|tanya)(?: (?:langsung|ke|to|dengan|saja|lebih|lanjut|untuk|bisa|saya))* ${SOMEBODY}(?! (?:dulu|saya|saja dulu))
  (?:bicara|ngobrol|konsultasi|ketemu|diskusi) langsung
  (?:minta|ada|boleh|bisa|berapa|bagi|kasih|tahu)${any(2)} (?:nomor|no|kontak|contact)(?! (?:seri|izin|rekening|rek))(?: (?:hp|wa|telepon|admin|yang|petugas|sales|bisa|person))*
  (?<!(?:tidak-usah|tidak|jangan) )telepon|video call|vc|(?:real|live) (?:agent|human|orang)
  (?:bukan|ini|dengan) (?:bot|robot|mesin)|(?:bot|robot)${any(1)}(?= \?)
  (?:manusia|orang) (?:asli|beneran|betul|betulan|langsung)
  (?:mau|minta|tolong|hubungi|bisa) ${TEAM}(?! (?:kirim|info|jelas|bantu|share|tolong|tanya|hitung|cek))
  panggil\w*(?: [^ ,.?]+){0,3} ${TEAM}
  ^(?:mau )?(?:admin|operator)$
`

const REGISTER =
  '(?:daftar(?! (?:harga|paket|isi|hotel|jadwal|hadir|tunggu|dokumen|menu|haji))|mendaftar|didaftar\\w*|daftar(?:in|kan))'
export const BOOK = said`
  ${REGISTER}
  pesan (?:kursi|paket|untuk|\d+|tempat|tiket|sekarang|yang)|mau pesan|pesan${END}|booking
  dp(?! (?:0|nol))|(?:langsung|siap|saya|kami|mau) (?:transfer|closing|bayar)(?! (?:in |pakai )?cicil)|isi formulir
  form pendaftaran|sign up
  (?:amankan|kunci|keep|lock|ambil|hold|simpan|simpanin|sisakan|minta)(?: (?:saya|kami|dulu|untuk))* (?:kursi|tempat|slot|\d+ kursi)
  kunci harga
  (?:saya|kami|jadi|fix|mau|deal|oke) (?:jadi )?ambil|deal|fix (?:ambil|ikut|jadi)
  jadi (?:ikut|berangkat) yang
  bagaimana[^.?]* bayar|bayar (?:pakai|ke|kemana|dimana|lewat|via|sekarang|langsung)
  transfer (?:ke|kemana|dimana)|(?:nomor |no )?rekening
  (?:cara|bisa|mau|boleh|bagaimana)${any(1)} (?:bayar|pembayaran|transfer)(?! (?:berapa|cicil|(?:pakai|dengan|in) cicil))
  pendaftaran (?:bagaimana|dimana|lewat|online|cara|via|kemana)
`
export const NOT_BOOK = said`
  (?:syarat|persyaratan|dokumen|berkas)(?: (?:untuk|kalau|mau|saat|apa|saja))* (?:${REGISTER}|pendaftaran|booking)
  (?:belum|tidak|jangan|tidak-jadi|tidak-usah|batal)(?: (?:mau|bisa|jadi|dulu|siap|berani|sempat|langsung))* (?:daftar|booking|dp|ambil|bayar|transfer|pesan)
  daftar haji|sebelum (?:daftar|dp|booking|bayar)
  (?:sudah|habis|kalau sudah) (?:daftar|dp|bayar|transfer|booking)
`

export const OBJECTION = said`
  (?:kok|terlalu|masih|agak|lebih|cukup|lumayan|sangat|kenapa|ternyata|waduh|wah|aduh|duh|harga|iya|tapi|segitu|jadi|itu) mahal
  bit mahal|mahal(?: (?:amat|sekali|iya|juga|kak|min|segitu|ternyata)|${END})|too (?:mahal|much)
  over budget
  kok (?:bisa )?(?:naik|beda)
  kok (?:disini|di sini|jadi|lebih)(?: \w+)? (?:\d+|mahal|naik|lebih)
  (?:tempat|travel|biro|yang|agen) (?:lain|sebelah|tetangga)${any(3)} (?:murah|cuma|hanya|di bawah|\d+)
  sebelah (?:lebih )?(?:murah|cuma|hanya|\d+)
  lebih murah(?: \w+){0,2} (?:tempat|travel|dari|yang lain|sebelah|di)
  pikir-pikir
  (?:diskusi(?:kan|in)?|bicara|konsultasi|musyawarah|istikharah|istikhoroh|berembuk)${any(2)} (?:dulu|lagi)
  (?:tanya|izin|ijin|bicara|diskusi|bilang|tunggu)(?: dulu)?(?: (?:dengan|ke|keputusan))* ${COMPANY}
  ${COMPANY}(?: saya)? belum (?:setuju|acc|mau|boleh\w*|izin\w*)
  takut(?: \w+)? (?:\w*tipu\w*|bodong|gagal|tidak)|\w*penipu\w*|nipu|ditipu|ketipu|tertipu
  bodong|scams?|abal-abal
  (?:aman|amanah|terpercaya|resmi|legal|berizin|dipercaya|trusted|real|asli|beneran)(?: \w+)? (?:tidak|kan|belum|iya)(?! punya)
  (?:tidak|kurang|belum) (?:percaya|yakin|sreg|cocok|tertarik|minat|berminat)|ragu|trauma
  takut kayak|first-travel|abu tours|gagal berangkat
  (?:nomor|no|izin|legalitas) (?:ppiu|izin|kemenag)|izin (?:ada|resmi|apa|kemenag|ppiu|nomor)
  (?:ada|punya|sudah) izin|jaminan (?:apa|berangkat|uang)|(?:ada|apa) jaminan\w*
  (?:belum|tidak) (?:ada|punya|cukup|sanggup|mampu|kuat) (?:dana|rezeki|rejeki|harga|budget)(?! pasti)
  tidak (?:sanggup|mampu)
  (?:dana|budget)(?: (?:saya|kami|masih|kayak))* (?:belum|tidak) (?:ada|cukup|siap|nyampe|sampai(?! \d)|masuk|cocok)
  (?:nanti|ntar|belum|lain kali|skip|tunda|lihat-lihat|nabung)(?: \w+)? dulu|nanti saja
  belum (?:siap|sekarang|kepikiran|rencana)
  tidak-jadi(?= (?:kak|min|dulu|mas|mbak|saja)|$)
  (?:cuma|hanya|masih) (?:lihat|lihat-lihat|tanya dulu|banding\w*)|menunda|ditunda|tunda
  banding\w* dulu|belum bisa|dana (?:saya )?(?:kepakai|terpakai|habis)
`
export const NOT_OBJECTION = said`
  tidak (?:terlalu )?mahal
  mahal tidak
  tidak apa-apa mahal
`

const COUNTED =
  '(?:hari|orang|lama|kursi|kuota|kali|malam|bulan|minggu|tahun|jam|kamar|bintang|kg|kilo|meter|km|jamaah|umur|usia|persen|dewasa|anak|sisa|nomor|no)'
const COUNTING =
  '(?:ukuran|warna|tipe|tanggal|bulan|jam|umur|usia|kamar|bintang|nomor|no|wa|(?<!\\d )hari|lama|berangkat|kuota|kosong|kursi|sisa|tinggal|jarak|kelas|maksimal|minimal|ada|isi|tahun|kapasitas|hp)'
const SUM = String.raw`\d+(?:[.,]\d+)*(?: an)? (?:juta|jutaan)`
export const ASK_PRICE = said`
  harga|rate|cicil|dicicil|diskon|potongan|cashback|nego|murah|nett?|talangan|tenor|paylater
  biaya|all in|semua in|early bird|bonus|bunga|subsidi|hitung\w*|estimasi|mahal tidak
  (?:bayar|kena|habis) berapa|price list|promo (?:apa|ada|masih|berapa)
  ada (?:promo|bonus|voucher)|(?:bisa|boleh) kurang
  (?<!(?<!\p{L})${COUNTING} )berapa(?! ${COUNTED})
  (?:ada|dapat|cukup|bisa|masuk|cari|yang|punya|pegang)${any(4)} ${SUM}${any(4)}(?: (?:ada|dapat|cukup|bisa|apa|tidak)| \?)
  ${SUM}(?: (?:untuk|ber\d+|seorang|\d+ orang|total|itu|sekitar|yang|di|ig|iklan|instagram|fb|masih))* (?:dapat|cukup|bisa|ada|masuk|sudah|kena)
  (?:budget|dana|punya|pegang)[^.?]* (?:dapat|cukup|bisa|ada|masuk|cocok)(?: \w+){0,3}(?: (?:apa|tidak|dimana|berapa)| \?)
  (?:plus|tambah) ${SUM}
  (?:cukup|dapat)(?: \w+)? paket apa|ada paket(?: \w+){0,2} \d+
`

/** Asked with an age: may somebody so old, or so young, go at all. */
export const ASK_AGE = said`
  (?:usia|umur|lahir|kelahiran|bayi|balita|hamil|\d{1,2} tahun)(?: [^.]+)? (?:boleh|bisa)
`

const TIME = `(?:${MONTH_NAMES}|tanggal|bulan|tahun|lebaran|iduladha|20[2-9]\\d|minggu)`
const SEATS = '(?:kuota|kursi|slot|tempat)'
export const ASK_SCHEDULE = said`
  (?<!(?:ikut|sesuai|ngikut) )jadwal|(?<!(?:belum|tidak) tahu )kapan(?! (?:saja|pun))|tanggal(?: \w+)? berapa|berapa tanggal|bulan (?:apa|berapa)
  hari apa|tahun berapa|terdekat|dates?|availab\w+
  keberangkatan (?:terdekat|selanjutnya|berikut\w*|ada|tersedia|bulan|paling|kapan|dari|tanggal|yang|apa)
  (?:masih|ada|sisa|buka|tersedia|berapa|cek|punya|kosong)${any(3)} ${SEATS}
  ${SEATS}${any(3)} (?:masih|ada|sisa|kosong|berapa|penuh|habis|tersedia|tinggal)
  ${PLACE} (?:apa|atau) ${PLACE}
  sisa (?:berapa|\d+)|any kursi|do you ada
  (?:anything|something|any) (?:in|sebelum|for|untuk|di|akhir|awal)
  masih (?:open|ready|lanjut|ada|bisa|buka|tersedia|available|kosong|muat|sempat|keburu)
  (?:pas|saat|waktu) itu bisa
  (?:full|sold) (?:booked|out)|penuh(?: \w+)?(?= ?\?)|kosong|keburu|terbang (?:tanggal|dari)
  tanggal terbang|(?:open|buka) (?:trip|keberangkatan|kuota|kapan|bulan)
  ready (?:bulan|kapan|tanggal)|pilih tanggal|info kursi
  (?:start|berangkat|terbang|keberangkatan|flight|direct|langsung)(?: \w+)? (?:dari|lewat) (?:dimana|mana|${PLACE}|bandara)
  berangkat(?: \w+){0,2} dimana
  dari ${PLACE}(?: \w+){0,2} (?:ada|bisa|tidak)
  (?:ada|bisa)(?: \w+){0,3} (?:dari|start|embarkasi) ${PLACE}
  start (?:dari )?(?:mana|dimana|${PLACE} (?:ada|bisa|tidak|\?))
  ${TIME}(?: [^ ,.?]+)* (?<!(?:tidak|belum) )(?:ada|bisa|masih|tersedia|penuh|buka|berangkat)(?: (?:tidak|keberangkatan|yang|berangkat|paket|program|iya))*(?: (?:kak|min|mas|mbak))?(?= \?| terus|(?<=tidak)(?: ,|$))
  (?<!(?:cuma|hanya|baru|tidak|belum|kalau) )(?:ada|bisa|tersedia)(?: (?:keberangkatan|yang|paket|program|berangkat|umroh|untuk|di|jadwal|tidak|pas|promo|trip|antara))*(?: (?:awal|akhir|pertengahan|setelah|habis|sebelum|bulan|tanggal \d+))* ${TIME}(?! (?:saja|mungkin))
`
/** "ada?", said of a package or of nothing in particular. */
export const ANY_LEFT = said`
  ada(?: (?:kak|min|mas|mbak|iya))* \?
  ada (?:yang )?[^,.?]+ tidak(?= \?|$)
  ada tidak
  bisa tidak (?:bulan|tanggal|berangkat)
`
export const NOT_SEATS = said`
  brosur|info|hotel|fasilitas|cabang|kantor|nomor|kontak|dokumen|itinerary|video|foto|pembimbing
  wifi|makan|katering|kursi roda
  testimoni|grup|izin|dana|paspor|pertanyaan|syarat|visa|koper|ustadz|alamat|website|ig
  instagram|yang ditanya\w*|bantu
`

const YOUNG_OR_OLD =
  '(?:bayi|balita|anak|hamil|lansia|sakit|janda|single|perempuan|wanita|nenek|kakek|orangtua|haid|menyusui|stroke|sendiri|\\d+ tahun)'
const PAPERS = '(?:bikin|buat|urus|ngurus|pengurusan|pembuatan|buatkan|buatin|bikinin|perpanjang)'
export const ASK_DOCUMENTS = said`
  (?:per)?syarat(?:an)?|dokumen|berkas|visa|vaksin\w*|meningitis|polio|suntik
  (?:fotokopi|foto|pakai|bawa|perlu|harus|kirim) (?:ktp|kk)|(?:ktp|kk) (?:asli|dan|harus|perlu|wajib|boleh|bisa|daerah)|kartu (?:keluarga|kuning)|buku nikah|akta|akte|biometrik|pas foto|bpjs
  mahram|muhrim|mahrom|muhram|surat (?:nikah|rekomendasi|mahram|keterangan|izin|sehat)
  requirements?|documents?|tes kesehatan|medical|kursi roda|pendamping
  (?:nama|endorse\w*)(?: \w+)? (?:di )?paspor|nama (?:1|2|3) (?:kata|suku)
  ${PAPERS} paspor (?:bagaimana|dimana|berapa|bisa|tidak)
  (?:bisa|dibantu|bantu|cara|bagaimana|sekalian)${any(3)} ${PAPERS} paspor
  paspor[^.?]* (?:oke(?= \?)|aman|dibantu|bantu|bantuin|bagaimana|harus|wajib|minimal|minimum|boleh)
  perlu paspor
  perlu (?:dibawa|disiapkan|apa)|apa saja yang (?:disiapkan|perlu|harus|dibawa|dipersiapkan)
  (?:harus|perlu|wajib) (?:disiapkan|siapkan|siapin|bawa|punya|ada|sertakan)
  (?:usia|umur)(?: \w+)? (?:minimal|maksimal|berapa|boleh|bisa)
  (?:batas|minimal|maksimal) (?:usia|umur)|hamil|haid
  (?<!tidak )(?:boleh|bisa)${any(3)} (?:bawa|ajak|ikut|berangkat)${any(4)} ${YOUNG_OR_OLD}
  ${YOUNG_OR_OLD}${any(6)} (?<!tidak )(?:boleh|bisa) (?:ikut|umroh|berangkat|tidak)
  ${YOUNG_OR_OLD}${any(3)} boleh${END}|boleh (?:tidak )?(?:ikut|umroh|berangkat|sendiri)
`

export const ASK_BROCHURE = said`
  brosur|info|detail|rincian|tertarik|(?:ber)?minat|peminat|itinerary|itin|beda|perbedaan
  penjelasan|jelas|jelas(?:kan|in)|dijelas\w*|gambaran|deskripsi|spesifikasi
  tahu (?:lebih|tentang|dulu|detail|lengkap|info)|(?:know|learn) more|interested|selengkapnya
  (?<!(?:nama|sudah|jadi) )lengkap(?! semua)|katalog|gambar|poster|pdf|materi|testimoni|penawaran|promo|iklan
  hotel|pesawat|fasilitas|facilities|makan|katering|catering|perlengkapan|include|included
  termasuk apa|sudah termasuk|dapat apa|durasi|berapa (?:hari|lama|malam)|jarak|bintang|bagasi
  koper
  ziarah|city tour|transit|direct|kereta|bus|manasik|tour leader|muthawwif|muthowif|pembimbing
  ustadz siapa
  program (?:apa|ada|yang)
  paket (?:apa|yang ada|yang tersedia|umroh apa|ada apa|bagaimana|umroh bagaimana)
  apa saja paket|ada paket (?:apa|umroh)|ada apa saja|pilihan paket
  tanya (?:paket|umroh|tentang|program|promo|info|untuk umroh|mengenai)
  (?<!(?:salah|saya) )kirim(?:kan|in)?(?: (?:ke|lewat|via|di))?(?: (?:wa|sini|saya|dulu))?
  (?:lihat|dari)(?: di)? (?:ig|instagram|fb|facebook|tiktok|postingan|story|reels)
`

export const GREETING = new RegExp(
  `(?<!\\p{L})(?:${[
    'halo|hallooo|assalamualaikum|assalam|ass|waalaikumsalam|wa|wr|wb|alaikum|warahmatullahi|warohmatullohi|warahmatullah',
    'wabarakatuh|wabarokatuh|wabarakatuhu|selamat|pagi|siang|sore|malam|permisi|permios|ganggu|mengganggu|maaf|ping|p|tes|test',
    'salam|kenal|sejahtera|sugeng|wilujeng|sampurasun|rampes|rahayu|hari|apa kabar|kabar|spada|kulonuwun|dalu|enjing|horas|tabik|tabe|sapa|greetings|ahlan',
  ].join('|')})(?!\\p{L})`,
  'gu',
)
export const ADDRESS = new RegExp(
  `(?<!\\p{L})(?:${[
    'kak|kakak|min|admin|izin|bertanya|tanya|numpang|boleh|mau|mas|mbak|mba|bang|bund|bunda|pak|bu|ayah|ibu|gan|sis|om|tante|ustadz|ust|ustadzah|tim|team|sist|bro|semua|iya|saya',
    'travel|dear|yth|sob|boss|bos|bosku|agan|juragan|teh|a|aa|kang|akang|dan|dik|adik|neng|ning|cak|gus|there|sir|madam|mam|all',
  ].join('|')})(?!\\p{L})`,
  'gu',
)
