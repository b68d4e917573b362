import { existsSync, mkdirSync, readFileSync, statfsSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

import { Failure } from "./failure.mjs"
import { hashOf } from "./hashes.mjs"
import { inRoot, inState, root } from "./paths.mjs"
import { run } from "./processes.mjs"

const STAMP = inRoot("node_modules", ".atrium-lock")
const GIGABYTE = 1024 ** 3

/** Throws a Failure unless this Node can run the shop (package.json's `engines`: ^20.19 or ≥ 22.12). */
export const requireNode = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const good = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!good)
    throw new Failure(`Node ${version} cannot run Atrium: it needs Node 20.19 or newer of 20, or 22.12 and up.`)
}

/** Throws a Failure when less than `gigabytes` are free where the repository lies. */
export const requireDisk = (gigabytes) => {
  const { bavail, bsize } = statfsSync(root)
  const free = (bavail * bsize) / GIGABYTE
  if (free < gigabytes)
    throw new Failure(
      `The disk is nearly full: ${free.toFixed(1)} GB are free where the repository lies, ${gigabytes} GB are needed.`
    )
}

const lockHash = () => hashOf(["package-lock.json", "package.json"])

/** Whether node_modules is what package-lock.json says. */
export const isInstalled = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockHash()

/** Installs exactly what package-lock.json says, unless that is already there. */
export const install = async () => {
  requireDisk(2.5)
  mkdirSync(inState("logs"), { recursive: true })
  const log = inState("logs", "install.log")
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"]
  const options = ["ci", "--no-audit", "--no-fund", "--loglevel=error"]
  const [command, ...first] = npm
  await run(command, [...first, ...options], {
    log,
    failure: "The packages could not be installed: npm ci failed.",
    env: { NODE_ENV: "development", npm_config_production: undefined, npm_config_omit: undefined },
  })
  writeFileSync(STAMP, lockHash())
}

/**
 * npm skips install scripts that were not approved; the database's libraries come without their links then.
 * Makes the links that are missing.
 */
export const linkLibraries = (folder) => {
  const list = join(folder, "native", "pg-symlinks.json")
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}
