// What happens to our numbers in WhatsApp: they are linked, lost, held back; and what Meta decides.
import { $, act, element, page } from './page.js'

const STATES = { online: 'tersambung', offline: 'terputus', unlinked: 'dicabut' }

let shown = ''
export function showWhatsApp({ showsQr, numbers, pendingTemplates, networkIsOn }) {
  const isBusy = showsQr || numbers.length > 0 || pendingTemplates.length > 0
  $('numbers').hidden = !isBusy
  $('scan').hidden = !showsQr
  $('approve').hidden = pendingTemplates.length === 0
  $('approve').textContent = `✅ Meta menyetujui ${pendingTemplates.length} template`
  $('numbers-facts').textContent = networkIsOn ? '' : 'jaringan putus'
  const fingerprint = JSON.stringify(numbers)
  if (fingerprint === shown) return
  shown = fingerprint
  $('numbers-list').replaceChildren(...numbers.map((one) => rowOf(one)))
}

const stateOf = ({ linked, online }) => (linked ? (online ? 'online' : 'offline') : 'unlinked')

function rowOf(number) {
  const { phone, label, held } = number
  const state = stateOf(number)
  const about = element('small', { textContent: held ? 'ditahan' : STATES[state] })
  const more = element('button', { type: 'button', textContent: 'Kejadian…' })
  more.setAttribute('aria-label', `Yang terjadi pada ${label}`)
  more.onclick = () => offer(number)
  const words = element('span', {}, element('code', { textContent: label }), about)
  const className = held ? 'isolated' : state
  return element('li', { className, dataset: { number: phone } }, words, more)
}

/** What can happen to it, from a sheet as phones have them. */
function offer({ phone, label, held, linked }) {
  const { networkIsOn } = page.state.world.whatsapp
  const plays = [
    linked && [
      'number-unlink',
      'Cabut dari ponsel',
      'Perangkat tertaut dihapus di ponselnya (401)',
    ],
    linked && ['number-replace', 'Diambil perangkat lain', 'Perangkat lain memakai sesinya (440)'],
    linked && !held && ['number-hold', 'WhatsApp menahan nomor', 'Sehari tanpa obrolan baru (463)'],
    linked && held && ['number-release', 'WhatsApp melepas tahanan', 'Boleh memulai obrolan lagi'],
    networkIsOn
      ? ['network-cut', 'Putus jaringan WhatsApp', 'Pesan pelanggan menunggu di WhatsApp']
      : ['network-mended', 'Sambung lagi jaringannya', 'Yang menunggu datang sekaligus'],
  ].filter(Boolean)
  const rows = plays.map(([does, title, about]) => {
    const row = element('button', { type: 'button' }, element('b', { textContent: title }))
    row.append(element('span', { textContent: about }))
    row.onclick = () => {
      $('sheet').close()
      void play({ does, number: phone })
    }
    return row
  })
  $('sheet-title').textContent = label
  $('sheet-rows').replaceChildren(...rows)
  $('sheet').showModal()
}

async function play(deed) {
  const said = await act('world', deed)
  if (!said) return
  const { ok, words, message } = said
  $('numbers-result').className = `result ${ok ? 'good' : 'bad'}`
  $('numbers-result').replaceChildren(words)
  if (message) $('numbers-result').append(element('small', { textContent: message }))
}

$('scan').onclick = () => play({ does: 'number-scan' })
$('approve').onclick = () => play({ does: 'templates-approve' })
