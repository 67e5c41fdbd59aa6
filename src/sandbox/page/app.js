// The sandbox page: two phones and the world. It shows what the stand-ins know and does what a
// finger would do; every rule lives on the other side.
import { offerFiles } from './attach.js'
import { begin, showChat } from './chat.js'
import { replyTo, showCommands, showHints } from './compose.js'
import { $, act, firstLook, page, toast } from './page.js'
import { showWorld } from './world.js'

let asking = false
let again = false

/** One look at a time; news during a look is another look after it. */
async function refresh() {
  again = true
  if (asking) return
  asking = true
  while (again) {
    again = false
    try {
      await look()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      again = true
    }
  }
  asking = false
}

async function look() {
  const asked = page.customer
  const answer = await fetch(`/sandbox/state?customer=${encodeURIComponent(asked ?? '')}`)
  if (!answer.ok) throw new Error(answer.statusText)
  const state = await answer.json()
  // Another customer was picked while this was under way.
  if (asked !== page.customer) {
    again = true
    return
  }
  page.state = state
  page.customer = state.customer.id
  firstLook.resolve()
  show(state)
  // Days go by, and the page watches them go.
  if (state.world.passing) setTimeout(refresh, 300)
}

function show({ customer, owner, customers }) {
  const [first] = customers
  $('wa').hidden = $('tab-wa').hidden = !customer.shown
  $('tg').hidden = $('tab-tg').hidden = !owner.shown
  if (!customer.shown && view === 'wa') lookAt(owner.shown ? 'tg' : 'world')
  if (customers.length !== $('customers').length || $('customers').value !== customer.id) {
    const people = customers.map(({ id, name }) => new Option(name, id, false, id === customer.id))
    $('customers').replaceChildren(...people)
  }
  const hints = { wa: 'Tulis seperti ke orang biasa: "mau beli voucher".', tg: 'Ketuk Menu.' }
  if (showChat('wa', customer.messages, hints.wa)) mark('wa')
  if (showChat('tg', owner.messages, hints.tg)) mark('tg')
  showHints('wa', [
    'mau beli voucher',
    'tagihan',
    'pasang wifi',
    'menu',
    'internet mati',
    'info umroh',
  ])
  showHints('tg', [
    '/laporan',
    `/pppoe buat "${first.name}" ${first.id} rumah20`,
    '/voucher buat harian 20',
    '/tagihan',
    '/pppoe',
    '/bantuan',
  ])
  showCommands(owner.commands)
  showWorld()
}

// On a small screen one of the three is seen at a time.
let view = 'wa'
function lookAt(which) {
  view = which
  document.querySelector('main').dataset.view = which
  for (const tab of document.querySelectorAll('.tabs button')) {
    tab.setAttribute('aria-pressed', String(tab.dataset.view === which))
  }
  $(`tab-${which}`).classList.remove('news')
}
function mark(which) {
  if (which !== view) $(`tab-${which}`).classList.add('news')
}
for (const tab of document.querySelectorAll('.tabs button')) {
  tab.onclick = () => lookAt(tab.dataset.view)
}

function become(id) {
  if (!id) return
  page.customer = id
  sessionStorage.setItem('customer', id)
  replyTo('wa', undefined)
  begin('wa')
  lookAt('wa')
  void refresh()
}
$('customers').onchange = (event) => become(event.target.value)
for (const does of ['new-customer', 'new-lead']) {
  $(does).onclick = async () => become((await act('world', { does }))?.customer)
}

for (const which of ['wa', 'tg']) offerFiles(which)
document.addEventListener('hotspot', () => lookAt('world'))
for (const name of ['viewer', 'sheet']) {
  $(`${name}-close`).onclick = () => $(name).close()
  $(name).onclick = ({ target }) => target === $(name) && $(name).close()
}
$('viewer').onclose = () => $('viewer-body').replaceChildren()

document.addEventListener('done', refresh)
const changes = new EventSource('/sandbox/events')
changes.onmessage = refresh
changes.addEventListener('answer', ({ data }) => toast(JSON.parse(data)))
changes.onerror = () => setTimeout(refresh, 1000)
setInterval(refresh, 5000)
lookAt('wa')
void refresh()
