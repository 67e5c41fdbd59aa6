import type * as Baileys from '@whiskeysockets/baileys'
import { CannotStart } from '../../../domain/fault.ts'
import { silenceSignal } from './silence-signal.ts'

export type Library = typeof Baileys

/** Where the sessions of this process connect to, when that is not WhatsApp itself. */
export type WhatsAppServer = {
  url?: string
  /**
   * The root of the chain a server signs its handshake with, in hex. Only a server of our own has
   * another one than WhatsApp's; its address alone never switches it.
   */
  certRoot?: string
}

/** Baileys is an optional dependency: where it is not, everything else runs. */
export async function loadBaileys({ certRoot }: WhatsAppServer = {}): Promise<Library> {
  // Before the first line of it runs.
  silenceSignal()
  let library: Library
  try {
    library = await import('@whiskeysockets/baileys')
  } catch (cause) {
    throw new CannotStart('Baileys is not installed: run `npm ci` without --omit=optional', {
      cause,
    })
  }
  if (certRoot) library.WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(certRoot, 'hex')
  return library
}
