import { z } from 'zod'
import { dropImport, pickPackage, startImport } from '../../domain/imports/decide-import.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'

const id = z.int().positive()

/** The yes under what a list would do. */
export const importRun = defineIntent({
  name: 'import.run',
  who: { permission: 'imports.run' },
  input: z.object({ id, unmarked: z.boolean().default(false) }),
  // It may bring in money and take over what is on line.
  pin: true,

  async run(deps, { id: importId, unmarked }, turn) {
    const by = turn.person.id
    const { fresh } = await startImport(deps, { importId, unmarked, by })
    return { text: words(turn).imports.running(fresh), slot: `import:${importId}` }
  },
})

export const importDrop = defineIntent({
  name: 'import.drop',
  who: { permission: 'imports.run' },
  input: z.object({ id }),

  async run(deps, { id: importId }, turn) {
    await dropImport(deps, { importId })
    return { text: words(turn).imports.dropped, slot: `import:${importId}` }
  },
})

/** Which package a profile of a router means; none: its users are left alone. */
export const importPick = defineIntent({
  name: 'import.pick',
  who: { permission: 'imports.run' },
  input: z.object({
    id,
    service: z.enum(['hotspot', 'ppp']),
    profile: z.string().max(200),
    packageId: z.int().positive().nullable(),
  }),

  async run(deps, { id: importId, ...pick }, turn) {
    const summary = await pickPackage(deps, { importId, ...pick })
    return words(turn).imports.summary(summary)
  },
})
