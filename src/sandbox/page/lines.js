// The lines to people's homes: a modem each, and the cable they all hang on.
import { $, act, element, lasting, page } from './page.js'

let shown = ''

export function showLines({ lines, cableCut }) {
  const online = lines.filter((line) => line.online).length
  $('lines-facts').textContent = `${online} dari ${lines.length} online`
  $('cable').setAttribute('aria-checked', String(!cableCut))
  $('cable-label').textContent = cableCut ? 'Kabel putus, semua mati' : 'Kabel utuh'
  const fingerprint = JSON.stringify(lines.map((line) => [line.name, line.modem]))
  if (fingerprint !== shown) {
    shown = fingerprint
    $('lines-list').replaceChildren(...lines.map((line) => rowOf(line)))
  }
  // The row stays while its words change, so that the button under a finger is the same button.
  for (const [place, line] of lines.entries()) {
    const row = $('lines-list').children[place]
    row.className = line.online ? (line.isolated ? 'isolated' : 'online') : 'off'
    row.querySelector('span').title = aboutOf(line)
    row.querySelector('small').textContent = stateOf(line)
  }
}

function stateOf({ profile, isolated, modem, online }) {
  if (isolated) return 'diisolir'
  return online ? profile : { none: 'belum ada modem', off: 'modem mati', on: 'mencoba…' }[modem]
}

function aboutOf({ online }) {
  return online ? `${online.address} · ${lasting(online.seconds)}` : ''
}

function rowOf({ name, modem }) {
  const isOn = modem === 'on'
  const button = element('button', { type: 'button', textContent: isOn ? 'Cabut' : 'Dial' })
  button.setAttribute('aria-label', `${isOn ? 'Cabut modem' : 'Dial'} ${name}`)
  button.onclick = async () => {
    const said = await act('world', { does: isOn ? 'modem-off' : 'modem-on', line: name })
    if (said) tell(said.words ? said : { ok: true, words: `Modem ${name} dicabut.` })
    rowFor(name)?.querySelector('button').focus()
  }
  const words = element('span', {}, element('code', { textContent: name }), element('small'))
  return element('li', { dataset: { line: name } }, words, button)
}

function rowFor(name) {
  return [...$('lines-list').children].find(({ dataset }) => dataset.line === name)
}

function tell({ ok, words, message }) {
  $('lines-result').className = `result ${ok ? 'good' : 'bad'}`
  $('lines-result').replaceChildren(words)
  if (message) {
    $('lines-result').append(element('small', { textContent: `Kata router: ${message}` }))
  }
}

$('cable').onclick = async () => {
  const isCut = page.state.world.router.cableCut
  await act('world', { does: isCut ? 'cable-mended' : 'cable-cut' })
  $('lines-result').replaceChildren()
}
