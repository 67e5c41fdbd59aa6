import { randomBytes, randomInt } from 'node:crypto'
import {
  type BinaryNode,
  Curve,
  hmacSign,
  proto,
  S_WHATSAPP_NET,
  WA_ADV_ACCOUNT_SIG_PREFIX,
} from '@whiskeysockets/baileys'
import { createPlannedFaults } from './faults.ts'
import type { Line } from './line.ts'
import { createSignalPeer } from './signal-peer.ts'
import {
  type Account,
  child,
  type Device,
  digits,
  lidJid,
  newLid,
  newStanzaId,
  phoneJid,
  seconds,
  type World,
} from './world.ts'

/** Asks a newcomer to show QR codes; each reference is good for one of them. */
export function offerPairing(world: World, line: Line) {
  const refs = Array.from({ length: QR_CODES }, () => `2@${randomBytes(24).toString('base64url')}`)
  for (const ref of refs) world.unpaired.set(ref, line)
  const content = refs.map((ref) => ({ tag: 'ref', attrs: {}, content: Buffer.from(ref) }))
  line.send(pairingIq({ tag: 'pair-device', attrs: {}, content }))
}

export type PhoneThatScans = { phone: string; name?: string; lid?: string }

/** The phone reads the QR: the server tells the new device who it is now, signed by the phone. */
export function scanQr(world: World, qrText: string, owner: PhoneThatScans): Account {
  const [ref = '', clientKey = '', identity = '', secret = ''] = qrText
    .slice(qrText.indexOf('#') + 1)
    .split(',')
  const line = world.unpaired.get(ref)
  if (!line) throw new Error('This QR code is not valid any more.')
  if (clientKey !== line.clientKey.toString('base64'))
    throw new Error('This QR is of another line.')
  for (const [known, of] of world.unpaired) if (of === line) world.unpaired.delete(known)

  const account = accountOf(world, owner)
  const device = addDevice(account, line)
  if (identity !== Buffer.from(device.keys.identity).toString('base64')) {
    throw new Error('This QR shows another identity.')
  }
  world.devices.set(line, device)
  line.send(
    pairingIq({
      tag: 'pair-success',
      attrs: {},
      content: [
        { tag: 'device-identity', attrs: {}, content: vouch(account, device, secret) },
        {
          tag: 'device',
          attrs: {
            jid: `${account.phone}:${device.id}@s.whatsapp.net`,
            lid: `${account.lid}:${device.id}@lid`,
          },
        },
        { tag: 'biz', attrs: { name: account.name } },
        { tag: 'platform', attrs: { name: 'android' } },
      ],
    }),
  )
  return account
}

/** The new device has signed: it is linked, and shall come again as what it is now. */
export function finishPairing(world: World, line: Line, node: BinaryNode) {
  const device = world.devices.get(line)
  if (!device || !child(node, 'pair-device-sign')) return
  device.account.devices.set(device.id, device)
  world.changes.tell({ what: 'paired', account: device.account.phone, device: device.id })
  line.close({ tag: 'stream:error', attrs: { code: '515' } })
}

function vouch(account: Account, device: Device, secret: string) {
  const details = proto.ADVDeviceIdentity.encode({
    rawId: randomInt(2 ** 31),
    timestamp: Math.floor(Date.now() / 1000),
    keyIndex: device.id,
  }).finish()
  const { identity } = account.owner
  const signed = Buffer.concat([WA_ADV_ACCOUNT_SIG_PREFIX, details, device.keys.identity])
  const signedIdentity = proto.ADVSignedDeviceIdentity.encode({
    details,
    accountSignatureKey: identity.public,
    accountSignature: Curve.sign(identity.private, signed),
  }).finish()
  return proto.ADVSignedDeviceIdentityHMAC.encode({
    details: signedIdentity,
    hmac: hmacSign(signedIdentity, Buffer.from(secret, 'base64')),
  }).finish()
}

function accountOf(world: World, { phone, name, lid }: PhoneThatScans): Account {
  const number = digits(phone)
  const known = world.accounts.get(number)
  if (known) {
    // Whoever could scan is in possession of the number again.
    known.refusedWith = undefined
    return known
  }
  const account: Account = {
    phone: number,
    lid: lid ?? newLid(),
    name: name ?? `+${number}`,
    owner: createSignalPeer(),
    devices: new Map(),
    lastDeviceId: 0,
    faults: createPlannedFaults(),
    onPhone: new Map(),
    answersResends: true,
    resendsAsked: [],
    arrivals: 0,
  }
  if (world.people.has(phoneJid(number)) || world.people.has(lidJid(account.lid))) {
    throw new Error(`${number} is a customer already.`)
  }
  world.accounts.set(number, account)
  world.accountsByLid.set(account.lid, account)
  return account
}

function addDevice(account: Account, line: Line): Device {
  const { eIdent, eRegid, eSkeyId, eSkeyVal, eSkeySig } = line.payload.devicePairingData ?? {}
  if (!eIdent || !eRegid || !eSkeyId || !eSkeyVal || !eSkeySig) throw new Error('No keys came.')
  account.lastDeviceId += 1
  return {
    account,
    id: account.lastDeviceId,
    clientKey: line.clientKey,
    keys: {
      registrationId: Buffer.from(eRegid).readUInt32BE(),
      identity: eIdent,
      signedPreKey: {
        id: Buffer.from(eSkeyId).readUIntBE(0, 3),
        key: eSkeyVal,
        signature: eSkeySig,
      },
    },
    preKeys: [],
    active: false,
    hasHistory: false,
    waiting: [],
    unacknowledged: new Map(),
    heldBack: [],
  }
}

function pairingIq(content: BinaryNode): BinaryNode {
  const attrs = { from: S_WHATSAPP_NET, type: 'set', xmlns: 'md', id: newStanzaId(), t: seconds() }
  return { tag: 'iq', attrs, content: [content] }
}

const QR_CODES = 6
