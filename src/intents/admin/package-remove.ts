import { z } from 'zod'
import { choosePackage } from '../../domain/packages/choose-package.ts'
import { removePackage } from '../../domain/packages/remove-package.ts'
import { defineIntent } from '../intent.ts'
import { words } from '../wording/words.ts'
import { packageCode } from './package-arguments.ts'

export const packageRemove = defineIntent({
  name: 'package.remove',
  who: { permission: 'packages.manage' },
  command: {
    noun: 'paket',
    verb: 'hapus',
    aliases: ['remove', 'delete'],
    positional: ['kode'],
    about: { id: 'Hapus paket', en: 'Remove a package' },
    examples: ['/paket hapus harian'],
  },
  arguments: [packageCode],
  input: z.object({ kode: z.string().trim().min(1) }),

  async confirm(deps, { kode }, turn) {
    return words(turn).packages.removeAsk((await choosePackage(deps, kode)).name)
  },
  async run(deps, { kode }, turn) {
    const { packages } = words(turn)
    const { name, kept } = await removePackage(deps, { code: kode, by: turn.person.id })
    return { text: kept ? packages.kept(name) : packages.removed(name) }
  },
})
