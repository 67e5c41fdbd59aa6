// What is sent along: pictures, places, samples, and files of whoever sits here.
import { $, act, at, element, popup, toast } from './page.js'

const MOST_BYTES = 10_000_000

const OFFERS = {
  wa: [
    { emoji: '🧾', label: 'Foto bukti transfer', send: () => attach('transfer') },
    { emoji: '🪪', label: 'Foto paspor', send: () => attach('passport') },
    { emoji: '📍', label: 'Lokasi saya', send: () => attach('location') },
    { emoji: '📂', label: 'File dari komputer ini', send: () => $('wa-file').click() },
  ],
  tg: [
    { emoji: '👥', label: 'Contoh pelanggan.xlsx', send: () => sample('customers') },
    { emoji: '📶', label: 'Contoh langganan.xlsx', send: () => sample('lines') },
    { emoji: '🏦', label: 'Contoh mutasi.csv', send: () => sample('mutations') },
    { emoji: '📂', label: 'File dari komputer ini', send: () => $('tg-file').click() },
  ],
}

const attach = (what) => act('attach', { ...at(), what })
const sample = (what) => act('sample', { ...at(), what, ...captionFrom('tg') })

/** What stands in the field goes along, as on a real phone. */
function captionFrom(which) {
  const caption = $(`${which}-text`).value.trim()
  $(`${which}-text`).value = ''
  return caption && { caption }
}

/** Puts the clip of a phone to work. */
export function offerFiles(which) {
  const close = popup($(`${which}-attach`), $(`${which}-attachments`))
  const rows = OFFERS[which].map(({ emoji, label, send }) => {
    const button = element('button', { type: 'button' }, element('i', {}, emoji), label)
    button.onclick = () => {
      close(false)
      $(`${which}-text`).focus()
      void send()
    }
    return element('li', {}, button)
  })
  $(`${which}-attachments`).replaceChildren(...rows)
  const file = $(`${which}-file`)
  file.onchange = async () => {
    const [given] = file.files
    if (given) await upload(which, given)
    file.value = ''
  }
}

async function upload(which, file) {
  if (file.size === 0 || file.size > MOST_BYTES) return toast('File kosong, atau lebih dari 10 MB.')
  const base64 = await base64Of(file)
  const { name, type: mime } = file
  await act('upload', {
    phone: which,
    ...at(),
    name,
    mime,
    base64,
    ...captionFrom(which),
  })
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
