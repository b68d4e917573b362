// Tests `npm start` end to end: waits until the shop is running, checks every URL, stops it with Ctrl-C, and starts it
// again. Prints both start times.
import { spawn } from "node:child_process"
import { rmSync } from "node:fs"

import { demoKeys } from "./lib/demo-keys.mjs"
import { inRoot, inState, stateFolder } from "./lib/paths.mjs"
import { chosenPorts, portProblem } from "./lib/ports.mjs"
import { responds } from "./lib/processes.mjs"
import { urlsOf } from "./lib/shop.mjs"
import { duration, writeLine } from "./lib/steps.mjs"

// Shared CI machines vary in speed: exceeding a limit prints a warning, exceeding it by this factor is a failure.
const TOLERANCE = 3
const LIMITS = { cold: 4 * 60_000, warm: 20_000 }
const ports = chosenPorts(process.env)
const urls = urlsOf(ports)
let failures = 0

const expect = (ok, description) => {
  writeLine(`  ${ok ? "✓" : "✗"} ${description}`)
  if (!ok) failures += 1
}

const startShop = () =>
  new Promise((resolve, reject) => {
    const startedAt = Date.now()
    const child = spawn("npm", ["start"], { cwd: inRoot(), detached: true, stdio: ["ignore", "pipe", "inherit"] })
    let output = ""
    child.stdout.on("data", (chunk) => {
      output += chunk
      process.stdout.write(chunk)
      if (output.includes("Atrium is running")) resolve({ child, time: Date.now() - startedAt })
    })
    child.once("exit", (code) => reject(new Error(`npm start exited with ${code}`)))
  })

const stopShop = async (child) => {
  const exited = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)))
  // Ctrl-C in a terminal signals the whole foreground process group.
  process.kill(-child.pid, "SIGINT")
  const code = await exited
  // npm may exit from the signal it forwards.
  expect([0, 130, "SIGINT"].includes(code), `Ctrl-C stopped it cleanly (${code})`)
  const problems = await Promise.all(Object.values(ports).map(portProblem))
  expect(
    problems.every((problem) => problem === ""),
    "all ports are free again"
  )
}

/** The states of the demo customer's requests. */
const demoStates = async () => {
  const { secret_key: key } = demoKeys({ folder: stateFolder })
  const response = await fetch(`${urls.backend}/admin/service-requests?q=ravi@customers.atrium.test&order=created_at`, {
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
  })
  const { service_requests: requests = [] } = await response.json()
  return requests.map(({ status }) => status).join(", ")
}

const checkStart = async (kind) => {
  writeLine(`\n=== npm start, ${kind} ===`)
  const { child, time } = await startShop()
  if (time > LIMITS[kind])
    writeLine(`  ! ${kind} start took ${duration(time)}, which is over the limit of ${duration(LIMITS[kind])}`)
  expect(time <= LIMITS[kind] * TOLERANCE, `${kind} start took ${duration(time)} (limit ${duration(LIMITS[kind])})`)
  const pages = [urls.storefront, `${urls.backend}/app`, `${urls.backend}/health`, `${urls.backend}/ready`]
  for (const page of [...pages, `${urls.mailbox}/api/healthz`]) expect(await responds(page), `${page} responds`)
  const states = await demoStates()
  expect(states === "completed, in_progress, team_assigned", `the demo customer has requests: ${states}`)
  await stopShop(child)
}

if (process.argv.includes("--cold"))
  for (const path of [
    inState(),
    inRoot("node_modules", ".atrium-lock"),
    inRoot("node_modules", ".cache"),
    inRoot(".turbo"),
  ])
    rmSync(path, { recursive: true, force: true })
await checkStart("cold")
await checkStart("warm")
writeLine(`\n${failures === 0 ? "npm start works" : `npm start: ${failures} checks failed`}`)
process.exit(failures === 0 ? 0 : 1)
