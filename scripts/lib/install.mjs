import { existsSync, mkdirSync, readFileSync, statfsSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"

import { Failure } from "./failure.mjs"
import { hashOf } from "./hashes.mjs"
import { inRoot, inState, root } from "./paths.mjs"
import { run } from "./processes.mjs"

/**
 * npm creates much garbage while it extracts 136,000 files. With room for it, installing took a quarter less time: 145 → 114
 * and 182 → 138 seconds, by turns on two processors, with an empty cache.
 */
const NPM_MEMORY = "--max-semi-space-size=64"

const STAMP = inRoot("node_modules", ".atrium-lock")
const GIGABYTE = 1024 ** 3

/** Throws a Failure unless this version of Node is supported (package.json's `engines`: ^20.19 or ≥ 22.12). */
export const requireNode = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  if (!supported)
    throw new Failure(`Atrium doesn't support Node ${version}. Use Node 20.19 or later 20.x, or 22.12 or later.`)
}

/** Throws a Failure when less than `gigabytes` are free on the repository's disk. */
export const requireDisk = (gigabytes) => {
  const { bavail, bsize } = statfsSync(root)
  const free = (bavail * bsize) / GIGABYTE
  if (free < gigabytes)
    throw new Failure(
      `The disk is nearly full: ${free.toFixed(1)} GB are free on the repository's disk, ${gigabytes} GB are required.`
    )
}

const lockHash = () => hashOf(["package-lock.json", "package.json"])

/** Whether node_modules matches package-lock.json. */
export const isInstalled = () => existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockHash()

/** Installs the packages of package-lock.json. */
export const install = async () => {
  requireDisk(2.5)
  mkdirSync(inState("logs"), { recursive: true })
  const log = inState("logs", "install.log")
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"]
  const options = ["ci", "--no-audit", "--no-fund", "--loglevel=error"]
  const [command, ...first] = npm
  await run(command, [...first, ...options], {
    log,
    failure: "The packages couldn't be installed: npm ci failed.",
    env: {
      NODE_ENV: "development",
      NODE_OPTIONS: [process.env.NODE_OPTIONS, NPM_MEMORY].filter(Boolean).join(" "),
      npm_config_production: undefined,
      npm_config_omit: undefined,
    },
  })
  writeFileSync(STAMP, lockHash())
}

/**
 * Creates missing symlinks to the embedded database's libraries. Its install script creates them, but npm skips install
 * scripts that aren't approved.
 */
export const linkLibraries = (folder) => {
  const list = join(folder, "native", "pg-symlinks.json")
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}
