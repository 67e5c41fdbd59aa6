import { z } from 'zod'
import { requestRouterImport } from '../../domain/imports/request-import.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { paidUntilArgument, paidUntilInput, readPaidUntil } from './import-file.ts'
import { routerName } from './router-arguments.ts'

export const importRouter = defineIntent({
  name: 'import.router',
  who: { permission: 'imports.run' },
  command: {
    noun: 'impor',
    verb: 'router',
    aliases: ['adopsi', 'adopt'],
    positional: ['nama'],
    about: {
      id: 'Adopsi secret PPPoE dan voucher yang sudah ada di router',
      en: 'Adopt PPPoE secrets and vouchers that stand on a router',
    },
    examples: ['/impor router pusat', '/impor router pusat lunas=31/12/2026'],
  },
  arguments: [routerName, paidUntilArgument],
  input: z.object({ nama: z.string().trim().min(1), lunas: paidUntilInput }),

  async run(deps, { nama, lunas }, turn) {
    const { imports } = words(turn)
    const { importId, router } = await requestRouterImport(deps, {
      router: nama,
      conversationId: turn.conversationId,
      by: turn.person.id,
      paidUntil: readPaidUntil(deps, lunas),
      reason: imports.reason,
      words: imports.sheets,
    })
    return { text: imports.looking(router), slot: `import:${importId}` }
  },
})
