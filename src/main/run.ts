import type { Logger } from 'pino'
import { createMetrics } from '../adapters/web/metrics/metrics.ts'
import { createInbox } from '../bots/inbox.ts'
import { settleStatuses } from '../bots/settle-statuses.ts'
import { createOutbox } from '../bots/outbox.ts'
import type { Config } from '../config.ts'
import { businessName } from '../domain/business/business-name.ts'
import type { Deps } from '../domain/deps.ts'
import { ensureOwners } from '../domain/people/ensure-owners.ts'
import { openChat, openOpsChat } from '../domain/people/open-account.ts'
import { listTransfers } from '../domain/payments/list-transfers.ts'
import { payUrl } from '../domain/payments/pay-token.ts'
import { createTemplateBook } from '../domain/templates/template-book.ts'
import type { Mind } from '../intents/answer.ts'
import { createRegistry } from '../intents/registry.ts'
import { understandRules } from '../intents/understand/rules.ts'
import { wordNotice } from '../intents/wording/word-notice.ts'
import { sandboxRoutes } from '../sandbox/routes.ts'
import { OWNER, type Sandbox } from '../sandbox/sandbox.ts'
import { seedDemo } from '../sandbox/seed.ts'
import { buildDeps } from './build-deps.ts'
import { createClosing } from './closing.ts'
import { createTick, settled } from './create-tick.ts'
import { duties } from './duties.ts'
import { effectHandlers } from './effect-handlers.ts'
import { openAssistant } from './open-assistant.ts'
import { type Doors, openDoors } from './open-doors.ts'
import { openSessions } from './open-sessions.ts'
import { openTemplateShelf } from './open-template-shelf.ts'
import { serve } from './serve.ts'
import { speakFor, startWork } from './work.ts'
import { showMenu, showMenus } from './show-menus.ts'

export type Running = { url: string; stop: () => Promise<void> }

/**
 * Everything from settings to an open shop. Stopping goes the other way round, also half-way:
 * when `signal` asks for it, this throws once all that was opened is closed.
 */
export async function run(config: Config, log: Logger, signal?: AbortSignal): Promise<Running> {
  const closing = createClosing(signal)
  try {
    const running = await open(config, log, closing)
    signal?.throwIfAborted()
    return running
  } catch (error) {
    await closing.closeAll().catch((err: unknown) => log.error({ err }, 'could not close'))
    throw error
  }
}

async function open(config: Config, log: Logger, closing: ReturnType<typeof createClosing>) {
  const built = await buildDeps(config, log, closing)
  const { deps, queue, sandbox } = built
  const { roles } = config

  const onStatuses = () => {
    settleStatuses(deps).catch((err: unknown) => log.warn({ err }, 'statuses wait'))
  }
  const writeDown = createInbox(deps, onStatuses)
  const doors = await openDoors(config, deps, { sandbox, writeDown })
  const sessions = await openSessions(config, built, {
    doors: doors.all,
    writeDown,
    onStatuses,
    standIn: sandbox?.linked,
  })
  const metrics = createMetrics()
  const { telegram } = doors
  const { linkable } = sessions
  const book = await openBook(deps, closing)
  const asRead = wordNotice({ pay: () => '…' }, book)
  const intents = createRegistry({ botName: () => telegram?.botInfo()?.username, linkable, asRead })
  const mind = await openMind(config, { intents, metrics })
  const outbox = createOutbox({
    deps,
    doors: doors.all,
    word: wordNotice({ pay: (link) => payUrl(deps, link) }, book),
    onFate: (fate, { channel, accountId }) =>
      metrics.sent({ channel, session: String(accountId), fate }),
  })

  const routes = sandbox ? pageRoutes(deps, sandbox, telegram) : []
  const web = serve(config, deps, { doors, waha: sessions.waha?.webhook, queue, routes, metrics })
  const port = roles.has('web') ? (await web.start()).port : config.web.port
  closing.add(web, (one) => one.stop())
  const url = `http://${config.web.host}:${port}`
  // Links are made with it: with PORT=0 it is only known now.
  deps.business.publicUrl = config.web.publicUrl ?? url

  await knowTheTeam(config, deps, doors, sandbox)
  // The sandbox has had its texts approved by now.
  if (sandbox) await book.refresh()
  if (roles.has('worker')) {
    const work = startWork(deps, {
      mind,
      outbox,
      handlers: effectHandlers({
        doors: doors.all,
        payChanged: web.payChanged,
        asRead,
        templateShelf: openTemplateShelf(config, deps, sandbox),
        showMenu: async (deps, personId) => {
          if (telegram) await showMenu(deps, { telegram, intents }, personId)
        },
      }),
      duties: roles.has('scheduler') ? duties : [],
      queue,
    })
    closing.add(work, (one) => one.stop())
  }

  // Only where a session's line is can it be sent through.
  const speaksOnly = roles.has('gateway') && !roles.has('worker')
  if (speaksOnly) closing.add(speakFor(outbox, log), (one) => one.stop())
  await listen(roles, { doors, sessions, closing })
  if (roles.has('gateway')) {
    await sandbox?.whatsapp?.webhooks.subscribe(`${url}/webhooks/whatsapp`)
    // One call for each of the team: nobody's shop waits for the last of them to open.
    if (telegram) {
      showMenus(deps, { telegram, intents }).catch((err: unknown) =>
        log.warn({ err }, 'the command menus could not be shown'),
      )
    }
  }
  return { url: deps.business.publicUrl, stop: () => closing.closeAll() }
}

/** The team's own texts, as this process knows them. */
async function openBook(deps: Deps, closing: ReturnType<typeof createClosing>) {
  const book = createTemplateBook(deps)
  await book.start()
  closing.add(book, (one) => one.stop())
  return book
}

async function openMind(
  config: Config,
  { intents, metrics }: Parameters<typeof openAssistant>[1],
): Promise<Mind> {
  return {
    intents,
    rules: understandRules,
    assistant: await openAssistant(config, { intents, metrics }),
    // Rules are quick: only a model is worth waiting for.
    quietMs: config.assistant ? 1_500 : 0,
  }
}

type Listening = {
  doors: Doors
  sessions: Awaited<ReturnType<typeof openSessions>>
  closing: ReturnType<typeof createClosing>
}

/** The settings' own doors here and now; sessions come and go by themselves. */
async function listen(roles: Config['roles'], { doors, sessions, closing }: Listening) {
  const own = [...doors.all.values()]
  closing.add(sessions, (one) => one.stop())
  sessions.start(roles)
  if (!roles.has('gateway')) return
  for (const door of own) {
    await door.start()
    closing.add(door, (one) => one.stop())
  }
}

function pageRoutes(deps: Deps, sandbox: Sandbox, telegram: Doors['telegram']) {
  return sandboxRoutes({
    sandbox,
    timeZone: deps.business.timeZone,
    business: () => businessName(deps),
    promised: () => listTransfers(deps),
    tick: createTick(deps),
    settled: () => settled(deps),
    async openTeam(chat) {
      if (!telegram) return
      await openOpsChat(deps, { accountId: telegram.accountId, chat })
      await settled(deps)
    },
  })
}

/** Owners from the settings, the sandbox's owner, the ops group; else a code to claim the bot with. */
async function knowTheTeam(
  config: Config,
  deps: Deps,
  { telegram }: Doors,
  sandbox: Sandbox | undefined,
) {
  if (!telegram) return
  const { accountId } = telegram
  const sandboxOwner = sandbox?.telegram ? [String(OWNER.id)] : []
  const telegramIds = [...config.telegram.ownerIds.map(String), ...sandboxOwner]
  const { claimCode, ownerIds } = await ensureOwners(deps, { accountId, telegramIds })
  if (claimCode) {
    process.stdout.write(
      `claim  send "/start ${claimCode}" to the bot: the first to do so owns it\n`,
    )
  }
  const group = config.telegram.opsChatId ?? sandbox?.team()
  await openOpsChat(deps, { accountId, chat: group?.toString() })
  const [ownerId] = ownerIds
  if (sandbox?.hotspot && sandbox.telegram && ownerId !== undefined) {
    const personId = ownerId
    const conversationId = await openChat(deps, { accountId, chat: String(OWNER.id), personId })
    const { hotspot, customers, modems, whatsapp } = sandbox
    const shelf = openTemplateShelf(config, deps, sandbox)
    await seedDemo(deps, {
      ownerId,
      conversationId,
      routerPort: hotspot.port,
      withPeople: whatsapp !== undefined,
      introduce: ({ number, name }) => customers.add(number, name),
      putUp: (username, password) => modems?.putUp(username, password),
      approving: whatsapp && shelf && { shelf, approve: whatsapp.templates.approve },
    })
  }
}
