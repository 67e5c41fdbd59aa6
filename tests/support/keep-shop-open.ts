// A process that starts the embedded database and sits there until it is killed.
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts'

const log = { info: () => {}, error: () => {} }
try {
  const { url } = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', log })
  console.log(url)
  setInterval(() => {}, 60_000)
} catch (error) {
  console.error(String(error))
  process.exit(1)
}
