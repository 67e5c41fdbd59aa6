/**
 * How people write in chats, and what they mean: the plain word first, then its short forms,
 * typos, and its sisters in English, Javanese, Sundanese, Betawi, Minang and Malay. Readers
 * match plain words only, so a new spelling is taught here once.
 */
export const SLANG = `
saya: id ill ive saye ambe sy sya saia aku aq ak gue gua gw gwe ane aye abdi kula kulo ambo awak ulun ana me i im abdina sayah
kami: were weve wed kmi kita kita-kita we us our urang-sadayana
istri: wifes wifes pamajikan bini isteri bojo-wedok wife istriku biniku misis
suami: husbands caroge salaki sisihan-lanang husband hubby paksu misua suamik
pasangan: bojo garwa spouse
ibu: umak omak mande ambu ema emek amma bundanya mama mamah mamak emak mak ummi umi umik nyokap enyak biang simbok mboke indung bundo mother mom mum mommy amak mami mamih ibuk ibunda ummah
ayah: abak bapake bapane bapak papa papah abah babe bokap ebes dad father daddy papi bapa bopo apak ayahanda bpk romo
orangtua: ortu orang-tua parents wong-tuwo
anak: anaku child kid son daughter yugo larene budak lare anake
anak-anak: barudak anak2 children kids bocah-bocah bocil-bocil krucil anakanak
adik: adek adk dek brother sister sibling adhi rayi
kakak: akak kaka kakanda lanceuk teteh uni uda mbakyu kangmas
saudara: sodara saudari siblings dulur sedulur
saudara-saudara: brothers sisters
mertua: martua mertuwa marasepuh inlaws
teman: temen tmn kawan kwn sohib sahabat konco kanca babaturan friend bestie sobat besti rencang sahabatku
teman-teman: temen-temen kawan-kawan friends konco-konco
keluarga: klg kel kluarga keluargaku family famili kulawarga
sekeluarga: sakeluarga skeluarga sekluarga
kakek: mbah-kung opa eyang grandfather grandpa simbah mbah
nenek: oma mbah-uti grandmother grandma
om: uncle oom paman pakde paklik pak-de amang
tante: aunt bibi bude bulik tantenya uwak uwa
sepupu: cousin misan
keponakan: ponakan nephew niece
cucu: incu grandchild grandson granddaughter
menantu: mantu
bayi: baby infant infants babies orok
dewasa: dws adult adults dewasanya
sendiri: sendirian sorangan dewe dewekan dhewe dewean surang surangan alone myself piyambak sndiri sndirian
orang: jalmi jalma org orng people person persons pax wong tiyang tiang urang uwong jiwa kepala peserta pesertanya
jamaah: jemaah jamaat jemaat jmh pilgrim pilgrims jamaahnya jama'ah
dari: dr dri from matan tekan ti saking soko saka
di: ning neng ing nang kat
dengan: jeung dgn dg dng wan lawan sama sm ama ma sareng karo with bareng bersama barengan bersamo jo kaliyan bareng-bareng samo ngan sma ambek ambik
untuk: utk buat bwt kanggo kangge keur for u/ tuk untk pikeun
dan: dn and lan
plus: tambah ditambah nambah
atau: ato atw utawa or atawa ataw
tahu: tau taw ngerti
mau: mw hoyong pengen pgn ingin pingin kepengen arep badhe bade kepingin pen want wanna ngin nak handak hendak pgin pengin kapengin kepinginan nio berencana rencananya
ada: aya ono wonten ado
tidak: ga gak g nggak ngga enggak kagak kaga tdk ndak ora mboten teu henteu indak ndk tak gk engga nda ngak kgk not dont doesnt cant tida ngk ogak
belum: blm belom blom durung dereng tacan alun belun not-yet blum tereng
expired: expires expire exp expiring
diskon: discount discounts disc diskonan
bayar: pay paying mbayar byar byr
2 kali: twice
sudah: sdh udh udah dah wes wis sampun geus atos alah sdah uda already did dh enggeus parantos mpun
bisa: bs iso saged tiasa can could biso isok bsa
punya: pny gaduh nduwe duwe gadah
berapa: berape brp brapa brpa pinten piro pira sabaraha baraha bara padum berapaan brapaan bro-pa pira-pira berapo barapo brpaan
bagaimana: how gmn gimana gmna gmana bgmn piye pripun kumaha kepiye bgaimana ba-a gimane
kapan: kpn iraha kapanan when
bulan: bln bl sasi sasih wulan month months
minggu: week weeks mgg
hari: hr hri dinten dino day days
tahun: thn th taun year years yr yrs
tanggal: tgl tggl tg date
depan: dpn ngarep ngajeng payun ngarepe hareup dpan
lagi: lg meneh malih lgi deui more again laen
ini: ni iki niki ieu nie
akhir: ahir end late penghujung ujung akir pungkasan ending
awal: early beginning start-of awalan
pertengahan: tengah tengah-tengah mid middle tengahan pertengahannya
sebelum: sblm sebelom before sadurunge sateuacan sblum sakdurunge sbelum sebelumnya
setelah: bar stlh sesudah sehabis ba'da bada bakda after usai sabada selepas pasca sawise saatos stelah stl lepas sabadana rampung sebakda
antara: between antaranya
sekitar: sekitaran skitar kisaran kira-kira kira2 kurleb around about approx approximately kirain  kira sktr skitaran kisarannya kiro-kiro kira-kiro about-an krg-lebih sekira kinten-kinten
maksimal: max maks maksimum maximum mentok mentoknya maximal maxnya makimal
minimal: min-nya minim minimum minimal
sampai: sampe smp s/d sd hingga until till smpe sampek nyampe nepi ngantos nganti
budget: bujet bajet budjet bugdet budgetku anggaran budgetan badget bugetnya buget budged
dana: duit uang artos arto duwit duitnya money dananya modal pitih uangku dwit arta
harga: harge quote quotation pl hrg hrga price prices biaya biayanya tarif harganya hargo cost costs ongkos regi rego pricelist pricelistnya bea ongkosnya hargana
juta: mil mill jt jeti jut juto yuta yuto million mio jti jetong jutak
jutaan: jutan jtan jt-an juta-an jutaaan jetian
ribu: rb rebu k-rupiah ewu thousand
miliar: milyar milyard billion
rupiah: rp idr
voucher: vocer voucer vcr pocer vouchers vcher vouchernya voucernya
paket: pkt pket package packages program paketan paketnya
paspor: passports passport passpor pasport paspot pasportnya psspor paspord paspornya
kamar: kmr room rooms kamarnya bilik
sekamar: skamar sakamar
quad: quard kwad quads kuad quart
triple: tripel triple triplet tripple trip-el
double: dobel doubel dauble twin dobble
single: singel singgel
umroh: umrah umroah umrohh umrh umroe ngumroh umro umrohnya
haji: hajj
mekkah: makkah mekah makah mecca makkatul
madinah: medinah
brosur: brosure brochure browsur brosurnya flyer leaflet pamflet katalog
jadwal: jadwalnya schedule jdwal jdwl skedul schedul skejul dates
berangkat: brgkt brangkat brkt brngkat brangkt mangkat angkat depart departure berangkatnya brngkt budal miyos indit berngkat brgkat go going pergi
keberangkatan: kebrangkatan kbrngktn departures kebrgktn keberangkatannya kbrngkatan
daftar: dftar register ndaftar daptar dftr daftarnya regist
pesan: mesen
booking: bookingin bookingkan book bookingnya reserve reservasi
tidak punya: gapunya gakpunya gpunya ndakpunya
tidak ada: gada gaada gakada
tidak-usah: gausah gausa gakusah gaperlu gausa
aman: safe
dp: deposit uang-muka downpayment
cicil: nyicil dicicil mencicil cicilan angsur angsuran diangsur kredit installment installments ngangsur ngicil kreditan cicilannya
info: infonya inpo infonya informasi information
minta: mnta nyuwun menta pengen-minta request
tolong: tlg tlong mohon please pls plis plz mhn monggo-mohon
tanya: nanya nanyak tny tanya-tanya taros takon nakon ask takok tnya tanyak bertanya menanyakan nanya2
kirim: kirimin kirimkan krm dikirim send kirimi kirimke kirimna sent krim ngirim share
iya: ya iyo iyah iye yup yap yoi yes yep nggih inggih muhun enggih iyes yaa iyaa yess ho-oh yah injih enjih y heeh hooh sumuhun yups yeah yeay iyap
betul: benar bener leres bnr btl correct right bener-bener beneran
oke: ok okay okey okeh oks okk okeee sip okesip baiklah syip okei
boleh: blh bole boleh-boleh bleh
saja: aja aje wae ae mawon only just doang aj sj ajah thok tok hungkul bae
juga: jg jga jugak oge ugi too also ugo yuga
juga-ikut: ngiring
jadi: jd jdi so dadi jadinya dados jadina jadiin jdnya
jangan: jgn jngn jgan ojo ulah ulahna
tapi: tp tpi but namun ning-tapi tetapi
karena: krn karna soalnya because soale mergo krna
masih: msh masi mash mesih tasih still isih
suami-istri: pasutri couple couples
kalau: klo kalo kl klu kalu if nek yen lamun kalok menawi upami mun
yang: yg sing ingkang anu nu yng
tentang: ttg soal about-the perihal mengenai
hotel: htl penginapan
pesawat: pswt flight maskapai penerbangan airline airlines penerbangannya
admin: cs customer-service
orang-orang: org2
ikut: ngikut join milu tumut melu ikutan milet nderek
dapat: dapet dpt dpet dapetin dapatkan dapatin get
pakai: pake pke pk use make-nya
cukup: ckp cekap enough
nama: nm asma wasta name namanya jeneng namaku nami
pernah: prnah nate tau-umroh pernahnya prnh ever
pertama: first perdana pertamax prtama pertamanya
kali: x kalinya times time
lahir: lair born
terima-kasih: makasih mksh trims thx thanks thankyou tks tq hatur-nuhun nuhun matur-nuwun suwun maturnuwun makasi trimakasih terimakasih tengkyu mksih trmksh thx ty mtrnwn makasiih
selamat: slmt met good
pagi: morning isuk enjing pgi
siang: siank awan afternoon
sore: sonten sorehari
malam: malem dalu evening night mlm
assalamualaikum: assalamualaikm asalamualaikum aslkm assalam askum aslm ass assalammualaikum assalamu asslmkm assalamuallaikum asslamualaikum assalamuaalaikum assmualaikum samlekum assalamu'alaykum assalamualaykum salam assww asw askm aswrwb assalamualaikumwrwb
waalaikumsalam: waalaikum wassalamualaikum waalaikumussalam wlkmslm walaikumsalam wa'alaikumsalam wassalam waalaikumslm
halo: hallo hello hi hai hay hey hei alo helo hy holla halloo hy hii heloo haii
permisi: punten misi nuwun-sewu nyuwun-sewu kulonuwun excuse permisiii prmisi
seorang: saurang per-orang perorang perorangan sakuran perpax perkepala perjamaah
masing-masing: masing each masing2 siji-siji perorangnya
semua: smua kabeh sadaya sedaya sadayana sdy semuanya semuannya semuany all
total: totalnya ttl overall totalan
rombongan: rmbongan rombonganku group grup romb kelompok
dimana: dmn dmna mana where ndi pundi
kantor: office kantornya ktr
lebaran: riyoyo idulfitri idhulfitri riyaya bodo bada-lebaran rioyo raya-fitri lebran lebarannya iedul-fitri eid
iduladha: iduladlha idhuladha
diskusi: rembuk rembug rundingan musyawarah obrolin ngobrol runding omongin rembukan ngobrolin bicarain discuss
pikir-pikir: mikir-mikir pikir2 mikir2 pikir mikir think mikirin pikirkan dipikir
mahal: mahalnya awis kemahalan larang expensive muahal mhl mahall pricey
murah: mirah cheap cheaper murahnya termurah mura murmer
kemarin: kmrn kemaren wingi kamari kmren kemarin2 yesterday kmarin
sekarang: skrg skrng saiki sakarang now sakniki skr sekrg
tinggal: tgal live domisili berdomisili nggon menetap tinggalnya domisilinya living bermukim
anu-ini: anuu
kurang: krg kirang kurg less
lebih: lbh langkung luwih lebi
tunggu: nunggu ngantosan nenggo menunggu tggu wait
paling: plg-paling mentok-nya palingan paleng
telepon: telp telpon tlp ditelp ditelepon call ditelpon nelpon nelfon telfon telponan hubungi dihubungi tlpn tel dihubungin telpn ditlp calling
siapa: sp sapa sinten saha who sopo siape siapo sispa
bicara: speak talk ngomong
habis: abis hbs abiz abizz
siap: siapp ready rdy
kursi: seat seats sit kursinya seatnya
kuota: quota kuotanya kouta slot slotnya
`

/** Words that say nothing for understanding: softeners and interjections. */
export const FILLERS = `
sih deh dech nih tuh dong donk dongs loh lho lo mah atuh teh euy kah lah gitu gini hehe hehehe wkwk wkwkwk
yo hihi haha hahaha eh oh ooh hmm hm ehm lur lek kan mbok tho kek keknya kayaknya kynya
kayanya sepertinya the anyway nya nyo kuy ges bro sist yah-gitu alhamdulilah bgt banget
`
