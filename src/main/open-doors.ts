import type { Config } from '../config.ts'
import type { Deps } from '../domain/deps.ts'
import { openAccount } from '../domain/people/open-account.ts'
import type { Door, WriteDown } from '../bots/door.ts'
import { createTelegramDoor, type TelegramDoor } from '../bots/telegram/telegram-door.ts'
import { type CloudDoor, createCloudDoor } from '../bots/whatsapp/cloud/cloud-door.ts'
import { knownChatIn } from '../bots/whatsapp/cloud/known-chat-queries.ts'
import { createKeptMedia } from '../bots/whatsapp/cloud/media-queries.ts'
import { reportSession } from '../domain/sessions/report-session.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

export type Doors = {
  telegram: TelegramDoor | undefined
  cloud: CloudDoor | undefined
  /** Live: the doors of WhatsApp sessions come and go. */
  all: Map<number, Door>
}

/** The doors that the settings name, or the sandbox's stand-ins. Nothing listens yet. */
export async function openDoors(
  config: Config,
  deps: Deps,
  { sandbox, writeDown }: { sandbox: Sandbox | undefined; writeDown: WriteDown },
): Promise<Doors> {
  const telegram = await openTelegram(config, deps, { sandbox, writeDown })
  const cloud = await openCloud(config, deps, { sandbox, writeDown })
  const doors: Door[] = [telegram, cloud].filter((door) => door !== undefined)
  return { telegram, cloud, all: new Map(doors.map((door) => [door.accountId, door])) }
}

type Parts = { sandbox: Sandbox | undefined; writeDown: WriteDown }

async function openTelegram(config: Config, deps: Deps, { sandbox, writeDown }: Parts) {
  const { telegram: given } = config
  const line =
    given.token !== undefined
      ? { token: given.token, ...(given.apiRoot && { apiRoot: given.apiRoot }) }
      : sandbox?.telegram && { token: sandbox.telegram.token, apiRoot: sandbox.telegram.url }
  if (!line) return undefined
  const name = line.token.split(':')[0] ?? 'bot'
  const accountId = await openAccount(deps, {
    channel: 'telegram',
    name: given.token === undefined ? 'sandbox' : name,
  })
  const { publicUrl } = deps.business
  return createTelegramDoor({
    ...line,
    updates:
      given.mode === 'webhook' && given.webhookSecret
        ? { mode: 'webhook', publicUrl, secret: given.webhookSecret }
        : { mode: 'polling' },
    accountId,
    writeDown,
    readFile: ({ key }) => deps.files.get(key),
    log: deps.log.child({ door: 'telegram' }),
  })
}

async function openCloud(config: Config, deps: Deps, { sandbox, writeDown }: Parts) {
  const { cloud: given } = config.whatsapp
  const standIn = sandbox?.whatsapp
  const line =
    given ??
    (standIn && {
      token: standIn.token,
      phoneNumberId: standIn.phoneNumberId,
      appSecret: standIn.appSecret,
      verifyToken: standIn.verifyToken,
    })
  if (!line) return undefined
  const graphUrl = given ? config.meta.graphUrl : standIn?.url
  const accountId = await openAccount(deps, {
    channel: 'cloud',
    name: given ? given.phoneNumberId : 'sandbox',
  })
  return createCloudDoor({
    ...line,
    ...(graphUrl !== undefined && { graphUrl }),
    accountId,
    writeDown,
    report: (news) => reportSession(deps, { accountId, news }),
    keptMedia: createKeptMedia(deps.db, accountId),
    knownChat: knownChatIn(deps.db, accountId),
    readFile: ({ key }) => deps.files.get(key),
    log: deps.log.child({ door: 'whatsapp' }),
  })
}
