import { z } from 'zod'
import { Refusal } from '../../domain/refusal.ts'
import { addSession } from '../../domain/sessions/add-session.ts'
import { pairSession } from '../../domain/sessions/change-session.ts'
import { type LinkedChannel, nameOf } from '../../domain/sessions/session.ts'
import { defineIntent } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { words } from '../wording/words.ts'
import { rare } from './package-arguments.ts'
import { sessionInput, sessionName, sessionOf } from './session-arguments.ts'

/** Channels set up here that link numbers by QR; the first one is taken where none is named. */
export type LinkableChannels = () => readonly LinkedChannel[]

export const sessionAdd = (linkable: LinkableChannels) =>
  defineIntent({
    name: 'session.add',
    who: { permission: 'sessions.manage' },
    command: {
      noun: 'wa',
      verb: 'tambah',
      aliases: ['add', 'baru', 'new'],
      positional: ['nama'],
      about: { id: 'Tambah nomor WhatsApp dengan QR', en: 'Add a WhatsApp number by QR' },
      examples: ['/wa tambah toko', '/wa tambah "CS 2"'],
    },
    arguments: [
      {
        name: 'nama',
        aliases: ['name'],
        ask: { id: 'Nama nomornya? (mis. toko)', en: 'A name for it? (e.g. shop)' },
        rule: { id: '1 sampai 30 huruf atau angka', en: '1 to 30 letters or digits' },
      },
      rare(
        'jalur',
        ['channel', 'via'],
        'Lewat apa? (baileys/waha)',
        'Through what? (baileys/waha)',
      ),
    ],
    input: z.object({
      nama: z.string().trim().min(1).max(60),
      jalur: z.enum(['baileys', 'waha']).optional(),
    }),

    async run(deps, { nama, jalur }, turn) {
      privately(turn)
      const { person, conversationId } = turn
      const channel = choose(linkable(), jalur)
      const wish = { channel, name: nama, by: person.id, conversationId }
      const { name, slot } = await addSession(deps, wish)
      return { text: words(turn).sessions.preparing(name), slot }
    },
  })

/** `slot`: of a QR that was there before; the new one takes its place. */
export const sessionPair = (linkable: LinkableChannels) =>
  defineIntent({
    name: 'session.pair',
    who: { permission: 'sessions.manage' },
    command: {
      noun: 'wa',
      verb: 'tautkan',
      aliases: ['pasang', 'pair', 'link', 'qr', 'scan'],
      positional: ['nama'],
      about: { id: 'Tautkan lagi nomor dengan QR', en: 'Link a number again by QR' },
      examples: ['/wa tautkan toko'],
    },
    arguments: [sessionName],
    input: sessionInput,

    async run(deps, input, turn) {
      privately(turn)
      const session = await sessionOf(deps, input)
      if (session.channel === 'cloud') {
        throw new Refusal('session.cloud', { name: nameOf(session) })
      }
      choose(linkable(), session.channel)
      const { name, slot } = await pairSession(deps, {
        accountId: session.id,
        by: turn.person.id,
        conversationId: turn.conversationId,
        ...(input.slot?.startsWith('session-qr:') && { slot: input.slot }),
      })
      return { text: words(turn).sessions.preparing(name), slot }
    },
  })

function choose(linkable: readonly LinkedChannel[], wanted: LinkedChannel | undefined) {
  const [first] = linkable
  if (first === undefined) throw new Refusal('session.not_available', { channel: wanted ?? null })
  if (wanted === undefined) return first
  if (!linkable.includes(wanted)) {
    throw new Refusal('session.not_available', { channel: wanted })
  }
  return wanted
}

/** Whoever sees a QR could scan it. */
function privately({ inGroup, channel }: Turn) {
  if (inGroup || channel !== 'telegram') throw new Refusal('session.private', {})
}
