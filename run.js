// Runs a TypeScript file of this project: `node run.js src/main.ts --help`.
// Plain JavaScript on purpose: an older Node must be able to read this far and say what it needs.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module, { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [file, ...rest] = process.argv.slice(2)
const [major, minor] = process.versions.node.split('.').map(Number)
// From 22.18 on Node reads TypeScript by itself.
const readsTypeScript = major > 22 || (major === 22 && minor >= 18)

if (readsTypeScript) {
  // As a member: a name that an old Node does not export could not even be asked for.
  module.enableCompileCache?.()
  process.argv = [process.argv[0], path.resolve(file), ...rest]
  await import(pathToFileURL(path.resolve(file)).href)
} else {
  const newer = bundledNode()
  if (!newer) {
    console.error(
      `This needs Node 22.18 or newer (24 is best); this is ${process.version}.\n` +
        'Run `npm ci` without --omit=optional, or install Node 24, and try again.',
    )
    process.exit(1)
  }
  const child = spawn(
    newer,
    [...process.execArgv, import.meta.filename ?? process.argv[1], file, ...rest],
    {
      stdio: 'inherit',
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** npm brings a Node of its own as an optional dependency; npm scripts find it first on their PATH. */
function bundledNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  try {
    const folder = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}
