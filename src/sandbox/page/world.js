// The panel that plays the world: hotspot, router, clock, and people who come in.
import { showLines } from './lines.js'
import { showWhatsApp } from './numbers.js'
import { $, act, clock, element, lasting, page } from './page.js'

const clockButtons = [...document.querySelectorAll('[data-clock]')]
const DEVICES = { phone: 'HP', laptop: 'Laptop' }

export function showWorld() {
  const { world, business } = page.state
  $('day').textContent = clock(world.now, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  $('time').textContent = clock(world.now, { hour: '2-digit', minute: '2-digit' })
  $('shop-name').textContent = business
  // Not disabled: whoever pressed one with the keyboard is still there afterwards.
  for (const one of clockButtons) one.setAttribute('aria-disabled', String(world.passing))
  $('ahead').textContent = world.passing ? 'Hari berganti…' : aheadOf(world.minutesAhead)
  $('clock-reset').hidden = world.passing || world.minutesAhead === 0
  $('hotspot').hidden = $('router').hidden = $('lines').hidden = !world.router
  if (world.router) showRouter(world.router)
  $('new-team').hidden = world.hasTeam || !page.state.owner.shown
  showWhatsApp(world.whatsapp)
}

function showRouter({ on, users, sessions, lines, cableCut }) {
  $('router-switch').setAttribute('aria-checked', String(on))
  $('router-label').textContent = on ? 'Menyala' : 'Mati'
  $('router-count').textContent = on ? `${users} kode · ${sessions.length} online` : ''
  $('router-facts').textContent = on
    ? ''
    : 'Listrik padam. Penjualan tetap jalan; router disamakan lagi begitu menyala.'
  showSessions(sessions)
  showLines({ lines, cableCut })
}

let shown = ''
function showSessions(sessions) {
  const fingerprint = JSON.stringify(sessions.map(({ user, mac }) => [user, mac]))
  if (fingerprint !== shown) {
    shown = fingerprint
    $('sessions').replaceChildren(...sessions.map((session) => sessionRow(session)))
  }
  // Minutes pass without a new row, so that the button under a finger stays the same button.
  for (const [place, { uptimeSeconds }] of sessions.entries()) {
    const since = $('sessions').children[place].querySelector('small')
    since.textContent = `${since.dataset.device} · ${lasting(uptimeSeconds)}`
  }
}

function sessionRow({ user, mac, address, device }) {
  const leave = element('button', { type: 'button', textContent: 'Keluar' })
  leave.setAttribute('aria-label', `Keluarkan ${user}`)
  leave.onclick = async () => {
    await act('world', { does: 'logout', mac })
    tell({ ok: true, words: `${user} keluar dari hotspot.` })
  }
  const words = element('span', { title: `${address} · ${mac}` })
  words.append(
    element('code', { textContent: user }),
    element('small', { dataset: { device: DEVICES[device] } }),
  )
  return element('li', {}, words, leave)
}

function aheadOf(minutes) {
  if (minutes === 0) return 'sama dengan jam Anda'
  const days = Math.floor(minutes / 1440)
  const hours = Math.round((minutes % 1440) / 60)
  const words = [days > 0 && `${days} hari`, hours > 0 && `${hours} jam`].filter(Boolean)
  return `${words.join(' ') || `${minutes} menit`} di depan jam Anda`
}

function tell({ ok, words, message }) {
  const result = $('login-result')
  result.className = `result ${ok ? 'good' : 'bad'}`
  result.replaceChildren(words)
  if (message) result.append(element('small', { textContent: `Kata router: ${message}` }))
}

$('login').onsubmit = async (event) => {
  event.preventDefault()
  const code = $('login-code').value.trim()
  if (!code) return
  const said = await act('world', { does: 'login', code, device: $('login-device').value })
  if (!said) return
  tell(said)
  if (said.ok) $('login-code').value = ''
}
document.addEventListener('hotspot', ({ detail: code }) => {
  $('login-code').value = code ?? ''
  $('login-code').focus()
})

$('router-switch').onclick = () =>
  act('world', { does: page.state.world.router.on ? 'router-off' : 'router-on' })
$('router-reset').onclick = () => act('world', { does: 'router-reset' })
$('clock-reset').onclick = () => act('world', { does: 'clock-reset' })
for (const button of clockButtons) {
  button.onclick = () => {
    if (page.state.world.passing) return
    void act('world', { does: 'clock', minutes: Number(button.dataset.clock) })
  }
}
