import { deflateSync } from 'node:zlib'
import { type BinaryNode, proto, S_WHATSAPP_NET } from '@whiskeysockets/baileys'
import { replay } from './deliver.ts'
import type { Line } from './line.ts'
import { sendAsOwner } from './owner.ts'
import { type Device, seconds, type World } from './world.ts'

/** A device that was linked comes (again); whoever was there as it must go. */
export function logIn(world: World, line: Line) {
  const { username, device: id } = line.payload
  const account = world.accounts.get(String(username))
  const device = account?.devices.get(id ?? 0)
  if (!account || !device || !device.clientKey.equals(line.clientKey)) {
    return line.close(failure(account?.refusedWith ?? LOGGED_OUT))
  }
  if (account.refusedWith) return line.close(failure(account.refusedWith))

  device.line?.close(streamError(440))
  device.line = line
  device.active = false
  world.devices.set(line, device)
  const lid = `${account.lid}:${device.id}@lid`
  line.send({ tag: 'success', attrs: { t: seconds(), lid, props: '0', location: 'cgk' } })
}

/** It wants to hear: first what it missed; then, if it is new, that there is no history. */
export function goActive(world: World, device: Device) {
  replay(device, () => {
    world.changes.tell({ what: 'online', account: device.account.phone, device: device.id })
    if (device.hasHistory) return
    device.hasHistory = true
    void tellHistory(device)
  })
}

export function hangUp(world: World, line: Line) {
  for (const [ref, of] of world.unpaired) if (of === line) world.unpaired.delete(ref)
  const device = world.devices.get(line)
  world.devices.delete(line)
  if (device?.line !== line) return
  device.line = undefined
  device.active = false
  world.changes.tell({ what: 'offline', account: device.account.phone, device: device.id })
}

/** Without it a new device waits 20 seconds for its phone before it passes anything on. */
async function tellHistory(device: Device) {
  const { HistorySyncType } = proto.HistorySync
  for (const syncType of [HistorySyncType.INITIAL_BOOTSTRAP, HistorySyncType.RECENT]) {
    const history = proto.HistorySync.encode({
      syncType,
      progress: 100,
      conversations: [],
    }).finish()
    const historySyncNotification = {
      syncType,
      progress: 100,
      chunkOrder: 1,
      initialHistBootstrapInlinePayload: deflateSync(history),
    }
    const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION
    await sendAsOwner(device, { protocolMessage: { type, historySyncNotification } })
  }
}

export function streamError(code: number): BinaryNode {
  const conflict = { 440: 'replaced', 401: 'device_removed' }[code]
  return {
    tag: 'stream:error',
    attrs: code === 440 ? {} : { code: String(code) },
    ...(conflict && { content: [{ tag: 'conflict', attrs: { type: conflict } }] }),
  }
}

function failure(reason: number): BinaryNode {
  return {
    tag: 'failure',
    attrs: { reason: String(reason), location: 'cgk', from: S_WHATSAPP_NET },
  }
}

const LOGGED_OUT = 401
