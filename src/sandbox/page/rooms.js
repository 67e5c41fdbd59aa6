// Which chat is open: on the customer's phone with which of our numbers, on the owner's which room.
import { $, element, page } from './page.js'

/** Tells the page that another chat is looked at. */
function turn(which) {
  document.dispatchEvent(new CustomEvent('turned', { detail: which }))
}

let shownNumbers = ''
/** Only a shop with more than one number has something to choose. */
export function showNumbers({ numbers, number, typing }) {
  $('wa-typing').hidden = !typing
  const field = $('wa-number')
  field.hidden = numbers.length < 2
  $('wa-about').hidden = !field.hidden
  const fingerprint = JSON.stringify([numbers, number])
  if (fingerprint === shownNumbers) return
  shownNumbers = fingerprint
  field.replaceChildren(
    ...numbers.map(({ id, label, unread }) => {
      const isNews = unread > 0 && id !== number
      return new Option(isNews ? `${label} (${unread})` : label, id, false, id === number)
    }),
  )
  field.classList.toggle(
    'news',
    numbers.some(({ id, unread }) => unread > 0 && id !== number),
  )
}
$('wa-number').onchange = ({ target }) => {
  page.number = target.value
  turn('wa')
}

let shownRooms = ''
/** The last message that was seen in each room. */
const seen = new Map()
export function showRooms({ rooms, room }) {
  for (const { id, last } of rooms) if (id === room || !seen.has(id)) seen.set(id, last)
  $('tg-rooms').hidden = rooms.length === 0
  const chips = rooms.map((one) => ({ ...one, isNews: seen.get(one.id) !== one.last }))
  const fingerprint = JSON.stringify([chips.map((chip) => ({ ...chip, last: 0 })), room])
  if (fingerprint === shownRooms) return
  shownRooms = fingerprint
  $('tg-rooms').replaceChildren(...chips.map((chip) => chipOf(chip, room)))
}

function chipOf({ id, name, closed, isNews }, room) {
  const chip = element('button', { type: 'button', textContent: closed ? `✓ ${name}` : name })
  chip.setAttribute('aria-pressed', String(id === room))
  chip.classList.toggle('news', isNews)
  chip.onclick = () => {
    page.room = id
    turn('tg')
  }
  return chip
}
