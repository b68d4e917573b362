import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

import { Failure } from "./failure.mjs"
import { run } from "./processes.mjs"

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]

const onPath = (name) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))

/** The Chromium that is there: CHROMIUM_PATH, else one on the PATH; undefined when there is none. */
export const findChromium = () => {
  const named = process.env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Failure(`CHROMIUM_PATH says ${named}, but there is no such file.`)
  return named || NAMES.map(onPath).find(Boolean)
}

/** A Chromium for the browser tests: one that is there, else Debian's package where apt and root allow it. */
export const ensureChromium = async (log) => {
  const there = findChromium()
  if (there) return there
  const advice = "Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chromium or Chrome."
  if (process.getuid?.() !== 0 || !onPath("apt-get"))
    throw new Failure(`The browser tests need Chromium, and there is none. ${advice}`)
  const env = { DEBIAN_FRONTEND: "noninteractive" }
  const failure = `Chromium could not be installed. ${advice}`
  await run("apt-get", ["update", "-qq"], { log, env, failure })
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { log, env, failure })
  const installed = findChromium()
  if (!installed) throw new Failure(failure, { log })
  return installed
}
