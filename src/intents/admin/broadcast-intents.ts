import type { Intent } from '../intent.ts'
import {
  broadcastAttach,
  broadcastFile,
  broadcastNoFile,
  broadcastTemplate,
  broadcastText,
  broadcastWhen,
} from './broadcast-change.ts'
import { broadcastCopy, broadcastDiscard, broadcastMake } from './broadcast-make.ts'
import { broadcastList, broadcastShow } from './broadcast-panel.ts'
import { broadcastResult, broadcastSettings, broadcastSheet } from './broadcast-result.ts'
import {
  broadcastApprove,
  broadcastDecline,
  broadcastPause,
  broadcastResume,
  broadcastSample,
  broadcastStart,
  broadcastStop,
  broadcastTry,
} from './broadcast-run.ts'
import {
  broadcastDrop,
  broadcastKind,
  broadcastNarrow,
  broadcastPick,
  broadcastWho,
} from './broadcast-who.ts'

/** One text to many, in the order help lists it. */
export const broadcastIntents: Intent[] = [
  broadcastList,
  broadcastMake,
  broadcastShow,
  broadcastNarrow,
  broadcastText,
  broadcastWhen,
  broadcastSample,
  broadcastTry,
  broadcastStart,
  broadcastApprove,
  broadcastDecline,
  broadcastPause,
  broadcastResume,
  broadcastStop,
  broadcastResult,
  broadcastCopy,
  broadcastDiscard,
  broadcastSettings,
  broadcastWho,
  broadcastKind,
  broadcastPick,
  broadcastDrop,
  broadcastFile,
  broadcastAttach,
  broadcastNoFile,
  broadcastTemplate,
  broadcastSheet,
]
