// What is written: text, answers to one message, commands, emoji.
import { $, act, at, element, firstLook, page, popup } from './page.js'

const EMOJI = ['🙏', '👍', '😊', '😂', '😅', '😢', '❤️', '🎉', '🕋', '📶', '✅', '❌']
/** The message that is being answered, per phone. */
const answering = { wa: undefined, tg: undefined }

export async function say(which, text) {
  const replied = answering[which]
  replyTo(which, undefined)
  await firstLook.promise
  await act('say', {
    phone: which,
    ...at(),
    text,
    ...(replied && { replyTo: replied.id }),
  })
}

export function replyTo(which, message) {
  answering[which] = message
  const bar = $(`${which}-replying`)
  bar.hidden = !message
  if (!message) return
  const words = message.text || message.file?.name || 'Lokasi'
  const cancel = element('button', { type: 'button', textContent: '✕', title: 'Batal balas' })
  cancel.onclick = () => {
    replyTo(which, undefined)
    $(`${which}-text`).focus()
  }
  bar.replaceChildren(element('span', {}, element('b', {}, 'Balas'), words), cancel)
  $(`${which}-text`).focus()
}

for (const which of ['wa', 'tg']) {
  const field = $(`${which}-text`)
  $(`${which}-form`).onsubmit = (event) => {
    event.preventDefault()
    const text = field.value.trim()
    field.value = ''
    $('tg-suggest').hidden = true
    if (text) void say(which, text)
  }
  field.onkeydown = ({ key }) => {
    if (key === 'Escape') replyTo(which, undefined)
  }
}

/** Words that are a tap away, for whoever does not know what to write yet. */
export function showHints(which, words) {
  const box = $(`${which}-hints`)
  if (box.children.length > 0) return
  const chips = words.map((word) => {
    const chip = element('button', { type: 'button', textContent: word })
    chip.onclick = () => void say(which, word)
    return chip
  })
  box.replaceChildren(...chips)
}

const closeMenu = popup($('tg-menu'), $('tg-commands'))
let shownCommands = ''

export function showCommands(commands) {
  const fingerprint = JSON.stringify(commands)
  if (fingerprint === shownCommands) return
  shownCommands = fingerprint
  $('tg-commands').replaceChildren(...commands.map((one) => commandRow(one)))
}

function commandRow({ command, description }) {
  const button = element('button', { type: 'button' })
  button.append(element('b', {}, `/${command}`), element('span', {}, description))
  button.onclick = () => {
    closeMenu(false)
    $('tg-suggest').hidden = true
    $('tg-text').value = ''
    $('tg-text').focus()
    void say('tg', `/${command}`)
  }
  return element('li', {}, button)
}

// As in Telegram: a slash shows the commands that go on like this.
$('tg-text').oninput = ({ target }) => {
  const typed = /^\/(\w*)$/.exec(target.value)?.[1]
  const fitting =
    typed === undefined
      ? []
      : page.state.owner.commands.filter(({ command }) => command.startsWith(typed.toLowerCase()))
  $('tg-suggest').replaceChildren(...fitting.map((one) => commandRow(one)))
  $('tg-suggest').hidden = fitting.length === 0
}

const closeEmoji = popup($('wa-emoji'), $('wa-emojis'))
$('wa-emojis').replaceChildren(
  ...EMOJI.map((emoji) => {
    const button = element('button', { type: 'button', textContent: emoji })
    button.onclick = () => {
      closeEmoji(false)
      const field = $('wa-text')
      field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end')
      field.focus()
    }
    return button
  }),
)
