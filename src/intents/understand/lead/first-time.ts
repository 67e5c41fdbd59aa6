import type { Reading } from './reading.ts'

const PLACE =
  '(?:umroh|haji|ke (?:tanah suci|mekkah|baitullah|sana|saudi|arab|haramain)|naik haji|ibadah umroh|berangkat)'
const NEVER = new RegExp(
  String.raw`\bbelum(?: (?:ada|sama sekali|satupun|seorang|yang|pun|juga))* pernah(?: sama sekali)?(?: (?:ke|berangkat|ibadah|ikut|pergi))*(?= ${PLACE}| [,.?]| semua| kak| sekali|$)(?! (?:naik|pakai|bikin|punya|ikut travel))|\bbelum pernah ${PLACE}|\bnever (?:been|done)`,
)
const FIRST =
  /\b(?:(?:umroh|kali|ini|yang|berangkat|perjalanan) pertama|pertama kali|umroh perdana|perdana|pertama(?= umroh| saya umroh| kami umroh)|pemula|newbie|kali ke ?1)\b/
const AGAIN = new RegExp(
  String.raw`\b(?:sudah|pernah|udah) (?:pernah )?(?:\d+ kali |beberapa kali |sering )?(?:${PLACE})|\b(?:sudah|pernah) (?:\d+ kali|beberapa kali|sering|berkali-kali|dua kali)\b|\bumroh (?:yang )?(?:kedua|ketiga|ke ?-? ?[2-9]|lagi)|\b(?:yang |ini )(?:kedua|ketiga|ke ?-? ?[2-9]) (?:kali)?|\b(?:kedua|ketiga|[2-9]) kali(?:nya)? umroh|\bmau (?:balik|kembali|umroh) lagi|\bumroh lagi\b|\b(?:alumni|repeat|langganan)\b(?! (?:pesantren|sma|smp|sd|kampus|sekolah|universitas|smk|pondok|unpad|ui|ugm|angkatan|haji))|\bterakhir (?:kali )?umroh|\b(?:dulu|tahun lalu|kemarin) (?:saya |kami )?(?:sudah |pernah )?umroh\b|\bumroh (?:tahun (?:lalu|kemarin|20[01]\d|202[0-5])|20[01]\d|202[0-5])`,
)
const OTHERS =
  /\b(?:istri|suami|ibu|ayah|anak|adik|kakak|teman|mertua|orangtua|nenek|kakek|tetangga|saudara)(?: saya)?(?: (?:sudah|belum|pernah|baru|yang|juga))/

/** Whether this is the first umroh of those who go; mixed parties say nothing. */
export function readFirstTime({ words, asked, plain }: Reading): boolean | undefined | 'unclear' {
  // Earlier trips are what this is about, so the whole text is read.
  const text = words.plain
  const never = NEVER.test(text) || FIRST.test(text)
  const again = AGAIN.test(text.replace(NEVER, ' '))
  if (never && again)
    return /\bhaji\b/.test(text) &&
      !/\b(?:sudah|pernah)[^,.]* umroh\b/.test(text.replace(NEVER, ' '))
      ? true
      : 'unclear'
  if (never || again) {
    return OTHERS.test(text) &&
      !/\b(?:saya|kami|semua)(?: (?:juga|sendiri|berdua|semua))* (?:belum|sudah|pernah|baru)/.test(
        text,
      )
      ? 'unclear'
      : never
  }
  if (!asked.has('first_time')) return undefined
  if (/\bbelum\b/.test(plain) && /\bsudah\b/.test(plain)) return 'unclear'
  return undefined
}
