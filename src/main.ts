import { createLog } from './adapters/log.ts'
import { ConfigError, readConfig } from './config.ts'
import { CannotStart } from './domain/fault.ts'
import { run, type Running } from './main/run.ts'
import { helpText } from './settings/help.ts'

const STOP_MS = 9_000
const stopping = new AbortController()

if (process.argv.includes('--help')) {
  process.stdout.write(`${helpText()}\n`)
} else {
  await start().catch((error: unknown) => {
    // Asked to, and all that was open is closed.
    if (stopping.signal.aborted) process.exit(0)
    process.stderr.write(`${explain(error)}\n`)
    process.exit(1)
  })
}

async function start() {
  const config = readConfig()
  const log = await createLog({ level: config.logLevel })
  for (const note of config.notes) log.warn(note)

  let app: Running | undefined
  const stop = (signal: string) => {
    // Ctrl-C reaches us twice, from the terminal and from npm: that is one wish, not impatience.
    if (stopping.signal.aborted) return
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), STOP_MS).unref()
    // While we are still opening, this ends it, and that closes what is open.
    stopping.abort()
    app
      ?.stop()
      .then(() => process.exit(0))
      .catch((err: unknown) => {
        log.error({ err }, 'could not stop cleanly')
        process.exit(1)
      })
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  // A bug in one chat must not end all the others; it is logged, and what waits is swept up.
  process.on('unhandledRejection', (err) =>
    log.error({ err }, 'a promise nobody waited for failed'),
  )

  app = await run(config, log, stopping.signal)
  process.stdout.write(`ready ${app.url}\n`)
}

/** For whoever started it: a sentence where we have one, the whole error where we do not. */
function explain(error: unknown) {
  if (error instanceof ConfigError || error instanceof CannotStart) return error.message
  if (!(error instanceof Error)) return String(error)
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `The port is taken (${error.message}). Stop what listens there, or choose another with PORT=8081 npm start.`
  }
  return error.stack ?? error.message
}
