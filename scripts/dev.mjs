// `npm run dev`: runs the shop from its TypeScript source. A change in a plugin, a package or the backend restarts the
// backend. Next and Vite update the storefront and Admin in the browser.
import { existsSync, readdirSync } from "node:fs"

import { Failure } from "./lib/failure.mjs"
import { inRoot, stateFolder, tool } from "./lib/paths.mjs"
import { responds, launch, stop, untilReady } from "./lib/processes.mjs"
import { prepare, logFile, prepareData, runScript } from "./lib/session.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, duration, green, red, writeLine, step, tail } from "./lib/steps.mjs"
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
      // Medusa then serves Admin through Vite, from the plugins' source.
      NODE_ENV: "development",
    },
    log: logFile(log),
  })

/** Starts a spare backend that has loaded Medusa and waits for SIGUSR2 to continue. */
const launchSpare = (shop, number) =>
  launchBackend(shop, [inRoot("scripts/lib/warm-backend.cjs"), tool.medusa], `backend-${number % 2}`)

const ready = (shop) => () => responds(`${shops.urlsOf(shop.ports).backend}/ready`)

/**
 * Keeps one backend running and a spare one ready. Changes during a restart trigger one more restart after it.
 */
const backendRestarter = (shop, first) => {
  let current = first
  let number = 0
  let spare = launchSpare(shop, number)
  let changedFile
  let restarting = false
  const restart = async (file) => {
    changedFile = file
    if (restarting) return
    restarting = true
    while (changedFile) {
      const startedAt = Date.now()
      writeLine(dim(`  ${changedFile} changed`))
      changedFile = undefined
      // Killed immediately: its work is durable, and the next backend takes it over.
      await stop(current, 0)
      current = spare
      current.child.kill("SIGUSR2")
      const failure = "The backend failed to start. It restarts with the next change."
      await untilReady(current, ready(shop), { failure }).then(
        () => writeLine(`  ${green("✓")} restarted in ${duration(Date.now() - startedAt)}`),
        (error) => writeLine(`${dim(tail(current.log))}\n  ${red(error.message)}`)
      )
      spare = launchSpare(shop, ++number)
    }
    restarting = false
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
  if (process.argv.length > 2) throw new Failure("npm run dev has no options.")
  const ports = await prepare()
  await step("Starting the test inbox", () => shops.startMailbox({ ports, folder: stateFolder }, logFile("mailbox")))
  const shop = await prepareData(ports)
  const backend = launchBackend(shop, [tool.medusa], "backend")
  const storefront = startStorefront(shop)
  await step("Starting the backend", () =>
    untilReady(backend, ready(shop), { failure: "The backend failed to start." })
  )
  const urls = shops.urlsOf(ports)
  await step("Starting the storefront", () =>
    untilReady(storefront, () => responds(urls.storefront), { failure: "The storefront failed to start." })
  )
  await watchFolders(folders(), backendRestarter(shop, backend))
  writeLine(
    `\n${green(bold("Atrium is running in development mode"))} ${urls.storefront}  ${urls.backend}/app  ${urls.mailbox}\n`
  )
  await storefront.ended
  throw new Failure("The storefront exited unexpectedly.", { log: storefront.log })
})
