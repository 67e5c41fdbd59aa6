import { recordAudit } from '../audit/record-audit.ts'
import type { Deps } from '../deps.ts'
import { later } from '../effects/later.ts'
import { Rejected } from '../fault.ts'
import { inTransaction } from '../in-transaction.ts'
import type { ScriptWarning } from '../messages/notice.ts'
import { tell } from '../messages/tell.ts'
import { chooseRouter } from './choose-router.ts'
import { loginScript, scriptFile } from './login-script.ts'
import { targetOf } from './router.ts'
import { getRouter, profileNames, renewHintToken, type RouterRow } from './router-queries.ts'
import { routerToken } from './router-token.ts'
import { isUnreached } from './unreached.ts'

/** The login script of a router is asked for; `renew` makes the token in every older one wrong. */
export function requestScript(
  deps: Pick<Deps, 'db' | 'now' | 'wake'>,
  ask: { name: string; renew: boolean; by: number; conversationId: number },
): Promise<{ name: string }> {
  const { renew, by, conversationId } = ask
  return inTransaction(deps, async (deps) => {
    const { id: routerId, name } = await chooseRouter(deps, ask.name)
    if (renew) await renewHintToken(deps.db, routerId)
    await recordAudit(deps, {
      by,
      action: renew ? 'router.token_renewed' : 'router.token_shown',
      subject: `router:${routerId}`,
      after: { name },
    })
    await later(deps, { kind: 'router.script', routerId, conversationId, renewed: renew })
    return { name }
  })
}

/** Effect `router.script`: the script as text and as a file, with what would keep it from working. */
export async function handOverScript(
  deps: Pick<Deps, 'db' | 'log' | 'now' | 'wake' | 'secrets' | 'files' | 'routers' | 'business'>,
  ask: { routerId: number; conversationId: number; renewed: boolean },
) {
  const { routerId, conversationId, renewed } = ask
  const router = await getRouter(deps.db, routerId)
  if (!router) return
  const warnings = [...warningsOf(deps.business.publicUrl), ...(await lookAtFetch(deps, router))]
  const url = `${deps.business.publicUrl}/webhooks/routers/${routerId}`
  const token = routerToken(deps.secrets, router)
  const onLogin = loginScript({ url, token, event: 'login' })
  const onLogout = loginScript({ url, token, event: 'logout' })
  const profiles = await profileNames(deps.db, { routerId, service: 'hotspot' })
  const key = `routers/${routerId}/login-script.rsc`
  const text = scriptFile({ url, profiles, onLogin, onLogout })
  await deps.files.put(key, Buffer.from(text, 'utf8'))
  const { name } = router
  await inTransaction(deps, (deps) =>
    tell(deps, conversationId, {
      code: 'router.script',
      details: {
        name,
        renewed,
        onLogin,
        onLogout,
        warnings,
        file: { key, name: `wicara-${fileName(name)}.rsc`, mime: 'text/plain' },
      },
    }),
  )
}

/** What can be told from our own address. */
function warningsOf(publicUrl: string): ScriptWarning[] {
  const { protocol, hostname } = new URL(publicUrl)
  const isOwn = /^(localhost|127\.|\[::1\])/.test(hostname)
  return [
    ...(isOwn ? ['not_reachable' as const] : []),
    ...(protocol === 'https:' ? [] : ['not_encrypted' as const]),
  ]
}

async function lookAtFetch(
  deps: Pick<Deps, 'log' | 'secrets' | 'routers'>,
  router: RouterRow,
): Promise<ScriptWarning[]> {
  try {
    const { deviceMode } = await deps.routers.check(targetOf(deps, router))
    return deviceMode?.fetch === false ? ['fetch_blocked'] : []
  } catch (error) {
    if (!(error instanceof Rejected) && !isUnreached(error)) throw error
    deps.log.info({ err: error, routerId: router.id }, 'a router could not be asked about fetch')
    return ['not_checked']
  }
}

function fileName(name: string) {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
}
