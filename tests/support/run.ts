// `npm test [-- files and vitest options]`: runs the tests and says last how many there were.
import { parseCLI, startVitest } from 'vitest/node'

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const vitest = await startVitest(filter, { ...options, watch: false, configLoader: 'native' })

const modules = vitest.state.getTestModules()
const tests = modules.flatMap((module) => [...module.children.allTests()])
const count = (state: string) => tests.filter((test) => test.result().state === state).length
// A file that cannot be read, a failing hook or a stray rejection fails the run as a test does.
const brokenFiles = modules.filter(
  (module) => module.state() === 'failed' && !hasFailedTest(module),
)
const failed = count('failed') + brokenFiles.length + vitest.state.getUnhandledErrors().length
const skipped = count('skipped') + count('pending')
await vitest.close()

if (failed > 0 || tests.length === 0) process.exitCode = 1
process.stdout.write(`${count('passed')} passed, ${failed} failed, ${skipped} skipped\n`)

function hasFailedTest(module: (typeof modules)[number]) {
  return [...module.children.allTests()].some((test) => test.result().state === 'failed')
}
