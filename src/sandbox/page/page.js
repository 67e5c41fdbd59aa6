// What every part of the page shares: what it shows now, how it talks to the program, small DOM.

/**
 * `state` is the program's last answer; `customer` is whose phone is held, `number` which of our
 * numbers is written to, and `room` what is open in the owner's Telegram.
 */
export const page = {
  state: null,
  customer: sessionStorage.getItem('customer'),
  number: undefined,
  room: undefined,
}

/** Where hands are. */
export function at() {
  const { customer, number, room } = page
  return { customer, ...(number && { number }), ...(room && { room }) }
}

/** Resolved by the first look: before it, nobody knows whose phone is held. */
export const firstLook = Promise.withResolvers()

export const $ = (id) => document.getElementById(id)

export function element(tag, values = {}, ...children) {
  const { dataset, ...rest } = values
  const node = Object.assign(document.createElement(tag), rest)
  Object.assign(node.dataset, dataset)
  node.append(...children)
  return node
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use')
  use.setAttribute('href', `#i-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  svg.append(use)
  return svg
}

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

/** Does something and has the page look again; nothing comes back when it could not be done. */
export async function act(path, body) {
  try {
    return await post(path, body)
  } catch (error) {
    toast(error instanceof TypeError ? 'Program tidak menjawab. Masih berjalan?' : error.message)
    return undefined
  } finally {
    document.dispatchEvent(new Event('done'))
  }
}

let hiding
export function toast(text) {
  $('toast').textContent = text
  $('toast').hidden = false
  clearTimeout(hiding)
  hiding = setTimeout(() => ($('toast').hidden = true), 4500)
}

export function view({ url, name }, node) {
  $('viewer-name').textContent = name
  Object.assign($('viewer-save'), { href: url, download: name })
  $('viewer-body').replaceChildren(node)
  $('viewer').showModal()
}

/** A date or a time of day as the business's clock shows it. */
export function clock(at, format) {
  const { timeZone } = page.state
  return new Date(at).toLocaleString('id-ID', { timeZone, ...format })
}

/** How long something has gone on. */
export function lasting(seconds) {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return 'baru saja'
  if (minutes < 60) return `${minutes} mnt`
  return minutes < 2880 ? `${Math.floor(minutes / 60)} jam` : `${Math.floor(minutes / 1440)} hari`
}

/** A panel that a button opens: Escape or a click elsewhere closes it, arrows walk through it. */
export function popup(button, panel) {
  const items = () => [...panel.querySelectorAll('button')]
  const toggle = (open) => {
    panel.hidden = !open
    button.setAttribute('aria-expanded', String(open))
  }
  button.setAttribute('aria-expanded', 'false')
  button.onclick = () => {
    toggle(panel.hidden)
    if (!panel.hidden) items()[0]?.focus()
  }
  panel.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const all = items()
    all.at((all.indexOf(document.activeElement) + step) % all.length)?.focus()
  }
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || panel.hidden) return
    toggle(false)
    button.focus()
  })
  document.addEventListener('click', ({ target }) => {
    if (!panel.contains(target) && !button.contains(target)) toggle(false)
  })
  return toggle
}
