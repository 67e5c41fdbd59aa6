// The sandbox page: two phones and the world. It shows what the stand-ins know and does what a
// finger would do; every rule lives on the other side.
import { offerFiles } from './attach.js'
import { begin, showChat } from './chat.js'
import { replyTo, showCommands, showHints } from './compose.js'
import { $, act, firstLook, page, toast } from './page.js'
import { showNumbers, showRooms } from './rooms.js'
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
  const { customer, number, room } = page
  const asked = new URLSearchParams({
    customer: customer ?? '',
    number: number ?? '',
    room: room ?? '',
  })
  const answer = await fetch(`/sandbox/state?${asked}`)
  if (!answer.ok) throw new Error(answer.statusText)
  const state = await answer.json()
  // Another customer or chat was picked while this was under way.
  if (customer !== page.customer || number !== page.number || room !== page.room) {
    again = true
    return
  }
  page.state = state
  page.customer = state.customer.id
  page.number = state.customer.number
  page.room = state.owner.room
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
  showNumbers(customer)
  showRooms(owner)
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
    '/wa tambah cadangan',
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
document.addEventListener('turned', ({ detail: which }) => {
  replyTo(which, undefined)
  begin(which)
  void refresh()
})
$('customers').onchange = (event) => become(event.target.value)
for (const does of ['new-customer', 'new-lead']) {
  $(does).onclick = async () => become((await act('world', { does }))?.customer)
}

$('new-team').onclick = () => act('world', { does: 'new-team' })

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
