import { monthNamed } from './calendar.ts'
import { FILLERS, SLANG } from '../slang.ts'
import { oneOf } from './patterns.ts'

/** Everyday words that follow "saya", "paket" or "dari" and are neither names nor places. */
const COMMON = `
cowok cewek laki wanita bot robot kabari sekali acara agak agar agen ahad air ajak akad akan akhirnya aktif alamat alat alhamdulillah allah aman amanah
amin ambil anda anggota angsur antar antri apa apakah apalagi area arti asal asli asrama atas awam
bagi bagus bahagia bahas bahasa baik baiknya bakal baksos balas balik bandara bang bangga bank bantu
bantuan banyak barang bareng baru bawa bawah bayar bebas beberapa beda begini begitu belajar beli
benar benci berada berasal berapa berbeda beres berharap berikut bersih berminat bertanya besar besok
bersama biar biasa bicara bilang bikin bintang biro bismillah blok bingung bus buka bukan bukti bulanan
bungsu buru busana butuh cabang cair campur cantik cara cari catat cek cepat cerita cita coba cocok
cuma cukup cuti dalam dapat data datang dekat denger dengar deposit detail detil dia dinas diri disana
disini diskon disabilitas dokter dokumen domisili dosen dua dukung dulu duluan durasi ekstra email
emang enak exit facebook fb fasilitas fix format formulir foto full gabung gagal gaji galau gambar
ganggu ganti gas gede gini google gratis grup guru habis hadir hadiah halo hampir hanya hari harap
haramain harus hasil hati hemat heran hidup hitung hubungi ibadah idaman ig iklan ikhlas ikhwan ikut
imigrasi info infaq ingat inget insya insyaallah instagram internet isi istirahat itikaf itinerary itu
izin jaga jalan jam jangan janda jarak jarang jas jawab jelas jemput jenis jika jual juga jumat jumlah
kabar kabupaten kadang kakak kalian kampung kamu kan kantor kapan karyawan kasih kasir kata kategori
kawatir kebetulan kecamatan kecewa kecil keluar kembali kemana kemari kenal kenapa kencang kepala
keren keluarga kepastian kepo kerja keras kerabat keterangan khawatir khusus kira kirain kirim klik
kode kok komplit konfirmasi konsultasi koper korban kost kosong kota kuliah kumpul kurban kurma laen
lagi lain laki lalu lama lambat langsung lansia lanjut lapor lanjutan laut lebih legal lelah lengkap
lewat libur lihat liat limit link loh lokasi lolos luar lumayan lunas lupa lusa maaf maksud maklum
mahasiswa mahram mampu manasik mana mantap marketing masa masalah masih masing masjid masuk mata
maskapai mau mbak mending mengapa menurut menyimak merchant mereka mesti milad min minat minta mobil
modal mohon muda mudah mudahan mulai mumpung mungkin muslim musti nabi nabung naik nanti nasabah nego
negeri nikah nomer nomor normal numpang nyaman nyari nyata nyicil oke online orang pagi pahala paham
pakai paling panas panggil pas pasang pasangan pasti pastikan pegang pegawai pelan pelajar pelatihan
pelayanan pelunasan pembayaran pembimbing penasaran pendaftaran pending pengalaman pengajian penginapan
pengusaha pensiun pensiunan penting penuh perlu perempuan perjalanan perkenalkan persiapan persyaratan
pertanyaan petani petugas pindah pinjam pns polisi pondok posisi postingan potongan prioritas privat
program promo promosi proses publik pulang punya puas pusat pusing qurban ragu ramah ramai rame rapat
rasa rasanya rata reels rejeki rekening rekomendasi remaja rencana rencananya repot resmi respon rezeki
ribet rinci rincian rindu rugi rumah rutin ruang rukun saat sabar sabtu sahabat sah salah salam sales
sambil sambung sampai sana sangat sanggup santai sarana satu sayang sayangnya seandainya sebagai sebaiknya
sebelah sebenarnya sebenernya sebentar sebetulnya secepatnya sedang sederhana sedikit segala segera sehat
sejak selain selalu selalunya selama semangat sementara semisal semoga semua senang senin sendiri
seneng sering serius serta setau setuju setiap shalat sholat sibuk siap simpan sini sisa siswa sistem
skema soal solusi staf staff status stop story suka suka sulit sumpah supaya supir surat suruh survey
syarat syukur swasta tadi tahan tahu takut tambah tamat tampil tanpa tau tawaf telah teliti temani tempo
tenang tentang tentara terakhir terbaik terbaru terbang terdekat tergantung terima terjangkau terkait
termasuk ternyata tersebut tersedia tertarik tertua terus tetangga tetap tiba tiket tiktok tidak tingkat
tipe toko tolong total transfer travel tua tugas tukang tulis tunai tunda turun tutup uang uji ujung
ulang umum umur unit untuk upload urus usaha usia utama utang vaksin visa wajib waktu wali walau
wanita warga wartawan wilayah wirausaha wiraswasta yakin yatim youtube zam ziarah zakat zoom
suci tanah arab saudi baitullah indonesia jawa sumatera sumatra kalimantan sulawesi papua maluku
interested looking need know book asking ask thinking planning traveling travelling going coming
very sure just really still also only new now here there that these those some any all family please
turki turkey istanbul dubai aqsa aqso aqsho mesir cairo kairo thaif taif eropa maroko yordania palestina
murah termurah mewah lengkapnya lainnya terlengkap bisnis singkat pendek panjang cepat irit biasa
mekkah madinah jeddah ka'bah kabah masjidil haram nabawi raudhah ramadan
aduh alah anu apaan asap ayam ayo babi bahagia bakso bentar bodo bodoh bosen buset cape capek celana
cie cuek curiga desa dingin dompet dosa enaknya gabut gajelas gampang gila gitu goreng hihi hape hujan jauh gtau nyusul
intip jajan jelek kabur kaget kagak kangen kebun kesel kopi kucing lapar laper lari lebay lewati lucu
main makan males malas malu mandi marah masak mikir minum motor nangis nanya nasi ngantuk ngapain
ngobrol nonton nyerah pacar panik parah pengen pikir rahasia roti sampah sapi sawah sayur sekolah sepi
serem skip sombong susah tes test tidur ujian wah yaudah yuk
afraid any anywhere back bye cheap cool dunno everywhere expensive fine first good great guess hate hello
help here hey hmm home idea later leave let maybe mind money never next nice none nothing nowhere pass
please question said same secret see sleep someone something somewhere soon sorry start sure test then
thing think told tomorrow unknown wait want whatever where whichever who why wow wrong yep yet
sempat sedih sakit hamil wudhu yaitu adalah ialah is am are was be been
`

const common = new Set(COMMON.trim().split(/\s+/))
for (const line of SLANG.trim().split('\n')) {
  const [meaning = '', forms = ''] = line.split(': ')
  common.add(meaning)
  for (const form of forms.split(' ')) common.add(form)
}
for (const filler of FILLERS.trim().split(/\s+/)) common.add(filler)

/** Verbs and abstractions show themselves: berminat, menanyakan, keberangkatan, ditanya. */
const BUILT = new RegExp(
  oneOf`
  ^(?:ber|ter|per|pem|pen|meng|mem|men|meny|nge|ke)\p{L}{4,}$|^(?:di|se)\p{L}{5,}$
  ^\p{L}{4,}(?:kan|annya|nya)$|^ng[aeiou]\p{L}{3,}$|-
`,
  'u',
)

/** Whether it stands in the list: enough to tell a name with its capital. */
export function isListedWord(word: string): boolean {
  return word.includes(' ') || common.has(word) || monthNamed(word) !== undefined || /\d/.test(word)
}

/** Whether a plain word is of everyday language, so no name of a person, place or package. */
export function isCommonWord(word: string): boolean {
  return isListedWord(word) || BUILT.test(word)
}
