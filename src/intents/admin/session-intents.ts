import type { Intent } from '../intent.ts'
import { sendingSettings } from './sending-settings.ts'
import { type LinkableChannels, sessionAdd, sessionPair } from './session-add.ts'
import {
  sessionPause,
  sessionRemove,
  sessionRename,
  sessionResume,
  sessionUnlink,
} from './session-change.ts'
import { sessionList, sessionShow } from './session-panel.ts'

/** Our WhatsApp numbers, in the order help lists them. */
export function sessionIntents(linkable: LinkableChannels): Intent[] {
  return [
    sessionList,
    sessionShow,
    sessionAdd(linkable),
    sessionPair(linkable),
    sessionRename,
    sessionPause,
    sessionResume,
    sessionUnlink,
    sessionRemove,
    sendingSettings,
  ]
}
