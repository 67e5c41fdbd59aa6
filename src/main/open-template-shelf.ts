import { createTemplateShelf } from '../bots/whatsapp/cloud/template-shelf.ts'
import type { Config } from '../config.ts'
import type { Deps } from '../domain/deps.ts'
import type { TemplateShelf } from '../domain/templates/template-shelf.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Our templates at Meta, or at the one who plays Meta. Absent where no account is named. */
export function openTemplateShelf(
  config: Config,
  deps: Pick<Deps, 'files'>,
  sandbox: Sandbox | undefined,
): TemplateShelf | undefined {
  const { cloud } = config.whatsapp
  const readFile = ({ key }: { key: string }) => deps.files.get(key)
  if (cloud) {
    const { token, wabaId } = cloud
    const { graphUrl } = config.meta
    return wabaId === undefined
      ? undefined
      : createTemplateShelf({
          token,
          wabaId,
          readFile,
          ...(graphUrl !== undefined && { graphUrl }),
        })
  }
  const standIn = sandbox?.whatsapp
  if (!standIn) return undefined
  const { url: graphUrl, token, wabaId } = standIn
  return createTemplateShelf({ graphUrl, token, wabaId, readFile })
}
