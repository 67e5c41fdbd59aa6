import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Problem, type Route } from '../adapters/web/route.ts'
import { customerPhone } from './customer-phone.ts'
import { openRoom } from './owner-phone.ts'
import { post } from './post.ts'
import { drawSample, type Promised } from './sample-files.ts'
import { OWNER, type Sandbox } from './sandbox.ts'

const LONGEST_TEXT = 4096
const phone = z.enum(['wa', 'tg'])
const customer = z.string().max(40)
const messageId = z.string().max(200)
const text = z.string().trim().min(1).max(LONGEST_TEXT)

/** Which of our numbers the customer writes to, and where the owner is in Telegram. */
const place = { number: z.string().max(40).optional(), room: z.string().max(40).optional() }

const said = z.object({ phone, customer, text, replyTo: messageId.optional(), ...place })
const tapped = z.object({ phone, customer, messageId, key: z.string().max(256), ...place })
const attached = z.object({
  customer,
  what: z.enum(['transfer', 'passport', 'location']),
  ...place,
})

const caption = z.string().trim().max(1024).optional()
const sampled = z.object({
  what: z.enum(['customers', 'lines', 'mutations']),
  caption,
  room: place.room,
})
const uploaded = z.object({
  phone,
  customer,
  name: z.string().min(1).max(200),
  mime: z.string().max(200),
  base64: z.base64().min(1),
  caption,
  ...place,
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
export function handRoutes(sandbox: Sandbox, drawn: Drawn): Route[] {
  const hands = createHands(sandbox)
  const { customerAt, ownerAt } = hands
  return [
    post('say', said, async ({ phone: which, text: words, replyTo, ...at }) => {
      const quote = replyTo !== undefined
      if (which === 'wa') await customerAt(at)?.say(words, quote ? { replyTo } : {})
      else ownerAt(at)?.say(words, quote ? { replyTo: Number(replyTo) } : {})
      return {}
    }),
    post('tap', tapped, ({ phone: which, messageId: on, key, ...at }) => {
      const customerIs = which === 'wa' ? customerAt(at) : undefined
      try {
        if (which === 'wa') customerIs?.tap(on, key)
        else ownerAt(at)?.tap(Number(on), key)
      } catch (cause) {
        throw new Problem(409, 'no_such_button', String(cause))
      }
      return {}
    }),
    ...fileRoutes(sandbox, hands, drawn),
  ]
}

type Hands = ReturnType<typeof createHands>
type Drawn = { timeZone: string; promised: () => Promise<Promised[]> }

function createHands(sandbox: Sandbox) {
  const { telegram, team, customers } = sandbox
  return {
    customerAt: ({ customer: id, number }: { customer: string; number?: string | undefined }) => {
      if (!customers.has(id)) {
        throw new Problem(404, 'no_such_customer', 'There is no such customer.')
      }
      return customerPhone(sandbox, { customer: id, number })
    },
    ownerAt: ({ room }: { room?: string | undefined }) => {
      if (!telegram) return undefined
      const { where } = openRoom({ telegram, team: team() }, room)
      return {
        say: (words: string, saying: { replyTo?: number }) =>
          telegram.say(OWNER.id, words, { ...where, ...saying }),
        tap: (on: number, key: string) => telegram.tap(OWNER.id, on, key, where),
        upload: (file: Parameters<typeof telegram.upload>[1]) =>
          telegram.upload(OWNER.id, file, where),
      }
    },
  }
}

function fileRoutes(
  { now }: Sandbox,
  { customerAt, ownerAt }: Hands,
  { timeZone, promised }: Drawn,
): Route[] {
  return [
    post('attach', attached, async ({ what, ...at }) => {
      const customerIs = customerAt(at)
      if (what === 'location') {
        await customerIs?.shareLocation(PLACE)
        return {}
      }
      const { file: name, caption: words } = PICTURES[what]
      const bytes = await readFile(new URL(`samples/${name}`, import.meta.url))
      await customerIs?.sendFile({ name, mime: 'image/jpeg', bytes, caption: words })
      return {}
    }),
    post('sample', sampled, async ({ what, caption: words, ...at }) => {
      const sample = await drawSample(what, { now: now(), timeZone, promised: await promised() })
      ownerAt(at)?.upload({ ...sample, caption: words || sample.caption })
      return {}
    }),
    post(
      'upload',
      uploaded,
      async ({ phone: which, name, mime: told, base64, caption: words, ...at }) => {
        const mime = told || 'application/octet-stream'
        const file = { name, mime, bytes: Buffer.from(base64, 'base64') }
        const sent = { ...file, ...(words && { caption: words }) }
        if (which === 'wa') await customerAt(at)?.sendFile(sent)
        else ownerAt(at)?.upload(sent)
        return {}
      },
      { bodyLimit: LONGEST_UPLOAD },
    ),
  ]
}
