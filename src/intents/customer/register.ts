import { z } from 'zod'
import type { Deps } from '../../domain/deps.ts'
import { formatRupiah } from '../../domain/money.ts'
import { offeredLines } from '../../domain/packages/offered-lines.ts'
import { findPhone } from '../../domain/people/find-phone.ts'
import { readPhone } from '../../domain/people/phone.ts'
import {
  askRegistration,
  findOpenRegistration,
} from '../../domain/registrations/ask-registration.ts'
import { ownLines } from '../../domain/subscriptions/show-subscription.ts'
import { defineIntent, type Reply } from '../intent.ts'
import type { Turn } from '../turn.ts'
import { saySpeed } from '../wording/say-line.ts'
import { sayDay } from '../wording/say-when.ts'
import { words } from '../wording/words.ts'
import { asksBack, pickPackages, readName } from './read-registration.ts'

const input = z.object({
  nama: z.string().trim().min(1).max(80).optional(),
  telepon: z.string().trim().max(40).optional(),
  alamat: z.string().trim().min(1).max(300).optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  paket: z.string().trim().min(1).max(60).optional(),
  /** Another line, for somebody who has one. */
  lagi: z.boolean().optional(),
  yakin: z.boolean().optional(),
  /** Words at the last question that were neither yes nor no. */
  jawab: z.string().optional(),
})

type Form = z.output<typeof input>
type Offered = Awaited<ReturnType<typeof offeredLines>>

/** Asked one thing at a time; what was answered travels in the question that is open. */
export const register = defineIntent({
  name: 'customer.register',
  who: 'everyone',
  when: 'The person wants internet installed at home, to subscribe, or to register as a new customer.',
  input,

  async run(deps, given, turn) {
    const offered = await offeredLines(deps)
    const known = await alreadyKnown(deps, turn, { given, offered })
    if (known) return known
    const { form, note } = readForm(turn, { form: withPin(given, turn), offered })
    const ownPhone = await findPhone(deps, turn.person.id)
    const asked =
      askName(turn, form) ??
      askPhone(turn, { form, ownPhone }) ??
      askAddress(turn, form) ??
      askPackage(turn, { form, offered })
    if (asked) return { ...asked, text: [note, asked.text].filter(Boolean).join('\n') }
    return settle(deps, turn, {
      form,
      offered,
      phone: ownPhone ?? readPhone(form.telepon ?? '') ?? null,
    })
  },
})

/** Who is a customer, or has asked before, is told so instead of being asked everything. */
async function alreadyKnown(
  deps: Deps,
  turn: Turn,
  { given, offered }: { given: Form; offered: Offered },
): Promise<Reply | undefined> {
  const { registrations: say } = words(turn)
  const open = await findOpenRegistration(deps, turn.person.id)
  if (open) {
    const day = open.install_on && sayDay(open.install_on, turn.person.language)
    return { text: say.open(open.package, open.state === 'approved' ? 'approved' : 'asked', day) }
  }
  if (offered.length === 0) return { text: say.noPackage }
  if (given.lagi === true) return undefined
  const lines = await ownLines(deps, turn.person.id)
  if (lines.length === 0) return undefined
  return {
    text: say.alreadyCustomer(lines.map(({ package: name, username }) => `${name} (${username})`)),
    choices: [
      { label: say.seeService, act: { intent: 'customer.service', input: {} } },
      { label: say.another, act: to({ lagi: true }) },
    ],
  }
}

/** A pin says where it is better than words, and words help to find the door. */
function withPin(form: Form, { location }: Turn): Form {
  return location && form.alamat === undefined ? { ...form, ...location } : form
}

/** What was no answer is left out, and `note` says something to it before the question comes again. */
function readForm(
  turn: Turn,
  { form, offered }: { form: Form; offered: Offered },
): { form: Form; note?: string } {
  const { registrations: say } = words(turn)
  const { nama, alamat, ...rest }: Form = form
  const prices = () => say.prices(offered.map((one) => priceLine(turn, one)))
  const name = nama === undefined ? undefined : readName(nama)
  if (nama !== undefined && name === undefined) {
    const note = asksBack(nama) ? prices() : say.badName
    return { form: { ...rest, ...(alamat !== undefined && { alamat }) }, note }
  }
  const named: Form = { ...rest, ...(name !== undefined && { nama: name }) }
  if (form.telepon !== undefined && alamat === undefined && asksBack(form.telepon)) {
    const { telepon: _question, ...left } = named
    return { form: left, note: prices() }
  }
  if (alamat !== undefined && asksBack(alamat)) return { form: named, note: prices() }
  return { form: { ...named, ...(alamat !== undefined && { alamat }) } }
}

function priceLine(turn: Turn, one: Offered[number]) {
  const { language } = turn.person
  const speed = saySpeed(one.rate_limit, language)
  return words(turn).subscriptions.packageChoice(one.name, formatRupiah(one.price_rupiah), speed)
}

function askName(turn: Turn, form: Form): Reply | undefined {
  if (form.nama !== undefined) return undefined
  const { name } = turn.person
  return {
    text: words(turn).registrations.askName,
    choices: name && readName(name) ? [{ label: name, act: to({ ...form, nama: name }) }] : [],
    free: { act: to(form), field: 'nama' },
  }
}

/** Only where the chat does not show the number. */
function askPhone(
  turn: Turn,
  { form, ownPhone }: { form: Form; ownPhone: string | null },
): Reply | undefined {
  const { telepon, ...rest } = form
  if (ownPhone !== null || (telepon !== undefined && readPhone(telepon))) return undefined
  const { registrations: say } = words(turn)
  const text = telepon === undefined ? say.askPhone : `${say.badPhone}\n${say.askPhone}`
  return { text, free: { act: to(rest), field: 'telepon' } }
}

function askAddress(turn: Turn, form: Form): Reply | undefined {
  if (form.alamat !== undefined) return undefined
  const { registrations: say } = words(turn)
  const free = { act: to(form), field: 'alamat' }
  const { latitude, longitude } = form
  if (latitude === undefined || longitude === undefined) return { text: say.askAddress, free }
  const alamat = say.pinAddress(latitude, longitude)
  return {
    text: say.askMore,
    choices: [{ label: say.pinIsEnough, act: to({ ...form, alamat }) }],
    free,
  }
}

function askPackage(
  turn: Turn,
  { form, offered }: { form: Form; offered: Offered },
): Reply | undefined {
  const fitting = form.paket === undefined ? [] : pickPackages(form.paket, offered)
  if (fitting.length === 1) return undefined
  const { registrations: say } = words(turn)
  const { paket, ...rest } = form
  const unclear = fitting.length > 1 ? say.severalPackages : say.askPackage
  const among = fitting.length > 1 ? fitting : offered
  return {
    text: paket === undefined || fitting.length > 1 ? unclear : `${say.badPackage}\n${unclear}`,
    choices: among.map((one) => ({
      label: priceLine(turn, one),
      act: to({ ...rest, paket: one.code }),
    })),
    free: { act: to(rest), field: 'paket' },
  }
}

async function settle(
  deps: Deps,
  turn: Turn,
  { form, offered, phone }: { form: Form; offered: Offered; phone: string | null },
): Promise<Reply> {
  const { core, registrations: say } = words(turn)
  const [wanted] = pickPackages(form.paket ?? '', offered)
  const { nama: name = '', alamat: address = '' } = form
  if (!wanted) return { text: say.noPackage }
  if (form.yakin !== true) {
    const price = formatRupiah(wanted.price_rupiah)
    const summary = say.summary({ name, phone, address, package: wanted.name, price })
    const { jawab, ...filled } = { ...form, paket: wanted.code }
    return {
      text: jawab === undefined ? summary : `${say.yesOrNo}\n${summary}`,
      choices: [
        { label: say.send, act: to({ ...filled, yakin: true }) },
        { label: say.again, act: to({ ...(form.lagi === true && { lagi: true }) }) },
        { label: core.no, act: { intent: 'core.cancel', input: {} } },
      ],
      free: { act: to(filled), field: 'jawab' },
      confirm: true,
    }
  }
  const { registrationId } = await askRegistration(deps, {
    personId: turn.person.id,
    conversationId: turn.conversationId,
    name,
    phone: form.telepon === undefined ? null : phone,
    address,
    latitude: form.latitude ?? null,
    longitude: form.longitude ?? null,
    packageId: wanted.id,
  })
  return { text: say.asked(registrationId) }
}

function to(form: Form) {
  return { intent: 'customer.register', input: form }
}
