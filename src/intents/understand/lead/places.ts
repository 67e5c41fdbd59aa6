/** Where people say they live: regencies and cities by province, then towns, islands and homes abroad. */
export const PLACES = `
# Aceh
Simeulue, Aceh Singkil, Aceh Selatan, Aceh Tenggara, Aceh Timur, Aceh Tengah, Aceh Barat, Aceh
Besar, Pidie, Bireuen, Aceh Utara, Aceh Barat Daya, Gayo Lues, Aceh Tamiang, Nagan Raya, Aceh
Jaya, Bener Meriah, Pidie Jaya, Banda Aceh, Sabang, Langsa, Lhokseumawe, Subulussalam,
# Sumatera Utara
Nias, Mandailing Natal, Tapanuli Selatan, Tapanuli Tengah, Tapanuli Utara, Toba, Labuhanbatu,
Asahan, Simalungun, Dairi, Karo, Deli Serdang, Langkat, Nias Selatan, Humbang Hasundutan, Pakpak
Bharat, Samosir, Serdang Bedagai, Batu Bara, Padang Lawas Utara, Padang Lawas, Labuhanbatu
Selatan, Labuhanbatu Utara, Nias Utara, Nias Barat, Sibolga, Tanjungbalai, Pematangsiantar,
Tebing Tinggi, Medan, Binjai, Padangsidimpuan, Gunungsitoli,
# Sumatera Barat
Kepulauan Mentawai, Pesisir Selatan, Solok, Sijunjung, Tanah Datar, Padang Pariaman, Agam, Lima
Puluh Kota, Pasaman, Solok Selatan, Dharmasraya, Pasaman Barat, Padang, Sawahlunto, Padang
Panjang, Bukittinggi, Payakumbuh, Pariaman,
# Riau
Kuantan Singingi, Indragiri Hulu, Indragiri Hilir, Pelalawan, Siak, Kampar, Rokan Hulu,
Bengkalis, Rokan Hilir, Kepulauan Meranti, Pekanbaru, Dumai,
# Jambi
Kerinci, Merangin, Sarolangun, Batanghari, Muaro Jambi, Tanjung Jabung Timur, Tanjung Jabung
Barat, Tebo, Bungo, Jambi, Sungai Penuh,
# Sumatera Selatan
Ogan Komering Ulu, Ogan Komering Ilir, Muara Enim, Lahat, Musi Rawas, Musi Banyuasin, Banyuasin,
Ogan Komering Ulu Selatan, Ogan Komering Ulu Timur, Ogan Ilir, Empat Lawang, Penukal Abab
Lematang Ilir, Musi Rawas Utara, Palembang, Prabumulih, Pagar Alam, Lubuklinggau,
# Bengkulu
Bengkulu Selatan, Rejang Lebong, Bengkulu Utara, Kaur, Seluma, Mukomuko, Lebong, Kepahiang,
Bengkulu Tengah, Bengkulu,
# Lampung
Lampung Barat, Tanggamus, Lampung Selatan, Lampung Timur, Lampung Tengah, Lampung Utara, Way
Kanan, Tulang Bawang, Pesawaran, Pringsewu, Mesuji, Tulang Bawang Barat, Pesisir Barat, Bandar
Lampung, Metro,
# Kepulauan Bangka Belitung
Bangka, Belitung, Bangka Barat, Bangka Tengah, Bangka Selatan, Belitung Timur, Pangkalpinang,
# Kepulauan Riau
Karimun, Bintan, Natuna, Lingga, Kepulauan Anambas, Batam, Tanjungpinang,
# DKI Jakarta
Jakarta, Kepulauan Seribu, Jakarta Selatan, Jakarta Timur, Jakarta Pusat, Jakarta Barat, Jakarta Utara,
# Jawa Barat
Bogor, Sukabumi, Cianjur, Bandung, Garut, Tasikmalaya, Ciamis, Kuningan, Cirebon, Majalengka,
Sumedang, Indramayu, Subang, Purwakarta, Karawang, Bekasi, Bandung Barat, Pangandaran, Depok,
Cimahi, Banjar,
# Jawa Tengah
Cilacap, Banyumas, Purbalingga, Banjarnegara, Kebumen, Purworejo, Wonosobo, Magelang, Boyolali,
Klaten, Sukoharjo, Wonogiri, Karanganyar, Sragen, Grobogan, Blora, Rembang, Pati, Kudus, Jepara,
Demak, Semarang, Temanggung, Kendal, Batang, Pekalongan, Pemalang, Tegal, Brebes, Surakarta,
Salatiga,
# DI Yogyakarta
Kulon Progo, Bantul, Gunungkidul, Sleman, Yogyakarta,
# Jawa Timur
Pacitan, Ponorogo, Trenggalek, Tulungagung, Blitar, Kediri, Malang, Lumajang, Jember,
Banyuwangi, Bondowoso, Situbondo, Probolinggo, Pasuruan, Sidoarjo, Mojokerto, Jombang, Nganjuk,
Madiun, Magetan, Ngawi, Bojonegoro, Tuban, Lamongan, Gresik, Bangkalan, Sampang, Pamekasan,
Sumenep, Surabaya, Batu,
# Banten
Pandeglang, Lebak, Tangerang, Serang, Cilegon, Tangerang Selatan,
# Bali
Jembrana, Tabanan, Badung, Gianyar, Klungkung, Bangli, Karangasem, Buleleng, Denpasar,
# Nusa Tenggara Barat
Lombok Barat, Lombok Tengah, Lombok Timur, Sumbawa, Dompu, Bima, Sumbawa Barat, Lombok Utara,
Mataram,
# Nusa Tenggara Timur
Sumba Barat, Sumba Timur, Kupang, Timor Tengah Selatan, Timor Tengah Utara, Belu, Alor, Lembata,
Flores Timur, Sikka, Ende, Ngada, Manggarai, Rote Ndao, Manggarai Barat, Sumba Tengah, Sumba
Barat Daya, Nagekeo, Manggarai Timur, Sabu Raijua, Malaka,
# Kalimantan Barat
Sambas, Bengkayang, Landak, Mempawah, Sanggau, Ketapang, Sintang, Kapuas Hulu, Sekadau, Melawi,
Kayong Utara, Kubu Raya, Pontianak, Singkawang,
# Kalimantan Tengah
Kotawaringin Barat, Kotawaringin Timur, Kapuas, Barito Selatan, Barito Utara, Sukamara,
Lamandau, Seruyan, Katingan, Pulang Pisau, Gunung Mas, Barito Timur, Murung Raya, Palangka Raya,
# Kalimantan Selatan
Tanah Laut, Kotabaru, Banjar, Barito Kuala, Tapin, Hulu Sungai Selatan, Hulu Sungai Tengah, Hulu
Sungai Utara, Tabalong, Tanah Bumbu, Balangan, Banjarmasin, Banjarbaru,
# Kalimantan Timur
Paser, Kutai Barat, Kutai Kartanegara, Kutai Timur, Berau, Penajam Paser Utara, Mahakam Ulu,
Balikpapan, Samarinda, Bontang,
# Kalimantan Utara
Malinau, Bulungan, Tana Tidung, Nunukan, Tarakan,
# Sulawesi Utara
Bolaang Mongondow, Minahasa, Kepulauan Sangihe, Kepulauan Talaud, Minahasa Selatan, Minahasa
Utara, Bolaang Mongondow Utara, Siau Tagulandang Biaro, Minahasa Tenggara, Bolaang Mongondow
Selatan, Bolaang Mongondow Timur, Manado, Bitung, Tomohon, Kotamobagu,
# Sulawesi Tengah
Banggai Kepulauan, Banggai, Morowali, Poso, Donggala, Tolitoli, Buol, Parigi Moutong, Tojo Una-
Una, Sigi, Banggai Laut, Morowali Utara, Palu,
# Sulawesi Selatan
Kepulauan Selayar, Bulukumba, Bantaeng, Jeneponto, Takalar, Gowa, Sinjai, Maros, Pangkep, Barru,
Bone, Soppeng, Wajo, Sidenreng Rappang, Pinrang, Enrekang, Luwu, Tana Toraja, Luwu Utara, Luwu
Timur, Toraja Utara, Makassar, Parepare, Palopo,
# Sulawesi Tenggara
Buton, Muna, Konawe, Kolaka, Konawe Selatan, Bombana, Wakatobi, Kolaka Utara, Buton Utara,
Konawe Utara, Kolaka Timur, Konawe Kepulauan, Muna Barat, Buton Tengah, Buton Selatan, Kendari,
Baubau,
# Gorontalo
Boalemo, Gorontalo, Pohuwato, Bone Bolango, Gorontalo Utara,
# Sulawesi Barat
Majene, Polewali Mandar, Mamasa, Mamuju, Pasangkayu, Mamuju Tengah,
# Maluku
Kepulauan Tanimbar, Maluku Tenggara, Maluku Tengah, Buru, Kepulauan Aru, Seram Bagian Barat,
Seram Bagian Timur, Maluku Barat Daya, Buru Selatan, Ambon, Tual,
# Maluku Utara
Halmahera Barat, Halmahera Tengah, Kepulauan Sula, Halmahera Selatan, Halmahera Utara, Halmahera
Timur, Pulau Morotai, Pulau Taliabu, Ternate, Tidore,
# Papua Barat
Fakfak, Kaimana, Teluk Wondama, Teluk Bintuni, Manokwari, Sorong Selatan, Sorong, Raja Ampat,
Tambrauw, Maybrat, Manokwari Selatan, Pegunungan Arfak,
# Papua
Merauke, Jayawijaya, Jayapura, Nabire, Kepulauan Yapen, Biak Numfor, Paniai, Puncak Jaya,
Mimika, Boven Digoel, Mappi, Asmat, Yahukimo, Pegunungan Bintang, Tolikara, Sarmi, Keerom,
Waropen, Supiori, Mamberamo Raya, Nduga, Lanny Jaya, Mamberamo Tengah, Yalimo, Puncak, Dogiyai,
Intan Jaya, Deiyai,
# Towns people name instead of their regency
Ajibarang, Ambarawa, Ampana, Amuntai, Atambua, Babat, Bagansiapiapi, Balaraja, Bangil, Bangkinang,
Bangko, Banjarsari, Barabai, Baturaja, Batulicin, Bintaro, Blangpidie, Bumiayu, Buntok, Cengkareng,
Cepu, Cibadak, Cibinong, Cibubur, Cikampek, Cikarang, Cikupa, Ciledug, Cileungsi, Cileunyi, Cipanas,
Ciputat, Condet, Curup, Delanggu, Gombong, Haurgeulis, Indralaya, Jatibarang, Jatinangor, Juwana,
Kabanjahe, Kalianda, Kandangan, Kartasura, Kayuagung, Kelapa Gading, Kemayoran, Kepanjen, Kotabumi,
Kraksaan, Krian, Kuala Kapuas, Kutacane, Kutoarjo, Labuan Bajo, Larantuka, Lasem, Lembang,
Lhoksukon, Lubuk Pakam, Luwuk, Majalaya, Majenang, Malili, Martapura, Masamba, Masohi, Maumere,
Meulaboh, Muara Bungo, Muara Teweh, Muntilan, Namlea, Padalarang, Pamulang, Pandaan,
Pangkalan Bun, Pangkalan Kerinci, Panyabungan, Pelabuhan Ratu, Pelaihari, Polewali, Prambanan,
Praya, Purwokerto, Rancaekek, Rangkasbitung, Rantauprapat, Rengat, Rogojampi, Ruteng, Sampit,
Sangatta, Sekayu, Selat Panjang, Sengkang, Sentani, Serpong, Sidikalang, Sigli, Singaraja,
Singosari, Slawi, Solo, Soreang, Stabat, Sumbawa Besar, Sungailiat, Sungguminasa, Takengon, Taliwang,
Tanah Grogot, Tanjung Balai Karimun, Tanjung Enim, Tanjung Pandan, Tanjung Redeb, Tanjung Selor,
Tapaktuan, Tebet, Tembilahan, Tenggarong, Tigaraksa, Timika, Toboali, Tobelo, Ubud, Ungaran, Unaaha,
Wamena, Watampone, Wonomulyo, Wonosari
# Regions people name instead of a city
Aceh, Bali, Banten, Lampung, Lombok, Madura, Riau
# Homes abroad
Brunei, Hong Kong, Kuala Lumpur, Malaysia, Singapura, Taiwan
`

/** Short forms, old names and common spellings. */
export const NICKNAMES = `
Bagansiapiapi: bagan siapi api
Balikpapan: bpp, bppn, bpn
Banda Aceh: bandaaceh
Bandar Lampung: bdl, bandarlampung, balam
Bandung: bdg
Banjarbaru: bjb, banjar baru
Banjarmasin: bjm
Banjarnegara: banjar negara
Banyuwangi: bwi, banyu wangi
Batam: btm
Batanghari: batang hari
Baubau: bau bau, bau-bau
Bekasi: bks
Bogor: bgr
Bojonegoro: bjn, bojo negoro
Bukittinggi: bukit tinggi
Cikarang: ckr, cks
Cirebon: crb
Denpasar: dps
Depok: dpk
Gunungkidul: gunung kidul
Gunungsitoli: gunung sitoli
Hong Kong: hongkong, hk
Jakarta: jkt, jkarta, cgk, dki jakarta
Jakarta Barat: jakbar
Jakarta Pusat: jakpus
Jakarta Selatan: jaksel
Jakarta Timur: jaktim
Jakarta Utara: jakut
Jember: jbr
Jepara: jpr
Karangasem: karang asem
Karawang: krw, krwg, kerawang
Kediri: kdr
Kotabaru: kota baru
Kulon Progo: kulonprogo
Kutai Barat: kubar
Kutai Kartanegara: kukar
Kutai Timur: kutim
Labuhanbatu: labuan batu, labuhan batu
Lamongan: lmg
Lhokseumawe: lhoksemawe
Lombok Barat: lobar
Lombok Tengah: loteng
Lombok Timur: lotim
Lubuklinggau: lubuk linggau
Makassar: makasar, mks, mksr, ujung pandang
Malang: mlg, ngalam
Manado: mdo, menado
Mandailing Natal: madina
Medan: mdn
Mojokerto: mjk, mojo kerto
Mukomuko: muko muko, muko-muko
Musi Banyuasin: muba
Musi Rawas: mura
Padang: pdg
Padangsidimpuan: sidimpuan, padang sidimpuan, padangsidempuan, padang sidempuan, sidempuan
Pagar Alam: pagaralam
Palangka Raya: palangkaraya, palangka, palangkaraja
Palembang: plg, plb, plm, pelembang
Pangkalpinang: pangkal pinang
Parepare: pare pare, pare-pare
Pasuruan: pasuruhan
Payakumbuh: paya kumbuh
Pekanbaru: pku, pekan baru
Pematangsiantar: siantar, pematang siantar, p siantar
Polewali Mandar: polman
Pontianak: ptk, pnk
Prabumulih: prabu mulih
Probolinggo: probo
Purwakarta: pwk
Purwokerto: pwt, purwo kerto
Rantauprapat: rantau prapat
Samarinda: smd, smr
Sawahlunto: sawah lunto
Semarang: smg, smrg
Serang: srg
Serdang Bedagai: sergai
Serpong: bsd
Sidenreng Rappang: sidrap
Sidoarjo: sda, sdj
Singapura: singapore
Sukabumi: skb
Surabaya: sby, suroboyo, surobaya
Surakarta: ska
Tangerang: tng, tgr
Tangerang Selatan: tangsel
Tanjungbalai: tanjung balai
Tanjungpinang: tanjung pinang, tpi
Tasikmalaya: tasik, tsk, tsm
Tebing Tinggi: tebingtinggi
Tolitoli: toli toli, toli-toli
Tulang Bawang: tulangbawang, tuba
Tulungagung: tulung agung
Yogyakarta: jogja, jogya, jogjakarta, djogja, yogya, jgj, yk, diy
`

/** Names that are also everyday words or a person's: only believed beside "dari", "di" and the like. */
export const ALSO_WORDS = `
agam, karo, alor, asmat, banggai, banjar, batang, batu, belu, bima, bone, brunei, bsd, buol, buru, cgk,
condet, ende, hk, jbr, jpr, kaur, kdr, kota baru, kuningan, landak, lingga, lmg, malaka, malang,
malaysia, mappi, metro, mks, mura, muba, muna, nias, paser, pati, palu, poso, plb, plm, puncak, sda,
serang, siak, sigi, sikka, singapura, singapore, ska, skb, smd, smr, srg, taiwan, tebet, tng,
toba, tpi, tuba, yk, diy
`
