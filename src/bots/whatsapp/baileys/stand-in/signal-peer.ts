import {
  BufferJSON,
  Curve,
  DEFAULT_CONNECTION_CONFIG,
  encodeWAMessage,
  generateSignalPubKey,
  initAuthCreds,
  type KeyPair,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStoreWithTransaction,
  type SignalRepository,
  unpadRandomMax16,
} from '@whiskeysockets/baileys'
import { silentLog } from './silent-log.ts'

/** What a device leaves with the server, so that others can begin to write to it. */
export type KeyBundle = {
  registrationId: number
  identity: Uint8Array
  signedPreKey: { id: number; key: Uint8Array; signature: Uint8Array }
  preKey?: { id: number; key: Uint8Array } | undefined
}

type E2ESession = Parameters<SignalRepository['injectE2ESession']>[0]['session']

export type Sealed = { type: 'pkmsg' | 'msg'; ciphertext: Uint8Array }

/** A phone that speaks Signal: a customer's, or the owner's own. */
export type SignalPeer = {
  identity: KeyPair
  bundle: () => KeyBundle
  /** `theirBundle` is asked for when there is no session yet. */
  seal: (to: string, message: proto.IMessage, theirBundle: () => KeyBundle) => Promise<Sealed>
  open: (from: string, sealed: Sealed) => Promise<proto.Message>
  /** Begins anew with that device. */
  forget: (device: string) => Promise<void>
  begin: (device: string, session: E2ESession) => Promise<void>
  save: () => string
}

export function createSignalPeer(saved?: string): SignalPeer {
  const state = saved ? (JSON.parse(saved, BufferJSON.reviver) as SavedPeer) : undefined
  const creds = state?.creds ?? initAuthCreds()
  const store = createKeyStore(state?.keys)
  const { makeSignalRepository } = DEFAULT_CONNECTION_CONFIG
  const repository = makeSignalRepository({ creds, keys: store.keys }, silentLog, async () => [])
  let lastPreKeyId = state?.lastPreKeyId ?? 0
  let turn: Promise<unknown> = Promise.resolve()
  /** A ratchet that two hands turn at once breaks. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work, work)
    turn = done.catch(() => {})
    return done
  }
  return {
    identity: creds.signedIdentityKey,
    bundle() {
      const preKey = Curve.generateKeyPair()
      lastPreKeyId += 1
      void store.keys.set({ 'pre-key': { [lastPreKeyId]: preKey } })
      const { keyId, keyPair, signature } = creds.signedPreKey
      return {
        registrationId: creds.registrationId,
        identity: creds.signedIdentityKey.public,
        signedPreKey: { id: keyId, key: keyPair.public, signature },
        preKey: { id: lastPreKeyId, key: preKey.public },
      }
    },
    seal: (jid, message, theirBundle) =>
      inTurn(async () => {
        const { exists } = await repository.validateSession(jid)
        if (!exists) await repository.injectE2ESession({ jid, session: sessionOf(theirBundle()) })
        return repository.encryptMessage({ jid, data: encodeWAMessage(message) })
      }),
    open: (jid, { type, ciphertext }) =>
      inTurn(async () => {
        const padded = await repository.decryptMessage({ jid, type, ciphertext })
        return proto.Message.decode(unpadRandomMax16(padded))
      }),
    forget: (jid) => inTurn(() => repository.deleteSession([jid])),
    begin: (jid, session) => inTurn(() => repository.injectE2ESession({ jid, session })),
    save: () => JSON.stringify({ creds, lastPreKeyId, keys: store.all() }, BufferJSON.replacer),
  }
}

type SavedPeer = {
  creds: ReturnType<typeof initAuthCreds>
  lastPreKeyId: number
  keys: [string, unknown][]
}

function sessionOf({ registrationId, identity, signedPreKey, preKey }: KeyBundle): E2ESession {
  return {
    registrationId,
    identityKey: generateSignalPubKey(identity),
    signedPreKey: {
      keyId: signedPreKey.id,
      publicKey: generateSignalPubKey(signedPreKey.key),
      signature: signedPreKey.signature,
    },
    ...(preKey && { preKey: { keyId: preKey.id, publicKey: generateSignalPubKey(preKey.key) } }),
  }
}

function createKeyStore(saved: [string, unknown][] = []) {
  const all = new Map<string, unknown>(saved)
  const keys: SignalKeyStoreWithTransaction = {
    get<T extends keyof SignalDataTypeMap>(type: T, ids: string[]) {
      const known = ids.filter((id) => all.has(`${type} ${id}`))
      const found = known.map((id) => [id, all.get(`${type} ${id}`)] as const)
      return Object.fromEntries(found) as Record<string, SignalDataTypeMap[T]>
    },
    set(data: SignalDataSet) {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          if (value === null) all.delete(`${type} ${id}`)
          else all.set(`${type} ${id}`, value)
        }
      }
    },
    isInTransaction: () => false,
    transaction: (work) => work(),
  }
  return { keys, all: () => [...all] }
}
