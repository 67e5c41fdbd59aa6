import * as library from '@whiskeysockets/baileys'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createSignalPeer } from '../../../../src/bots/whatsapp/baileys/stand-in/signal-peer.ts'
import { signalInTurn } from '../../../../src/bots/whatsapp/baileys/signal-in-turn.ts'
import { silenceSignal } from '../../../../src/bots/whatsapp/baileys/silence-signal.ts'

silenceSignal()

const BUDI = '6281234567890@s.whatsapp.net'
const US = '6281100000001:1@s.whatsapp.net'

test('what we say while he writes can be read, though Baileys sends in a transaction of its own', async () => {
  const opened: string[] = []
  const keys = slowKeys()
  const creds = library.initAuthCreds()
  const log = pino({ level: 'silent' })
  const ours = signalInTurn({
    library,
    keys,
    log,
    arrivals: {
      async opened(_sealed, padded) {
        const content = library.proto.Message.decode(library.unpadRandomMax16(padded))
        opened.push(content.conversation ?? '')
      },
      unreadable: async () => {},
    },
  })({ creds, keys: library.addTransactionCapability(keys, log, TRIES) }, log)
  const sending = library.addTransactionCapability(keys, log, TRIES)

  const budi = createSignalPeer()
  const { preKey, ...bundle } = budi.bundle()
  await ours.injectE2ESession({ jid: BUDI, session: sessionOf({ ...bundle, preKey }) })
  const say = (text: string) =>
    sending.transaction(
      () =>
        ours.encryptMessage({ jid: BUDI, data: library.encodeWAMessage({ conversation: text }) }),
      'us',
    )
  const read = async (sealed: Awaited<ReturnType<typeof say>>) =>
    (await budi.open(US, sealed)).conversation
  const fromBudi = (text: string) =>
    budi.seal(US, { conversation: text }, () => {
      throw new Error('There is a session already')
    })
  expect(await read(await say('halo'))).toBe('halo')

  for (let round = 0; round < 5; round += 1) {
    const { type, ciphertext } = await fromBudi(`dia ${round}`)
    const [said] = await Promise.all([
      say(`kami ${round}`),
      ours.decryptMessage({ jid: BUDI, type, ciphertext }),
    ])
    expect(await read(said)).toBe(`kami ${round}`)
    expect(await read(await say(`lagi ${round}`))).toBe(`lagi ${round}`)
  }
  // And it was written down before its keys were.
  expect(opened).toEqual(['dia 0', 'dia 1', 'dia 2', 'dia 3', 'dia 4'])
  ours.close?.()
})

const TRIES = { maxCommitRetries: 1, delayBetweenTriesMs: 1 }

const aMoment = () => new Promise((resolve) => setImmediate(resolve))

/** A store that takes its time, as one elsewhere does. */
function slowKeys(): library.SignalKeyStore {
  const all = new Map<string, unknown>()
  return {
    async get<T extends keyof library.SignalDataTypeMap>(type: T, ids: string[]) {
      await aMoment()
      const found = ids.filter((id) => all.has(`${type} ${id}`))
      return Object.fromEntries(found.map((id) => [id, all.get(`${type} ${id}`)])) as Record<
        string,
        library.SignalDataTypeMap[T]
      >
    },
    async set(data) {
      await aMoment()
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values ?? {})) all.set(`${type} ${id}`, value)
      }
    },
  }
}

type Bundle = ReturnType<ReturnType<typeof createSignalPeer>['bundle']>

function sessionOf({ registrationId, identity, signedPreKey, preKey }: Bundle) {
  const { id, key, signature } = signedPreKey
  return {
    registrationId,
    identityKey: library.generateSignalPubKey(identity),
    signedPreKey: { keyId: id, publicKey: library.generateSignalPubKey(key), signature },
    ...(preKey && {
      preKey: { keyId: preKey.id, publicKey: library.generateSignalPubKey(preKey.key) },
    }),
  }
}
