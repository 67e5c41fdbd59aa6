import { listResellers } from '../../domain/resellers/choose-reseller.ts'
import { resellerName } from '../../domain/resellers/reseller.ts'
import type { Argument } from '../intent.ts'

export const resellerArgument: Argument = {
  name: 'reseller',
  aliases: ['nama', 'name', 'agen'],
  ask: { id: 'Reseller yang mana?', en: 'Which reseller?' },
  rule: {
    id: 'nama, nomor HP atau nomornya; nama dengan spasi pakai tanda kutip',
    en: 'a name, phone or number; quote a name with spaces',
  },
  offer: async (deps) =>
    (await listResellers(deps))
      .filter(({ left }) => !left)
      .slice(0, 10)
      .map((one) => ({ label: resellerName(one), value: `#${one.personId}` })),
}
