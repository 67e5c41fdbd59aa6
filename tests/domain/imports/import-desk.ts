import type { SheetKind } from '../../../src/domain/imports/import.ts'
import { startImport } from '../../../src/domain/imports/decide-import.ts'
import { lookAtUsers } from '../../../src/domain/imports/look-import.ts'
import { readImport } from '../../../src/domain/imports/read-import.ts'
import { requestImport, requestRouterImport } from '../../../src/domain/imports/request-import.ts'
import { runImport } from '../../../src/domain/imports/run-import.ts'
import { syncRouter } from '../../../src/domain/routers/sync-router.ts'
import { importSheets } from '../../../src/intents/wording/id/import-sheets.ts'
import { lineShop } from '../../support/line-shop.ts'

/** A provider who has customers already, somewhere else. */
export async function importDesk() {
  const shop = await lineShop()
  const { deps, siti, routerId } = shop
  const asked = {
    conversationId: siti.conversationId,
    by: siti.id,
    paidUntil: undefined,
    reason: 'Saldo awal',
    words: importSheets,
  }
  const signal = AbortSignal.timeout(30_000)
  const askedAt = deps.now().toISOString()

  return {
    ...shop,
    /** A list as it comes: reads it, and does nothing more. */
    async read(kind: SheetKind, lines: string[], name = 'daftar.csv') {
      const file = { accountId: 1, ref: 'x', mime: 'text/csv', name }
      const { importId } = await requestImport(deps, { kind, file, ...asked })
      const bytes = Buffer.from(lines.join('\n'))
      const download = async () => ({ bytes, mime: 'text/csv' })
      await readImport(deps, { download, signal }, { importId, file, words: importSheets, askedAt })
      return importId
    },
    async look(paidUntil?: string) {
      const { importId } = await requestRouterImport(deps, { ...asked, router: 'pusat', paidUntil })
      await lookAtUsers(deps, { importId, words: importSheets })
      return importId
    },
    async run(importId: number, unmarked = false) {
      await startImport(deps, { importId, unmarked, by: siti.id })
      await runImport(deps, { importId })
    },
    /** The list of the router is read from end to end, and what differs is set right. */
    async reconcile() {
      await deps.db.updateTable('routers').set({ listed_at: null, known_sessions: [] }).execute()
      await syncRouter(deps, { routerId })
      await shop.work()
    },
    summary: async () => (await shop.notices('import.ready')).at(-1),
    result: async () => (await shop.notices('import.done')).at(-1),
    count: async (table: 'subscriptions' | 'customers' | 'people' | 'vouchers' | 'invoices') =>
      Number(
        (
          await deps.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('count'))
            .executeTakeFirstOrThrow()
        ).count,
      ),
    users: () =>
      deps.db
        .selectFrom('router_users')
        .where('router_id', '=', routerId)
        .selectAll()
        .orderBy('name')
        .execute(),
  }
}
