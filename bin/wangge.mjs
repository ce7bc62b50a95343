#!/usr/bin/env node
// Starts the command line under Node 24 whatever Node found this file: the right one comes with the packages.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const major = Number(process.versions.node.split('.')[0])
const cli = new URL('../server/cli.ts', import.meta.url)

function shippedNode() {
  const require = createRequire(import.meta.url)
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
    try {
      return require.resolve(`${name}/bin/node`)
    } catch {
      // Not shipped for this machine; the message below says what to do.
    }
  }
  return undefined
}

if (major >= NEEDED) {
  const { main } = await import(cli)
  await main(process.argv.slice(2))
} else {
  const node = shippedNode()
  if (node === undefined) {
    process.stderr.write(`需要 Node.js ${NEEDED} 或更高版本（当前 ${process.version}）。请先运行 npm ci，或安装 Node ${NEEDED}。\n`)
    process.stderr.write(
      `Node.js ${NEEDED} or newer is needed (this is ${process.version}). Run npm ci first, or install Node ${NEEDED}.\n`,
    )
    process.exit(1)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1))
}
