import { z } from 'zod'
import { Refused } from './graph-answers.ts'

const words = (longest: number) => z.string().trim().min(1).max(longest)

const source = { id: z.string().min(1).optional(), link: z.url().optional() }
const caption = { caption: z.string().max(1024).optional() }
const filename = { filename: z.string().min(1).max(240).optional() }
const image = z.strictObject({ ...source, ...caption })
const document = z.strictObject({ ...source, ...caption, ...filename })

const header = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: words(60) }),
  z.strictObject({ type: z.literal('image'), image: z.strictObject(source) }),
  z.strictObject({
    type: z.literal('document'),
    document: z.strictObject({ ...source, ...filename }),
  }),
])
const footer = z.strictObject({ text: words(60) }).optional()

const buttons = z.strictObject({
  type: z.literal('button'),
  header: header.optional(),
  body: z.strictObject({ text: words(1024) }),
  footer,
  action: z.strictObject({
    buttons: z
      .array(
        z.strictObject({
          type: z.literal('reply'),
          reply: z.strictObject({ id: words(256), title: words(20) }),
        }),
      )
      .min(1)
      .max(3)
      .refine((all) => distinct(all.map(({ reply }) => reply.id)), 'Duplicated button ids')
      .refine((all) => distinct(all.map(({ reply }) => reply.title)), 'Duplicated button titles'),
  }),
})

const row = z.strictObject({
  id: words(200),
  title: words(24),
  description: z.string().max(72).optional(),
})

const list = z.strictObject({
  type: z.literal('list'),
  header: header.optional().refine((head) => !head || head.type === 'text', 'Only a text header'),
  body: z.strictObject({ text: words(4096) }),
  footer,
  action: z.strictObject({
    button: words(20),
    sections: z
      .array(z.strictObject({ title: words(24).optional(), rows: z.array(row).min(1) }))
      .min(1)
      .max(10)
      .refine((all) => all.flatMap(({ rows }) => rows).length <= 10, 'Total row count exceeds 10')
      .refine((all) => all.length === 1 || all.every(({ title }) => title), 'Section title missing')
      .refine(
        (all) => distinct(all.flatMap(({ rows }) => rows.map(({ id }) => id))),
        'Duplicated row ids',
      ),
  }),
})

const template = z.strictObject({
  name: words(512),
  language: z.strictObject({ code: words(10) }),
  components: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('header'),
          parameters: z
            .array(
              z.discriminatedUnion('type', [
                z.strictObject({ type: z.literal('image'), image: z.strictObject(source) }),
                z.strictObject({
                  type: z.literal('document'),
                  document: z.strictObject({ ...source, ...filename }),
                }),
              ]),
            )
            .length(1),
        }),
        z.strictObject({
          type: z.literal('body'),
          parameters: z
            .array(z.strictObject({ type: z.literal('text'), text: words(1024) }))
            .min(1),
        }),
      ]),
    )
    .optional(),
})

const envelope = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().optional(),
  recipient: z.string().optional(),
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
}

const message = z.discriminatedUnion('type', [
  z.strictObject({
    ...envelope,
    type: z.literal('text'),
    text: z.strictObject({ body: words(4096), preview_url: z.boolean().optional() }),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('interactive'),
    interactive: z.discriminatedUnion('type', [buttons, list]),
  }),
  z.strictObject({ ...envelope, type: z.literal('image'), image }),
  z.strictObject({ ...envelope, type: z.literal('document'), document }),
  z.strictObject({
    ...envelope,
    type: z.literal('reaction'),
    reaction: z.strictObject({ message_id: z.string().min(1), emoji: z.string().max(32) }),
  }),
  z.strictObject({ ...envelope, type: z.literal('template'), template }),
])

export type Message = z.infer<typeof message>

/** As strict as Meta: a label too long or a key that does not belong there is refused. */
export function checkMessage(given: unknown): Message {
  const checked = message.safeParse(given)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const where = issue?.path.map(String).join('.') ?? ''
  const missing = issue?.code === 'invalid_type' && issue.message.includes('undefined')
  throw new Refused(missing ? 131_008 : 131_009, `${where}: ${issue?.message ?? 'invalid'}`)
}

const distinct = (all: string[]) => new Set(all).size === all.length
