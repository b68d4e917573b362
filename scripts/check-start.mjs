// Proves `npm start` from outside, as a person uses it: until it says that it runs, then looks at every address, ends it
// with Ctrl-C and starts it once more. Prints both times.
import { spawn } from "node:child_process"
import { rmSync } from "node:fs"

import { inRoot, inState } from "./lib/paths.mjs"
import { chosenPorts, portProblem } from "./lib/ports.mjs"
import { answers } from "./lib/processes.mjs"
import { urlsOf } from "./lib/shop.mjs"
import { duration, say } from "./lib/steps.mjs"

// Shared machines are noisy: beyond the limit is said, beyond this many times the limit is a fault.
const NOISE = 3
const LIMITS = { cold: 4 * 60_000, warm: 20_000 }
const ports = chosenPorts(process.env)
const urls = urlsOf(ports)
let failures = 0

const expect = (good, what) => {
  say(`  ${good ? "✓" : "✗"} ${what}`)
  if (!good) failures += 1
}

const startShop = () =>
  new Promise((resolve, reject) => {
    const begun = Date.now()
    const child = spawn("npm", ["start"], { cwd: inRoot(), detached: true, stdio: ["ignore", "pipe", "inherit"] })
    let output = ""
    child.stdout.on("data", (chunk) => {
      output += chunk
      process.stdout.write(chunk)
      if (output.includes("Atrium is running")) resolve({ child, time: Date.now() - begun })
    })
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}`)))
  })

const endShop = async (child) => {
  const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)))
  // Ctrl-C in a terminal reaches the whole foreground group.
  process.kill(-child.pid, "SIGINT")
  const code = await ended
  // npm itself may die of the signal that it passes on.
  expect([0, 130, "SIGINT"].includes(code), `Ctrl-C ended it cleanly (${code})`)
  const taken = await Promise.all(Object.values(ports).map(portProblem))
  expect(
    taken.every((problem) => problem === ""),
    "every port is free again"
  )
}

const round = async (kind) => {
  say(`\n=== npm start, ${kind} ===`)
  const { child, time } = await startShop()
  if (time > LIMITS[kind])
    say(`  ! ${kind} start took ${duration(time)}, more than ${duration(LIMITS[kind])} on this machine today`)
  expect(time <= LIMITS[kind] * NOISE, `${kind} start took ${duration(time)} (limit ${duration(LIMITS[kind])})`)
  const pages = [urls.storefront, `${urls.backend}/app`, `${urls.backend}/health`, `${urls.backend}/ready`]
  for (const page of [...pages, `${urls.mailbox}/api/healthz`]) expect(await answers(page), `${page} answers`)
  await endShop(child)
}

if (process.argv.includes("--cold"))
  for (const path of [
    inState(),
    inRoot("node_modules", ".atrium-lock"),
    inRoot("node_modules", ".cache"),
    inRoot(".turbo"),
  ])
    rmSync(path, { recursive: true, force: true })
await round("cold")
await round("warm")
say(`\n${failures === 0 ? "npm start works" : `npm start: ${failures} checks failed`}`)
process.exit(failures === 0 ? 0 : 1)
