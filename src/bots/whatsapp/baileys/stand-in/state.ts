import { BufferJSON } from '@whiskeysockets/baileys'
import { createPerson } from './customer.ts'
import { createPlannedFaults } from './faults.ts'
import { createSignalPeer } from './signal-peer.ts'
import { type Account, type Device, lidJid, type Person, phoneJid, type World } from './world.ts'

/** Plain JSON: numbers, their devices and keys, and customers. Conversations are not part of it. */
export type SavedState = { version: 1; accounts: SavedAccount[]; people: SavedPerson[] }
type SavedAccount = Pick<Account, 'phone' | 'lid' | 'name' | 'lastDeviceId'> & {
  owner: string
  /** With buffers in them, as one string. */
  devices: string
}
type SavedPerson = Pick<Person, 'phone' | 'lid' | 'name' | 'addressing' | 'receipts'> & {
  peer?: string
}
type SavedDevice = Pick<Device, 'id' | 'clientKey' | 'keys' | 'preKeys' | 'hasHistory' | 'waiting'>

export function saveState(world: World): SavedState {
  return {
    version: 1,
    accounts: [...world.accounts.values()].map(
      ({ phone, lid, name, lastDeviceId, ...account }) => ({
        phone,
        lid,
        name,
        lastDeviceId,
        owner: account.owner.save(),
        devices: JSON.stringify([...account.devices.values()].map(saveDevice), BufferJSON.replacer),
      }),
    ),
    people: [...new Set(world.people.values())].map((person) => {
      const { phone, lid, name, addressing, receipts } = person
      const peer = person.hasPeer() ? { peer: person.peer().save() } : {}
      return { phone, lid, name, addressing, receipts, ...peer }
    }),
  }
}

export function restoreState(world: World, state: SavedState) {
  for (const { owner, devices, ...saved } of state.accounts) {
    const account: Account = {
      ...saved,
      owner: createSignalPeer(owner),
      devices: new Map(),
      faults: createPlannedFaults(),
      onPhone: new Map(),
      answersResends: true,
      resendsAsked: [],
      arrivals: 0,
    }
    for (const device of JSON.parse(devices, BufferJSON.reviver) as SavedDevice[]) {
      account.devices.set(device.id, {
        ...device,
        account,
        active: false,
        unacknowledged: new Map(),
        heldBack: [],
      })
    }
    world.accounts.set(account.phone, account)
    world.accountsByLid.set(account.lid, account)
  }
  for (const { peer, ...saved } of state.people) {
    const person = createPerson({ ...saved, ...(peer && { saved: peer }) })
    if (person.phone) world.people.set(phoneJid(person.phone), person)
    world.people.set(lidJid(person.lid), person)
  }
}

function saveDevice({ unacknowledged, waiting, ...device }: Device): SavedDevice {
  const { id, clientKey, keys, preKeys, hasHistory } = device
  const unsaid = [...unacknowledged.values(), ...waiting]
  return { id, clientKey, keys, preKeys, hasHistory, waiting: unsaid }
}
