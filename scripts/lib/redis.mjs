import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

import { Failure } from "./failure.mjs"
import { run } from "./processes.mjs"

const onPath = (name) => (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, name)))

/** Ensures that Redis is installed. Installs Debian's package if there is none and the user is root. */
export const ensureRedis = async (log) => {
  if (onPath("redis-server")) return ""
  const advice = "Install Redis (Debian: apt-get install redis-server) or put redis-server on the PATH."
  if (process.getuid?.() !== 0 || !onPath("apt-get"))
    throw new Failure(`The tests with several processes need Redis, which isn't installed. ${advice}`)
  const env = { DEBIAN_FRONTEND: "noninteractive" }
  const failure = `Redis couldn't be installed. ${advice}`
  await run("apt-get", ["update", "-qq"], { log, env, failure })
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "redis-server"], { log, env, failure })
  if (!onPath("redis-server")) throw new Failure(failure, { log })
  return "installed"
}
