import { z } from 'zod'
import type { Engine } from './world.ts'
import { Refused } from './answers.ts'

const to = {
  session: z.string().min(1),
  chatId: z.string().regex(/^\d{7,20}@(c\.us|lid)$/, 'chatId must be <number>@c.us or <id>@lid'),
}
const messageId = z
  .string()
  .regex(
    /^(true|false)_\d+@(c\.us|lid)_[A-Z0-9]+$/i,
    'Message id be in format false_11111111111@c.us_AAAAAAAAAAAAAAAAAAAA',
  )
const said = {
  ...to,
  /** Not in the manual: NOWEB and GOWS take it. */
  id: z
    .string()
    .regex(/^[A-F0-9]{16,40}$/)
    .optional(),
  reply_to: messageId.optional(),
}
const file = z.strictObject({
  mimetype: z.string().regex(/^[\w.+-]+\/[\w.+-]+(; ?[\w=]+)?$/),
  filename: z.string().min(1).max(240),
  data: z.base64().min(1),
})
const caption = { caption: z.string().max(1024).optional() }

const bodies = {
  sendText: z.strictObject({
    ...said,
    text: z.string().min(1).max(65_536),
    linkPreview: z.boolean().optional(),
  }),
  sendImage: z.strictObject({ ...said, file, ...caption }),
  sendVideo: z.strictObject({ ...said, file, ...caption }),
  sendFile: z.strictObject({ ...said, file, ...caption }),
  sendVoice: z.strictObject({ ...said, file }),
  sendSeen: z.strictObject({
    ...to,
    messageIds: z.array(messageId).optional(),
    messageId: messageId.optional(),
  }),
  startTyping: z.strictObject(to),
  stopTyping: z.strictObject(to),
  reaction: z.strictObject({ session: to.session, messageId, reaction: z.string().max(16) }),
}

const EVENTS = [
  'session.status',
  'message',
  'message.any',
  'message.ack',
  'message.reaction',
  'message.revoked',
  'message.edited',
  'message.waiting',
] as const

const webhook = z.strictObject({
  url: z.url(),
  events: z.array(z.enum(EVENTS)).min(1),
  hmac: z.strictObject({ key: z.string() }).nullish(),
  retries: z
    .strictObject({
      policy: z.enum(['constant', 'linear', 'exponential']),
      delaySeconds: z.number().min(0),
      attempts: z.number().int().min(0),
    })
    .nullish(),
  customHeaders: z.array(z.strictObject({ name: z.string(), value: z.string() })).nullish(),
})

export const sessionBody = z.strictObject({
  name: z.string().regex(/^[\w-]{1,54}$/),
  start: z.boolean().optional(),
  config: z.looseObject({
    webhooks: z.array(webhook).nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
  }),
})

export type Verb = keyof typeof bodies
export type Body<V extends Verb> = z.infer<(typeof bodies)[V]>
export type Sent = Body<'sendText'> | Body<'sendImage'> | Body<'sendVoice'>

export const isVerb = (path: string): path is Verb => path in bodies
export const isSend = (verb: Verb) => /^send(Text|Image|Video|File|Voice)$/.test(verb)

/** Stricter than WAHA, which lets most things by: what it would not understand is refused. */
export function checkBody<V extends Verb>(verb: V, given: unknown): Body<V> {
  return check(bodies[verb] as unknown as z.ZodType<Body<V>>, given)
}

export function check<T>(schema: z.ZodType<T>, given: unknown): T {
  const checked = schema.safeParse(given)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const where = issue?.path.map(String).join('.') ?? ''
  throw new Refused(400, `${where}: ${issue?.message ?? 'invalid'}`)
}

/** Engines with a browser let nobody choose. */
export const takesIds = (engine: Engine, isOld: boolean) => engine !== 'WEBJS' && !isOld
