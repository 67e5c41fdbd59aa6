import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Problem, type Route } from '../adapters/web/route.ts'
import { post } from './post.ts'
import { drawSample, type Promised } from './sample-files.ts'
import { OWNER, type Sandbox } from './sandbox.ts'

const LONGEST_TEXT = 4096
const phone = z.enum(['wa', 'tg'])
const customer = z.string().max(40)
const messageId = z.string().max(200)
const text = z.string().trim().min(1).max(LONGEST_TEXT)

const said = z.object({ phone, customer, text, replyTo: messageId.optional() })
const tapped = z.object({ phone, customer, messageId, key: z.string().max(256) })
const attached = z.object({ customer, what: z.enum(['transfer', 'passport', 'location']) })

const caption = z.string().trim().max(1024).optional()
const sampled = z.object({ what: z.enum(['customers', 'lines', 'mutations']), caption })
const uploaded = z.object({
  phone,
  customer,
  name: z.string().min(1).max(200),
  mime: z.string().max(200),
  base64: z.base64().min(1),
  caption,
})
/** 10 MB, which Base64 makes longer by a third. */
const LONGEST_UPLOAD = 14_000_000

/** What the customer has in his gallery. */
const PICTURES = {
  transfer: { file: 'bukti-transfer.jpg', caption: 'Ini bukti transfernya' },
  passport: { file: 'paspor.jpg', caption: 'Ini paspor saya' },
}
/** Alun-alun Bandung. */
const PLACE = { latitude: -6.921_85, longitude: 107.607_08 }

/** What fingers do on the two phones. */
export function handRoutes(
  { now, telegram, whatsapp, customers }: Sandbox,
  { timeZone, promised }: { timeZone: string; promised: () => Promise<Promised[]> },
): Route[] {
  const known = (id: string) => {
    if (!customers.has(id)) throw new Problem(404, 'no_such_customer', 'There is no such customer.')
    return id
  }

  return [
    post('say', said, ({ phone: which, customer: id, text: words, replyTo }) => {
      if (which === 'wa') whatsapp?.say(known(id), words, replyTo === undefined ? {} : { replyTo })
      else telegram?.say(OWNER.id, words, replyTo === undefined ? {} : { replyTo: Number(replyTo) })
      return {}
    }),
    post('tap', tapped, ({ phone: which, customer: id, messageId: on, key }) => {
      const number = which === 'wa' ? known(id) : id
      try {
        if (which === 'wa') whatsapp?.tapButton(number, on, key)
        else telegram?.tap(OWNER.id, Number(on), key)
      } catch (cause) {
        throw new Problem(409, 'no_such_button', String(cause))
      }
      return {}
    }),
    post('attach', attached, async ({ customer: id, what }) => {
      const number = known(id)
      if (what === 'location') {
        whatsapp?.shareLocation(number, PLACE)
        return {}
      }
      const { file: name, caption } = PICTURES[what]
      const bytes = await readFile(new URL(`samples/${name}`, import.meta.url))
      whatsapp?.sendMedia(number, { name, mime: 'image/jpeg', bytes, caption })
      return {}
    }),
    post('sample', sampled, async ({ what, caption: words }) => {
      const sample = await drawSample(what, { now: now(), timeZone, promised: await promised() })
      telegram?.upload(OWNER.id, { ...sample, caption: words || sample.caption })
      return {}
    }),
    post(
      'upload',
      uploaded,
      ({ phone: which, customer: id, name, mime: told, base64, caption: words }) => {
        const mime = told || 'application/octet-stream'
        const file = { name, mime, bytes: Buffer.from(base64, 'base64') }
        const sent = { ...file, ...(words && { caption: words }) }
        if (which === 'wa') whatsapp?.sendMedia(known(id), sent)
        else telegram?.upload(OWNER.id, sent)
        return {}
      },
      { bodyLimit: LONGEST_UPLOAD },
    ),
  ]
}
