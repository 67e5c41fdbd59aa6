import type { LeadIntent } from '../../../domain/leads/lead-fields.ts'
import { PLACE } from '../words.ts'
import { MONTH_NAMES } from './calendar.ts'

const STAFF =
  '(?:admin|petugas|orang|manusia|sales|marketing|staf|staff|operator|mbak|mas|bapak|ibu|ayah|ustadz|pemilik|owner|manager|manajer|agen|tim|team|konsultan|cs|pihak|human|someone|agent|kakak|kak)'
const TIME = `(?:${MONTH_NAMES}|tanggal|bulan|tahun|lebaran|iduladha|20[2-9]\\d|minggu)`

const STOP =
  /\b(?:unsubscribe|unsub|opt out|jangan (?:kirim|wa|chat|hubungi|ganggu|telepon|sms|spam|broadcast|promosi|di ?wa|dikirim)\w*|(?:hapus|hilangkan|keluarkan|remove)(?: \w+)?(?: \w+)? (?:nomor|kontak|data|saya|number|list|dari)|(?:tidak|tidak-usah) (?:usah |mau |perlu )?(?:dikirim|kirim|kirimi|dihubungi|wa|di ?wa|chat)\w*|berhenti(?:kan)?|salah sambung|salah nomor|wrong number|blokir|block|jangan .*\blagi\b.*\b(?:wa|chat|pesan|promo)|tidak mau (?:terima|nerima|dapat) .*(?:promo|pesan|wa|broadcast|info))\b|^stop\b|\bstop (?:kirim|wa|chat|promo|iklan|broadcast|info|dulu|min|kak|iya|semua)|\bstop$/

const HUMAN = new RegExp(
  String.raw`\b(?:bicara|diskusi|ngobrol|sambung\w*|disambung\w*|hubung(?:kan|in)|dihubungkan|ketemu|bertemu|konsultasi|chat|tanya)(?: (?:langsung|ke|dengan|saja|sama|lebih|lanjut|untuk|bisa|saya))* ${STAFF}(?! (?:dulu|saya|saja dulu))\b|\b(?:bicara|ngobrol|konsultasi|ketemu|diskusi) langsung\b|\b(?:minta|ada|boleh|bisa|berapa|bagi|kasih|tahu)(?: \w+)?(?: \w+)? (?:nomor|no|kontak|contact)(?: (?:hp|wa|telepon|admin|yang|cs|petugas|sales|bisa|person))*\b|\btelepon\b|\b(?:bukan|ini|sama|dengan) (?:bot|robot|mesin)\b|\b(?:bot|robot)(?: \w+)? \?|\b(?:real|live) (?:person|agent|human|orang)\b|\b(?:manusia|orang) (?:asli|beneran|betul|betulan|langsung|yang)\b|\bvideo call\b|\bvc\b|\b(?:mau|minta|tolong|panggil\w*|hubungi|bisa) ${STAFF.replace('|orang', '').replace('|kakak|kak', '').replace('|mbak|mas|bapak|ibu|ayah', '')}\b(?! (?:kirim|info|jelas|bantu|share|tolong|tanya|hitung|cek))|^(?:mau )?(?:admin|cs|operator)$`,
)

const BOOK =
  /\b(?:(?:(?:mau|ingin|langsung|bantu|tolong|cara|jadi|bisa|saya|kami|untuk|mulai|siap|fix|kalau|ikut|minta|form(?:ulir)?|gas|ayo|proses|bagaimana|iya|nanti|sudah)(?: \w+)? )?(?:daftar(?! (?:harga|paket|isi|hotel|jadwal|hadir|tunggu haji|dokumen|menu))|mendaftar|didaftar\w*)|pesan (?:kursi|paket|untuk|\d|tempat|tiket|sekarang|yang)|mau pesan|pesan$|pesan [.,?]|(?:booking|reserve|reservasi)|dp\b(?! (?:0|nol))|(?:amankan|kunci|keep|lock|ambil|hold|simpan|sisakan|minta|simpanin)(?: (?:saya|kami|dulu|untuk|aja))* (?:kursi|tempat|slot|\d+ kursi)|kunci harga|(?:saya|kami|jadi|fix|mau|deal|oke) (?:jadi )?ambil|ambil (?:yang|paket)|deal\b|fix (?:ambil|ikut|jadi)|bayar (?:ke|kemana|dimana|lewat|via|sekarang|langsung)|(?:cara|bisa|mau|boleh|gimana|bagaimana)(?: \w+)? (?:bayar|pembayaran|transfer)(?! berapa| dicicil| cicil| nyicil| (?:pakai|dengan) cicil)|transfer (?:ke|kemana|dimana|nya)|(?:nomor |no )?rekening|sign up|jadi (?:ikut|berangkat) yang|(?:mau|siap) (?:closing|transfer|bayar|dp)|isi formulir|form pendaftaran|pendaftaran(?:nya)? (?:bagaimana|gimana|dimana|lewat|online|cara|via|kemana))\b/
const NO_BOOK =
  /\b(?:syarat|persyaratan|dokumen|berkas)(?: (?:untuk|buat|kalau|mau|saat|apa|saja|nya))* (?:daftar|pendaftaran|mendaftar|booking)|\b(?:belum|tidak|jangan|tidak-jadi|tidak-usah|batal)(?: (?:mau|bisa|jadi|dulu|siap|berani|sempat|langsung))* (?:daftar|booking|dp|ambil|bayar|transfer|pesan)|\bdaftar haji\b|\bsebelum (?:daftar|dp|booking|bayar)\b|\b(?:sudah|habis|kalau sudah) (?:daftar|dp|bayar|transfer|booking)\b/

const OBJECTION =
  /\b(?:(?:kok|terlalu|masih|agak|lebih|cukup|lumayan|sangat|kenapa|ternyata|waduh|wah|aduh|duh|harga|iya|tapi|segitu|banget|jadi|itu) mahal|mahal(?:nya)?(?: (?:banget|amat|sekali|iya|juga|kak|min|segitu|ternyata|sih)| [,.?]|$)|(?:tempat|travel|biro|yang|agen) (?:lain|sebelah|tetangga)(?: \w+){0,3} (?:murah|cuma|hanya|di bawah|\d)|sebelah (?:lebih )?(?:murah|cuma|\d)|lebih murah(?: \w+){0,2} (?:tempat|travel|dari|yang lain|sebelah|di)|pikir-pikir|(?:pikir|diskusi|bicara|konsultasi|musyawarah|istikharah|istikhoroh|rundingan|berembuk)(?: \w+){0,2} (?:dulu|lagi)|(?:tanya|izin|ijin|bicara|diskusi|bilang|nunggu|tunggu)(?: dulu)?(?: (?:dengan|ke|sama))? (?:istri|suami|keluarga|anak-anak|anak|orangtua|ibu|ayah|orang rumah|pasangan)|(?:istri|suami|keluarga|anak|anak-anak)(?: saya)? belum (?:setuju|acc|mau|boleh\w*|izin\w*)|takut(?: \w+)? (?:\w*tipu\w*|bodong|gagal|tidak)|\w*penipu\w*|\bnipu|\bditipu|ketipu|bodong|scam|abal-abal|(?:aman|amanah|terpercaya|resmi|legal|berizin|dipercaya|trusted|real|asli|berangkat beneran|beneran)(?: \w+)? (?:tidak|kan|belum|iya)\b(?! punya)|(?:tidak|kurang|belum) (?:percaya|yakin|sreg|cocok|tertarik|minat|berminat)|ragu|trauma|izin(?:nya)? (?:ada|resmi|apa|kemenag|ppiu|nomor)|(?:ada|punya|sudah) izin|(?:first travel|abu tours)|gagal berangkat|(?:belum|tidak) (?:ada|punya|cukup|sanggup|mampu|kuat) (?:dana|rezeki|rejeki|biaya|budget)|dana(?: (?:saya|kami))?(?: masih)? (?:belum|tidak) (?:ada|cukup|siap|nyampe|sampai|masuk)|budget(?: (?:saya|kami))?(?: masih)? (?:tidak|belum) (?:masuk|cukup|nyampe|sampai|cocok)|(?:nanti|ntar|belum|lain kali|skip|tunda|besok-besok)(?: \w+)? dulu|nanti saja|belum (?:siap|sekarang|kepikiran|rencana)|tidak-jadi (?:kak|min|dulu|mas|mbak|deh|saja|$)|too (?:mahal|much|pricey)|over budget|lihat-lihat dulu|(?:cuma|hanya|masih) (?:lihat|lihat-lihat|tanya dulu|bandingin|banding\w*)|menunda|ditunda|tunda|jaminan(?:nya)? (?:apa|berangkat|uang)|(?:ada|apa) jaminan\w*|nabung dulu|tidak sanggup|tidak mampu)\b/
const NO_OBJECTION = /\btidak (?:terlalu )?mahal\b|\bmahal tidak\b|\btidak apa-apa mahal\b/

const OTHER_COUNT =
  '(?:hari|orang|lama|kursi|kuota|kali|malam|bulan|minggu|tahun|jam|kamar|bintang|kg|kilo|meter|km|jamaah|umur|usia|persen|dewasa|anak|sisa|nomor|no)'
const PRICE = new RegExp(
  String.raw`\b(?:harga|pricelist|price list|rate|cicil|dicicil|angsur|cicilan|diskon|potongan|cashback|nego|murah|nett?|talangan|tenor|paylater|bayar berapa|kena berapa|habis berapa|biaya|all in|early bird|kurangi|bonus|promo(?:nya)? (?:apa|ada|masih|berapa|bulan|akhir)|ada (?:promo|bonus|voucher)|dana talangan|bunga|subsidi|hitung\w*|estimasi|rincian biaya|mahal tidak)\b|(?<!(?:tanggal|tgl|bulan|jam|umur|usia|kamar|bintang|nomor|no|wa|hari|lama|berangkat|kuota|kursi|sisa|tinggal|jarak|kelas|maksimal|minimal|ada|untuk|isi|tahun|kapasitas|hp) )\bberapa\b(?!(?:an)? ${OTHER_COUNT}\b)|\b(?:ada|dapat|cukup|bisa|dapet|masuk|cari|yang|punya|pegang)(?: \w+){0,4} \d+(?:[.,]\d+)? (?:an )?(?:juta|jutaan)\b(?: \w+){0,4}(?: (?:ada|dapat|cukup|bisa|apa|tidak)| \?)|\b\d+(?:[.,]\d+)? (?:an )?(?:juta|jutaan)(?: (?:an|untuk|ber\d+|seorang|\d+ orang|total|itu|kira|sekitar))* (?:dapat|cukup|bisa|ada|masuk|udah|sudah|kena)\b|\b(?:budget|dana)\b.*\b(?:dapat|cukup|bisa|ada|masuk|cocok)(?: \w+){0,3}(?: (?:apa|tidak|mana)| \?)|\b(?:cukup|dapat)(?: \w+)? paket apa\b|\bada paket(?: \w+){0,2} \d+`,
)

const SCHEDULE = new RegExp(
  String.raw`\b(?:jadwal|kapan|tanggal(?: \w+)? (?:berapa|brapa)|berapa tanggal|bulan (?:apa|berapa)(?: saja)?|hari apa|tahun berapa|keberangkatan (?:terdekat|selanjutnya|berikut\w*|ada|tersedia|bulan|paling|kapan|dari|tanggal|yang|apa)|(?:kuota|kursi|slot|tempat)\b|sisa (?:berapa|\d)|masih (?:ada|bisa|buka|tersedia|available|kosong|muat|sempat|keburu)|available|availability|terdekat|full booked|sold out|(?:sudah )?penuh(?: \w+)? ?\?|kosong|keburu|terbang tanggal|tanggal terbang|terbang dari|(?:start|berangkat|terbang|keberangkatan|flight|direct|langsung)(?: \w+)? (?:dari|lewat) (?:dimana|mana|§|bandara)|dari ${PLACE}(?: \w+){0,2} (?:ada|bisa|tidak)|(?:ada|bisa)(?: \w+){0,3} (?:dari|start|embarkasi) ${PLACE}|dates?|start (?:dari )?(?:mana|dimana|${PLACE})|buka (?:kuota|seat|kapan|bulan)|ready (?:bulan|kapan|tanggal)|berangkat(?: \w+){0,2} dimana|(?:open|buka) (?:trip|keberangkatan))(?![\p{L}])|\b${TIME}\b(?: [^,.?]+?)? (?:ada|bisa|masih|tersedia|penuh|buka|berangkat)(?: (?:tidak|keberangkatan|yang|berangkat|paket|program|kah|iya))*(?: kak| min| mas| mbak)?(?: \?|$| terus| ,)|\b(?:ada|bisa|tersedia)(?: (?:keberangkatan|yang|paket|program|berangkat|umroh|untuk|di|buat|jadwal|tidak|pas|promo|trip))* (?:awal |akhir |pertengahan |setelah |habis |sebelum |bulan |tanggal \d+ )*${TIME}\b`,
  'u',
)
const ANY_LEFT =
  /\bada(?: (?:tidak|kak|min|mas|mbak|iya))*(?: \?|$| [,.])|\bada tidak\b|\bbisa tidak (?:bulan|tanggal|berangkat)/
const NOT_SEATS =
  /\b(?:brosur|info|hotel|fasilitas|cabang|kantor|nomor|kontak|dokumen|itinerary|video|foto|pembimbing|wifi|makan|katering|kursi roda|testimoni|grup|izin|dana|paspor|pertanyaan|syarat|visa|koper|ustadz|alamat|website|ig|instagram|yang ditanya\w*|bantu)\b/

const DOCUMENTS =
  /\b(?:(?:per)?syarat(?:an)?(?:nya)?|dokumen|berkas|visa|vaksin(?:asi)?|meningitis|polio|ktp|kk|kartu keluarga|buku nikah|akta|akte|mahram|muhrim|mahrom|muhram|biometrik|pas foto|surat (?:nikah|rekomendasi|mahram|keterangan|izin)|requirements?|documents?|suntik|kartu kuning|bpjs|lansia|kursi roda|pendamping|(?:nama|endorse\w*)(?: \w+)? (?:di )?paspor|nama (?:1|2|3|satu|dua|tiga) (?:kata|suku)|(?:bikin|buat|urus|bantu|perpanjang|pembuatan|pengurusan) paspor (?:bagaimana|dimana|berapa|nya|bisa|tidak|\?)|(?:bisa|dibantu|bantu|cara|gimana|bagaimana|sekalian)(?: \w+){0,3} (?:bikin|buat|urus|ngurus|pengurusan|buatkan|buatin|bikinin|perpanjang) paspor|paspor (?:harus|minimal|minimum|wajib|berlaku berapa|tinggal|sisa|habis|hampir|mau habis|\w+ (?:bisa|boleh))|perlu (?:paspor|dibawa|disiapkan|apa)|apa saja yang (?:disiapkan|perlu|harus|dibawa|dipersiapkan)|(?:harus|perlu|wajib) (?:disiapkan|siapkan|siapin|bawa|punya|ada|sertakan)|(?:usia|umur)(?: \w+)? (?:minimal|maksimal|berapa|boleh|bisa|\d+(?: tahun)?(?: \w+){0,2} (?:boleh|bisa|masih|aman))|(?:boleh|bisa)(?: \w+){0,3} (?:bawa|ajak|ikut|berangkat)\b.*\b(?:bayi|balita|anak|hamil|usia|umur|lansia|sakit|sendiri|tanpa|nenek|kakek|\d+ tahun)|(?:bayi|balita|anak|hamil|lansia|sakit|janda|single|perempuan|wanita|nenek|kakek|orangtua|haid|menyusui|stroke|\d+ tahun)(?: \w+){0,6} (?:boleh|bisa) (?:ikut|umroh|berangkat|tidak)|(?:batas|minimal|maksimal) (?:usia|umur)|hamil|haid|boleh (?:tidak )?(?:ikut|umroh|berangkat|sendiri)|tes kesehatan|surat sehat|medical)\b/

const BROCHURE =
  /\b(?:brosur|info|detail|rincian|tertarik|(?:ber)?minat|peminat|itinerary|itin|hotel|pesawat|fasilitas|tahu (?:lebih|tentang|dulu|detail|lengkap|info)|know more|learn more|selengkapnya|lengkap(?:nya)?|penjelasan|jelas(?:kan|in)|dijelas\w*|gambaran|interested|more|program(?:nya)? (?:apa|ada|yang)|paket(?:nya)? (?:apa|yang ada|yang tersedia|umroh apa|ada apa|gimana|bagaimana|umroh (?:dong|gimana|bagaimana)|dong)|apa saja paket|ada paket (?:apa|umroh)|ada apa saja|pilihan paket|tanya (?:paket|umroh|tentang|program|promo|info|untuk umroh|mengenai)|mau tanya (?:umroh|paket|promo)|promo|penawaran|muthawwif|muthowif|pembimbing|bintang|makan|katering|catering|perlengkapan|include|termasuk apa|sudah termasuk|dapat apa|durasi|berapa (?:hari|lama|malam)|jarak|ziarah|city tour|materi|katalog|gambar|poster|pdf|spesifikasi|transit|direct|kereta|bus|manasik|tour leader|facilities|included|penjelasannya|bagasi|koper|jelas|ustadz(?:nya)? siapa|testimoni|deskripsi|kirim(?:kan|in)?(?: (?:ke|lewat|via|di))?(?: (?:wa|sini|saya|dulu))?|iklan|lihat (?:di )?(?:ig|instagram|fb|facebook|tiktok|iklan|postingan|story|reels)|dari (?:ig|instagram|fb|facebook|tiktok|iklan|reels))\b/

const GREETING_WORDS =
  /\b(?:halo|assalamualaikum|waalaikumsalam|wa|wr|wb|alaikum|warahmatullahi|warohmatullohi|warahmatullah|wabarakatuh|wabarokatuh|wabarakatuhu|selamat|pagi|siang|sore|malam|permisi|ganggu|mengganggu|maaf|ping|p|tes|test|salam|kenal|sejahtera|sugeng|sampurasun|rampes|rahayu|hari|apa kabar|kabar|spada|kulonuwun|assalam|dalu|enjing|horas|tabik|tabe|sapa|greetings|afternoon|minal|ahlan|wilujeng|permios|bade|pun|ass|hallooo)\b/g
const ADDRESS =
  /\b(?:kak|kakak|min|admin|mas|mbak|mba|bang|bund|bunda|pak|bu|ayah|ibu|gan|sis|om|tante|ustadz|ust|ustadzah|tim|team|sist|bro|semua|semuanya|iya|saya|travel|dear|yth|sob|boss|bos|bosku|agan|juragan|teh|a|aa|kang|akang|dan|dik|adik|neng|ning|cak|gus|there|sir|madam|mam|all|team)\b/g

/** What a message asks for, by itself. The first that fits, in the order sales works in. */
export function readIntent(plain: string): LeadIntent {
  if (STOP.test(plain)) return 'stop'
  if (HUMAN.test(plain)) return 'ask_human'
  if (BOOK.test(plain) && !NO_BOOK.test(plain)) return 'book'
  if (OBJECTION.test(plain) && !NO_OBJECTION.test(plain)) return 'objection'
  if (PRICE.test(plain)) return 'ask_price'
  if (SCHEDULE.test(plain) && !onlyAbout(plain, NOT_SEATS, SCHEDULE)) return 'ask_schedule'
  if (asksWhatIsLeft(plain)) return 'ask_schedule'
  if (DOCUMENTS.test(plain)) return 'ask_documents'
  if (BROCHURE.test(plain)) return 'ask_brochure'
  return isGreeting(plain) ? 'greeting' : 'other'
}

/** "ada hotel dekat ..." is not about dates even where "ada" is. */
function onlyAbout(plain: string, other: RegExp, pattern: RegExp) {
  const match = pattern.exec(plain)
  return match !== null && /^ada\b/.test(match[0]) && other.test(match[0])
}

function asksWhatIsLeft(plain: string) {
  return plain
    .split(/ [,.] | \?(?= |$)/)
    .some((part) => ANY_LEFT.test(part) && !NOT_SEATS.test(part))
}

function isGreeting(plain: string) {
  const greeted = GREETING_WORDS.test(plain)
  GREETING_WORDS.lastIndex = 0
  const rest = plain
    .replace(GREETING_WORDS, ' ')
    .replace(ADDRESS, ' ')
    .replace(/[^\p{L}\d]+/gu, '')
  return greeted && rest === ''
}
