// Draws the two chats: bubbles, files, buttons, and what can be done with each.
import { replyTo } from './compose.js'
import { $, act, at, clock, element, icon, page, view } from './page.js'

const DAY = { weekday: 'long', day: 'numeric', month: 'long' }
const TIME = { hour: '2-digit', minute: '2-digit' }
const drawn = { wa: '', tg: '' }
const atEnd = { wa: true, tg: true }
const height = { wa: 0, tg: 0 }

for (const which of ['wa', 'tg']) {
  const chat = $(`${which}-chat`)
  chat.onscroll = () => {
    // Pictures that arrive late scroll too: only a finger leaves the end.
    if (chat.scrollHeight !== height[which]) return keep(which)
    atEnd[which] = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60
    if (atEnd[which]) $(`${which}-down`).hidden = true
  }
  $(`${which}-down`).onclick = () => toEnd(which)
  // A picture that arrives late, or a window that changes, must not hide the newest message.
  chat.addEventListener('load', () => keep(which), true)
  new ResizeObserver(() => keep(which)).observe(chat)
}

function toEnd(which) {
  const chat = $(`${which}-chat`)
  chat.scrollTop = chat.scrollHeight
  height[which] = chat.scrollHeight
}

/** The newest message stays in sight for whoever was looking at it. */
function keep(which) {
  height[which] = $(`${which}-chat`).scrollHeight
  if (atEnd[which]) toEnd(which)
}

/** Another chat is looked at: it begins at its end. */
export function begin(which) {
  drawn[which] = ''
  atEnd[which] = true
}

/** Returns whether there is something new to read. */
export function showChat(which, messages, hint) {
  const fingerprint = JSON.stringify(messages)
  if (fingerprint === drawn[which]) return false
  const isFirst = drawn[which] === ''
  drawn[which] = fingerprint
  const chat = $(`${which}-chat`)
  if (messages.length === 0) {
    chat.replaceChildren(element('p', { className: 'empty', textContent: hint }))
    return false
  }
  const isNew = fill(which, chat, { messages, isFirst })
  if (isNew && messages.at(-1).mine) atEnd[which] = true
  if (atEnd[which]) toEnd(which)
  else if (isNew) $(`${which}-down`).hidden = false
  height[which] = chat.scrollHeight
  return isNew && !isFirst
}

/** Old bubbles stay as they are, so that only what is new moves. */
function fill(which, chat, { messages, isFirst }) {
  const old = new Map([...chat.children].map((node) => [node.dataset.id, node]))
  let isNew = false
  let day = ''
  const nodes = messages.flatMap((message) => {
    const print = JSON.stringify(message)
    const known = old.get(message.id)
    const node = known?.dataset.print === print ? known : bubbleOf(which, message)
    node.dataset.print = print
    if (!known && !isFirst) {
      node.classList.add('come')
      isNew = true
    }
    const today = clock(message.at, DAY)
    if (today === day) return [node]
    day = today
    return [old.get(today) ?? dayLine(today), node]
  })
  chat.replaceChildren(...nodes)
  return isNew
}

function dayLine(day) {
  return element('p', { className: 'day', textContent: day, dataset: { id: day } })
}

/** One message that cannot be drawn is shown as its words, and stops no other. */
function bubbleOf(which, message) {
  try {
    return bubble(which, message)
  } catch {
    const box = element('div', { className: 'bubble', textContent: message.text ?? '' })
    const row = element('div', { className: `msg${message.mine ? ' mine' : ''}` }, box)
    row.dataset.id = message.id
    return row
  }
}

function bubble(which, message) {
  const { id, mine, text, quote, ad, file, place, list, reaction, buttons } = message
  const box = element('div', { className: 'bubble' })
  if (ad) box.append(element('div', { className: 'ad-card' }, element('b', {}, ad), 'Iklan'))
  if (quote) box.append(quoteOf(which, quote))
  if (file) box.append(fileOf(file))
  if (place) box.append(placeOf(place))
  box.append(...withLinks(text), metaOf(which, message))
  const line = element('div', { className: 'line' }, box, replyButton(which, message))
  const row = element('div', { className: `msg${mine ? ' mine' : ''}`, dataset: { id } }, line)
  if (reaction) row.append(element('span', { className: 'reaction', textContent: reaction }))
  if (buttons.length > 0) row.append(buttonsOf(which, message))
  if (list) row.append(listOf(which, message))
  return row
}

function replyButton(which, message) {
  const button = element('button', { type: 'button', className: 'reply', title: 'Balas' })
  button.setAttribute('aria-label', 'Balas pesan ini')
  button.append(icon('reply'))
  button.onclick = () => replyTo(which, message)
  return button
}

function quoteOf(which, { mine, text }) {
  const other = which === 'wa' ? page.state.business : 'Wicara'
  const who = element('b', { textContent: mine ? 'Anda' : other })
  return element('div', { className: 'quote' }, who, element('span', { textContent: text }))
}

function placeOf({ latitude, longitude }) {
  const words = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
  return element('div', { className: 'place' }, element('i', {}, icon('pin')), words)
}

function metaOf(which, { at, mine, edited, status }) {
  const time = `${edited ? 'diedit ' : ''}${clock(at, TIME)}`
  const meta = element('span', { className: 'meta', textContent: time })
  if (!mine) return meta
  // Telegram's bot has read what it was told; WhatsApp says how far it got.
  const fate = which === 'wa' ? (status ?? 'sent') : 'read'
  const ticks = element('span', { className: `ticks ${fate}`, title: FATES[fate] })
  ticks.append(icon(fate === 'sent' ? 'tick' : fate === 'failed' ? 'warn' : 'ticks'))
  meta.append(ticks)
  return meta
}

const FATES = { sent: 'Terkirim', delivered: 'Diterima', read: 'Dibaca', failed: 'Gagal' }

function fileOf({ url, name, mime, kilobytes }) {
  if (mime.startsWith('image/')) {
    const picture = element('button', { type: 'button', className: 'picture' })
    picture.append(element('img', { src: url, alt: name }))
    picture.onclick = () => view({ url, name }, element('img', { src: url, alt: name }))
    return picture
  }
  const kind = name.split('.').pop().toLowerCase().slice(0, 4)
  const isPdf = mime === 'application/pdf'
  const node = isPdf
    ? element('button', { type: 'button' })
    : element('a', { href: url, download: name })
  node.className = 'file'
  const words = `${kind.toUpperCase()} · ${size(kilobytes)}`
  node.append(
    element('b', { className: kind, textContent: kind.toUpperCase() }),
    element('span', { textContent: name }, element('small', { textContent: words })),
  )
  if (isPdf) node.onclick = () => view({ url, name }, element('iframe', { src: url, title: name }))
  return node
}

function size(kilobytes) {
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

function buttonsOf(which, message) {
  const rows = message.buttons.map((row) =>
    element('div', { className: 'pair' }, ...row.map((choice) => choiceOf(which, message, choice))),
  )
  return element('div', { className: 'buttons' }, ...rows)
}

function choiceOf(which, { id }, { key, url, label }) {
  if (url) return element('a', { href: url, target: '_blank', rel: 'noopener', textContent: label })
  const button = element('button', { type: 'button', textContent: label })
  button.onclick = async () => {
    button.disabled = true
    await act('tap', { phone: which, ...at(), messageId: id, key })
    button.disabled = false
    // A button that went away must not take the keyboard's place in the page with it.
    if (!button.isConnected) $(`${which}-chat`).focus({ preventScroll: true })
  }
  return button
}

/** WhatsApp shows one button; the choices open from below. */
function listOf(which, { id, list }) {
  const open = element('button', { type: 'button' }, icon('list'), list.button)
  open.onclick = () => {
    const rows = list.rows.map(({ key, label, about }) => {
      const row = element('button', { type: 'button' }, element('b', { textContent: label }))
      if (about) row.append(element('span', { textContent: about }))
      row.onclick = () => {
        $('sheet').close()
        void act('tap', { phone: which, ...at(), messageId: id, key })
      }
      return row
    })
    $('sheet-title').textContent = list.button
    $('sheet-rows').replaceChildren(...rows)
    $('sheet').showModal()
  }
  return element('div', { className: 'buttons' }, open)
}

function withLinks(text) {
  const code = /Kode: (\S+)/.exec(text)?.[1]
  return text.split(/(https?:\/\/[^\s)]+)/).map((part, place) => {
    // People and cut texts bring links that are none: "http://127.0.…" stays words.
    const host = place % 2 === 1 ? hostOf(part) : undefined
    if (host === undefined) return document.createTextNode(part)
    const link = element('a', { href: part, textContent: part })
    // The hotspot's login page is played by the world panel.
    if (host.endsWith('.lokal')) {
      link.onclick = (event) => {
        event.preventDefault()
        document.dispatchEvent(new CustomEvent('hotspot', { detail: code }))
      }
    } else Object.assign(link, { target: '_blank', rel: 'noopener' })
    return link
  })
}

function hostOf(link) {
  try {
    return new URL(link).hostname
  } catch {
    return undefined
  }
}
