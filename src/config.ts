import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import { problemsBetween } from './settings/between.ts'
import { grouped } from './settings/grouped.ts'
import { type SettingName, settings } from './settings/settings.ts'

/** The settings are not right. The message is for whoever typed them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Env = Record<string, string | undefined>

/** Reads the environment and `.env`, the environment winning. Throws every problem at once. */
export function readConfig({
  env = process.env,
  file = '.env',
}: { env?: Env; file?: string } = {}) {
  const written = readEnvFile(file)
  const problems = [...unknownNames(written, env)]

  const merged = { ...onlyFilled(written), ...onlyFilled(env) }
  const known = Object.fromEntries(names.map((name) => [name, merged[name]]))
  const read = settings.safeParse(known)
  problems.push(...(read.success ? problemsBetween(read.data) : read.error.issues.map(sentence)))
  if (read.success && problems.length === 0) return grouped(read.data)

  const lines = [...new Set(problems)].map((line) => `  ${line}`)
  throw new ConfigError(`The settings are not right:\n${lines.join('\n')}`)
}

function sentence({ path: [name], message }: z.core.$ZodIssue) {
  return `${String(name)} ${message}`
}

const names = Object.keys(settings.shape) as SettingName[]
const WATCHED = /^(TELEGRAM|WHATSAPP|WAHA|DUITKU|MIDTRANS|XENDIT|TRIPAY|META|OPENAI)_/

function readEnvFile(file: string): Env {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new ConfigError(`${file} cannot be read: ${String(error)}`)
  }
}

/** A mistyped name would otherwise be a setting that silently does nothing. */
function* unknownNames(written: Env, env: Env) {
  const fromEnv = Object.keys(env).filter((name) => WATCHED.test(name))
  for (const name of Object.keys(written).filter(isUnknown)) {
    yield `${name} in .env is not a setting. Did you mean ${nearest(name)}?`
  }
  for (const name of fromEnv.filter(isUnknown)) {
    yield `${name} is not a setting. Did you mean ${nearest(name)}?`
  }
}

function isUnknown(name: string) {
  return !names.includes(name as SettingName)
}

/** Words in common count for more than letters: TELEGRAM_TOKEN means TELEGRAM_BOT_TOKEN. */
function nearest(name: string) {
  const words = name.split('_')
  const far = (other: string) =>
    distance(name, other) - 3 * other.split('_').filter((word) => words.includes(word)).length
  return names.toSorted((one, other) => far(one) - far(other))[0]
}

/** Compose files and templates write `NAME=` for what they leave out. */
function onlyFilled(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
}

export type Config = ReturnType<typeof grouped>
