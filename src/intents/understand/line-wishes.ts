import type { Act } from '../../domain/messages/act.ts'
import type { FreeAnswer } from '../../domain/messages/question.ts'
import type { Turn } from '../turn.ts'

/** What somebody wants of his internet at home, in plain words; undefined where it is not that. */
export function readLineWish(plain: string): Act | undefined {
  if (ELSEWHERE.test(plain)) return undefined
  // What is owed, and how it comes back, is said of a line that is cut for money.
  if (ISOLATED.test(plain) && !MAY_BE.test(plain)) return act('customer.trouble', { kind: 'down' })
  if (LINE.test(plain) && SLOW.test(plain)) return act('customer.trouble', { kind: 'slow' })
  if (LINE.test(plain) && DOWN.test(plain)) return act('customer.trouble', { kind: 'down' })
  if (STILL_WRONG.test(plain)) return act('customer.trouble_more')
  if (NEW_PASSWORD.test(plain)) {
    // Words are freed of letters that were typed too often.
    const which = /\bp{0,2}poe\b/.test(plain)
      ? 'pppoe'
      : /\bwi-?fi\b/.test(plain)
        ? 'wifi'
        : undefined
    return act('customer.password', { ...(which && { which }) })
  }
  if (UPGRADE.test(plain)) return act('customer.upgrade')
  if (INSTALL.test(plain) || BARE_INSTALL.test(plain)) return act('customer.register')
  if (MY_SERVICE.test(plain)) return act('customer.service')
  return undefined
}

/** A location pin, sent where the address of a registration was asked for. */
export function readPinned({ location }: Turn, { act: asked, field }: FreeAnswer): Act | undefined {
  const fits = location && asked.intent === 'customer.register' && field === 'alamat'
  return fits ? asked : undefined
}

/** Of vouchers, and of journeys. */
const ELSEWHERE =
  /\b(?:voucher|hotspot|umroh|haji|jamaah|kamar|hotel|berangkat|keberangkatan|paspor|brosur|quad|triple|double|ekonomis|vip)\b/
const ISOLATED = /\b(?:di|ter|ke)?isolir\b/
/** Asked before it happens. */
const MAY_BE = /\b(?:kalau|kapan|bakal|akan|nanti|takut|jangan|bisa|biar|supaya|sebelum)\b/
const LINE = /\b(?:internet|internetan|inet|wi-?fi|koneksi|jaringan|modem|sinyal|connection)\b/
const DOWN =
  /\b(?:mati|putus|error|gangguan|trouble|rusak|hilang|down|dead|los|offline|disconnect\w*|tidak (?:bisa|nyala|menyala|konek|connect|jalan|ada|tersambung|terhubung|berfungsi)|not working|is not)\b/
const SLOW = /\b(?:lemot|lambat|lelet|lola|pelan|slow|buffering|lag|ngelag|tersendat|loading)\b/
/** After a try, with what it is about left out: "sudah restart masih mati". */
const STILL_WRONG =
  /\b(?:masih|tetap|tetep|still|belum)\b.*\b(?:mati|putus|lemot|lambat|error|gangguan|rusak|merah|los|sama(?: saja)?$|begitu|gitu|nyala|normal|konek|tersambung|tidak bisa|down|dead|slow|not working)\b|\b(?:sudah|sudah saya|udah)\b.*\b(?:restart\w*|reboot|cabut|colok\w*)\b/
const NEW_PASSWORD =
  /\b(?:ganti|ubah|reset|lupa|baru|new|change|forgot)\b.*\b(?:password|sandi|pasword|pass|kata sandi)\b|\b(?:password|sandi)\b.*\b(?:ganti|ubah|reset|lupa)\b/
const UPGRADE =
  /^(?:saya |mau |ingin |bisa )*(?:upgrade|downgrade)(?: (?:dong|kak|min|ya))*$|\b(?:upgrade|downgrade)\b.*\b(?:paket|internet|wi-?fi|kecepatan|speed|mbps)\b|\b(?:naik|ganti|ubah|pindah|tambah|turun|change)\b.*\b(?:paket (?:internet|wi-?fi|saya)|paket$|kecepatan|speed|mbps)\b/
const INSTALL =
  /\b(?:pasang|daftar(?! harga)|langganan|berlangganan|registrasi|install?|subscribe)\b.*\b(?:wi-?fi|internet|pppoe)\b|\b(?:wi-?fi|internet)\b.*\b(?:pasang|daftar|berlangganan|install?)\b|\bpasang baru\b/
const BARE_INSTALL =
  /^(?:(?:halo|hai|permisi|saya|aku|mau|ingin|bisa|boleh|cara) )*(?:daftar|pasang|berlangganan|langganan)(?: (?:dong|kak|min|ya|baru|gimana|bagaimana))*$/
const MY_SERVICE =
  /\b(?:cek|lihat|status|check)\b(?!.*\b(?:tagihan|bayar)\b).*\b(?:paket|internet|layanan|langganan|pemakaian|wi-?fi)\b|\bpaket saya\b|\bmy (?:package|plan|internet)\b/

function act(intent: string, input: Record<string, unknown> = {}): Act {
  return { intent, input }
}
