import { readFile } from 'node:fs/promises'

const folder = new URL('../../../prompts/', import.meta.url)

/** The prompts as they stand in `prompts/`, each with the version its first line names. */
export async function readPrompts(): Promise<{ understand: string; answer: string }> {
  const [understand, answer] = await Promise.all([read('understand'), read('answer')])
  return { understand, answer }
}

async function read(name: string) {
  const text = await readFile(new URL(`${name}.md`, folder), 'utf8')
  const [head, ...rest] = text.split('\n')
  if (!/^version: \S+$/.test(head ?? '')) throw new Error(`prompts/${name}.md names no version`)
  return rest.join('\n').trim()
}
