import type { Deps } from '../../domain/deps.ts'
import { addressesOf, type Names } from './baileys/address.ts'
import { findChats } from './baileys/hearing-queries.ts'

/** The chat that somebody has with a number of ours already: what began under a LID stays there. */
export async function knownChat(
  { db }: Pick<Deps, 'db'>,
  { accountId, names }: { accountId: number; names: Names },
): Promise<string | undefined> {
  const addresses = addressesOf(names)
  const chats = await findChats(db, { accountId, addresses, lids: names.lid ? [names.lid] : [] })
  const byAddress = addresses.find((address) => chats.some(({ chat }) => chat === address))
  return byAddress ?? chats[0]?.chat
}
