// `npm run dev`: the shop from its TypeScript source. A change in a plugin, a package or the backend starts the backend
// anew; storefront and Admin's pages are replaced in the running browser by Next and Vite.
import { existsSync, readdirSync } from "node:fs"

import { Failure } from "./lib/failure.mjs"
import { inRoot, stateFolder, tool } from "./lib/paths.mjs"
import { answers, launch, stop, untilReady } from "./lib/processes.mjs"
import { begin, logFile, prepareData, runScript } from "./lib/session.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, duration, green, red, say, step, tail } from "./lib/steps.mjs"
import { watchFolders } from "./lib/watch.mjs"

const below = (folder) => readdirSync(inRoot(folder)).map((name) => `${folder}/${name}/src`)
const folders = () =>
  [...below("plugins"), ...below("packages"), "backend/src"].filter((path) => existsSync(inRoot(path)))

const launchBackend = (shop, command, log) =>
  launch("backend", process.execPath, [...command, "start", "-p", String(shop.ports.backend)], {
    cwd: inRoot("backend"),
    env: {
      ...shops.shopEnvironment(shop),
      ATRIUM_PLUGINS_FROM: "source",
      NODE_OPTIONS: "--conditions=atrium-source",
      // Medusa serves Admin through Vite then, with the plugins' own source.
      NODE_ENV: "development",
    },
    log: logFile(log),
  })

/** A backend that has loaded Medusa and waits for its signal to begin. */
const prepareBackend = (shop, number) =>
  launchBackend(shop, [inRoot("scripts/lib/warm-backend.cjs"), tool.medusa], `backend-${number % 2}`)

const ready = (shop) => () => answers(`${shops.urlsOf(shop.ports).backend}/ready`)

/**
 * Keeps one backend running and one ready to begin: a change during a start waits for it, many changes make one start.
 */
const keepBackendFresh = (shop, first) => {
  let current = first
  let number = 0
  let spare = prepareBackend(shop, number)
  let wanted
  let busy = false
  const restart = async (cause) => {
    wanted = cause
    if (busy) return
    busy = true
    while (wanted) {
      const begun = Date.now()
      say(dim(`  ${wanted} changed`))
      wanted = undefined
      // Killed at once: its work is durable, and the next one takes it over.
      await stop(current, 0)
      current = spare
      current.child.kill("SIGUSR2")
      const failure = "The backend does not start with this change; it is tried again with the next one."
      await untilReady(current, ready(shop), { failure }).then(
        () => say(`  ${green("✓")} live again after ${duration(Date.now() - begun)}`),
        (error) => say(`${dim(tail(current.log))}\n  ${red(error.message)}`)
      )
      spare = prepareBackend(shop, ++number)
    }
    busy = false
  }
  return restart
}

const startStorefront = (shop) =>
  launch("storefront", process.execPath, [tool.next, "dev", "-p", String(shop.ports.storefront)], {
    cwd: inRoot("storefront"),
    env: {
      ...shops.shopEnvironment(shop),
      NODE_ENV: "development",
      ATRIUM_PUBLISHABLE_KEY: shops.demoKeys(shop).publishable_key,
    },
    log: logFile("storefront"),
  })

runScript(async () => {
  if (process.argv.length > 2) throw new Failure("npm run dev takes no options.")
  const ports = await begin()
  await step("Starting the test inbox", () => shops.startMailbox({ ports, folder: stateFolder }, logFile("mailbox")))
  const shop = await prepareData(ports)
  const backend = launchBackend(shop, [tool.medusa], "backend")
  const storefront = startStorefront(shop)
  await step("Starting the backend", () => untilReady(backend, ready(shop), { failure: "The backend did not start." }))
  const urls = shops.urlsOf(ports)
  await step("Starting the storefront", () =>
    untilReady(storefront, () => answers(urls.storefront), { failure: "The storefront did not start." })
  )
  await watchFolders(folders(), keepBackendFresh(shop, backend))
  say(`\n${green(bold("Atrium is under development"))} ${urls.storefront}  ${urls.backend}/app  ${urls.mailbox}\n`)
  await storefront.ended
  throw new Failure("The storefront ended unexpectedly.", { log: storefront.log })
})
