// The sandbox page: two phones and the world. It shows what the stand-ins know and does what a
// finger would do; every rule lives on the other side.
const $ = (id) => document.getElementById(id)
let state = null
let customer = sessionStorage.getItem('customer')
let seen = { wa: '', tg: '' }

async function post(path, body) {
  const answer = await fetch(`/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = await answer.json()
  if (!answer.ok) throw new Error(said.error?.message ?? answer.statusText)
  return said
}

let asking = false
let again = false
async function refresh() {
  again = true
  if (asking) return
  asking = true
  while (again) {
    again = false
    try {
      const asked = customer
      const answer = await fetch(`/sandbox/state?customer=${encodeURIComponent(asked ?? '')}`)
      const news = await answer.json()
      // Another customer was picked while this was under way.
      if (asked !== customer) {
        again = true
        continue
      }
      state = news
      customer = state.customer.id
      show()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      again = true
    }
  }
  asking = false
}

function show() {
  showPicker()
  showChat(
    'wa',
    state.customer.messages,
    'Tulis seperti ke orang biasa, misalnya "mau beli voucher".',
  )
  showChat('tg', state.owner.messages, 'Ketuk Menu, atau tulis /bantuan.')
  showHints('wa', ['mau beli voucher', 'menu', 'status', 'info umroh'])
  showHints('tg', ['/laporan', '/voucher', '/paket', '/prospek', '/status', '/bantuan'])
  showWorld()
}

function showPicker() {
  const options = state.customers.map(
    ({ id, name }) => new Option(name, id, false, id === customer),
  )
  $('customers').replaceChildren(...options)
}

function showChat(which, messages, hint) {
  const fingerprint = JSON.stringify(messages)
  if (fingerprint === seen[which]) return
  const chat = $(`${which}-chat`)
  const atEnd = seen[which] === '' || chat.scrollHeight - chat.scrollTop - chat.clientHeight < 80
  seen[which] = fingerprint
  if (messages.length === 0) {
    chat.replaceChildren(element('p', { className: 'empty', textContent: hint }))
    return
  }
  // Old bubbles stay as they are, so that only what is new moves.
  const old = new Map([...chat.children].map((node) => [node.dataset.print, node]))
  chat.replaceChildren(
    ...messages.map((message) => {
      const print = JSON.stringify(message)
      const node = old.get(print) ?? bubble(which, message)
      node.dataset.print = print
      return node
    }),
  )
  if (atEnd) chat.scrollTop = chat.scrollHeight
}

function bubble(which, message) {
  const box = element('div', { className: 'bubble' })
  if (message.ad) {
    const card = element('div', { className: 'ad-card' })
    card.append(element('b', { textContent: message.ad }), 'Iklan')
    box.append(card)
  }
  if (message.file) box.append(fileOf(message.file))
  box.append(...withLinks(message.text))
  box.append(metaOf(which, message))
  const row = element('div', { className: `msg${message.mine ? ' mine' : ''}` })
  row.append(box)
  if (message.buttons.length > 0) row.append(buttonsOf(which, message))
  return row
}

function metaOf(which, { at, mine, edited, status }) {
  const time = new Date(at).toLocaleTimeString('id-ID', {
    timeZone: state.timeZone,
    hour: '2-digit',
    minute: '2-digit',
  })
  const meta = element('span', {
    className: 'meta',
    textContent: `${edited ? 'diedit ' : ''}${time} `,
  })
  if (which === 'wa' && mine) {
    const ticks = { read: '✓✓', delivered: '✓✓', sent: '✓' }[status ?? 'read']
    meta.append(element('span', { className: `ticks ${status ?? 'read'}`, textContent: ticks }))
  }
  return meta
}

function fileOf({ url, name, mime }) {
  if (mime.startsWith('image/')) {
    const img = element('img', { src: url, alt: name, loading: 'lazy' })
    img.onclick = () => view(element('img', { src: url, alt: name }))
    return img
  }
  const kind = name.split('.').pop().toLowerCase().slice(0, 4)
  if (mime !== 'application/pdf') {
    const link = element('a', { className: 'file', href: url, download: name })
    link.append(
      element('b', { className: kind, textContent: kind.toUpperCase() }),
      element('span', { textContent: name }),
    )
    return link
  }
  const button = element('button', { className: 'file', type: 'button' })
  button.append(element('b', { textContent: 'PDF' }), element('span', { textContent: name }))
  button.onclick = () => view(element('iframe', { src: url, title: name }))
  return button
}

function buttonsOf(which, { id, buttons }) {
  const box = element('div', { className: 'buttons' })
  for (const row of buttons) {
    const pair = element('div', { className: 'pair' })
    for (const { key, label } of row) {
      const button = element('button', { type: 'button', textContent: label })
      button.onclick = async () => {
        button.disabled = true
        await act('tap', { phone: which, customer, messageId: id, key })
        button.disabled = false
      }
      pair.append(button)
    }
    box.append(pair)
  }
  return box
}

function withLinks(text) {
  return text
    .split(/(https?:\/\/[^\s]+)/)
    .map((part, place) =>
      place % 2 === 1
        ? element('a', { href: part, textContent: part, target: '_blank', rel: 'noopener' })
        : document.createTextNode(part),
    )
}

function showHints(which, words) {
  if ($(`${which}-hints`).children.length > 0) return
  $(`${which}-hints`).replaceChildren(
    ...words.map((word) => {
      const button = element('button', { type: 'button', textContent: word })
      button.onclick = () => say(which, word)
      return button
    }),
  )
}

function showWorld() {
  const { world } = state
  const now = new Date(world.now)
  const zone = { timeZone: state.timeZone }
  $('day').textContent = now.toLocaleDateString('id-ID', {
    ...zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  $('time').textContent = now.toLocaleTimeString('id-ID', {
    ...zone,
    hour: '2-digit',
    minute: '2-digit',
  })
  $('shop-name').textContent = state.business
  $('router-switch').setAttribute('aria-checked', String(world.router.on))
  $('router-label').textContent = world.router.on ? 'Menyala' : 'Mati'
  $('router-facts').textContent =
    `${world.router.users} pengguna di router, ${world.router.sessions.length} sedang online`
  $('sessions').replaceChildren(
    ...world.router.sessions.map(({ user, mac, uptimeSeconds }) => {
      const row = element('li')
      const leave = element('button', { type: 'button', textContent: 'Keluar' })
      leave.onclick = () => act('world', { does: 'logout', mac })
      row.append(
        element('code', { textContent: user }),
        `${Math.floor(uptimeSeconds / 60)} mnt`,
        leave,
      )
      return row
    }),
  )
  $('tg-commands').replaceChildren(
    ...state.owner.commands.map(({ command, description }) => {
      const row = element('li')
      const button = element('button', { type: 'button' })
      button.append(
        element('strong', { textContent: `/${command}` }),
        element('span', { textContent: description }),
      )
      button.onclick = () => {
        toggleMenu(false)
        say('tg', `/${command}`)
      }
      row.append(button)
      return row
    }),
  )
}

async function say(which, text) {
  await act('say', { phone: which, customer, text })
}

async function act(path, body) {
  try {
    const said = await post(path, body)
    refresh()
    return said
  } catch (error) {
    $('login-result').textContent = error.message
    $('login-result').className = 'result bad'
    return undefined
  }
}

function compose(which) {
  $(`${which}-form`).onsubmit = (event) => {
    event.preventDefault()
    const field = $(`${which}-text`)
    const text = field.value.trim()
    field.value = ''
    if (text) say(which, text)
  }
}

function toggleMenu(open) {
  $('tg-commands').hidden = !open
  $('tg-menu').setAttribute('aria-expanded', String(open))
}

function view(node) {
  $('viewer-body').replaceChildren(node)
  $('viewer').showModal()
}

function element(tag, values = {}) {
  return Object.assign(document.createElement(tag), values)
}

compose('wa')
compose('tg')
$('customers').onchange = (event) => become(event.target.value)
$('tg-menu').onclick = () => toggleMenu($('tg-commands').hidden)
$('viewer-close').onclick = () => $('viewer').close()
$('viewer').onclick = (event) => event.target === $('viewer') && $('viewer').close()
$('login').onsubmit = async (event) => {
  event.preventDefault()
  const said = await act('world', { does: 'login', code: $('login-code').value.trim() })
  if (!said) return
  $('login-result').textContent = said.words
  $('login-result').className = `result ${said.ok ? 'good' : 'bad'}`
}
$('router-switch').onclick = () =>
  act('world', { does: state.world.router.on ? 'router-off' : 'router-on' })
$('router-reset').onclick = () => act('world', { does: 'router-reset' })
$('clock-reset').onclick = () => act('world', { does: 'clock-reset' })
for (const button of document.querySelectorAll('[data-clock]')) {
  button.onclick = () => act('world', { does: 'clock', minutes: Number(button.dataset.clock) })
}
$('new-customer').onclick = async () =>
  become((await act('world', { does: 'new-customer' }))?.customer)
$('new-lead').onclick = async () => become((await act('world', { does: 'new-lead' }))?.customer)

function become(id) {
  if (!id) return
  customer = id
  sessionStorage.setItem('customer', id)
  seen.wa = ''
  refresh()
}

const changes = new EventSource('/sandbox/events')
changes.onmessage = refresh
changes.onerror = () => setTimeout(refresh, 1000)
setInterval(refresh, 5000)
refresh()
