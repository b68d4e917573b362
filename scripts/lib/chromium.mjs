import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

import { Failure } from "./failure.mjs"
import { run } from "./processes.mjs"

// The headless shell draws no window around the page, so each test is faster.
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
]

const onPath = (name) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

/** Returns the path of an installed Chromium: CHROMIUM_PATH, or one on the PATH. Undefined when there is none. */
export const findChromium = () => {
  const configured = process.env.CHROMIUM_PATH
  if (configured && !existsSync(configured)) throw new Failure(`CHROMIUM_PATH is ${configured}, which doesn't exist.`)
  return configured || NAMES.map(onPath).find(Boolean)
}

/** Returns the path of Chromium. Installs Debian's package if there is none and the user is root. */
export const ensureChromium = async (log) => {
  const existing = findChromium()
  if (existing) return existing
  const advice = "Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chromium or Chrome."
  if (process.getuid?.() !== 0 || !onPath("apt-get"))
    throw new Failure(`The browser tests need Chromium, which isn't installed. ${advice}`)
  const env = { DEBIAN_FRONTEND: "noninteractive" }
  const failure = `Chromium couldn't be installed. ${advice}`
  await run("apt-get", ["update", "-qq"], { log, env, failure })
  const installPackage = (name) =>
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { log, env, failure })
  // Debian releases before 12 have no package of the headless shell.
  await installPackage(NAMES[0]).catch(() => installPackage("chromium"))
  const installed = findChromium()
  if (!installed) throw new Failure(failure, { log })
  return installed
}
