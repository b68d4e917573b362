/** An error the user can fix. Shown as its message, without a stack trace. */
export class Failure extends Error {
  name = "Failure"

  /** `log` is the path of a log file with details. */
  constructor(message, { log } = {}) {
    super(message)
    this.log = log
  }
}

const MESSAGES = {
  ENOSPC: "The disk is full. Free up space and run the command again.",
  EDQUOT: "The disk quota is exceeded. Free up space and run the command again.",
  EROFS: "The repository is on a read-only file system.",
  EMFILE: "Too many open files. Raise the limit (ulimit -n) and run the command again.",
}

const DISK_FULL = /ENOSPC|no space left on device|disk quota exceeded/i

/** Returns a message for an error the user can fix, or undefined for unexpected errors. */
export const messageFor = (error) => {
  if (error instanceof Failure) return error.message
  if (MESSAGES[error?.code]) return MESSAGES[error.code]
  if (error?.code === "EACCES" || error?.code === "EPERM")
    return `Permission denied: ${error.path ?? error.message}. It may belong to another user from an earlier run.`
  return DISK_FULL.test(String(error?.message)) ? MESSAGES.ENOSPC : undefined
}

const CAUSES = [
  [DISK_FULL, MESSAGES.ENOSPC],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED.*registry/,
    "The package registry can't be reached. Check your network connection.",
  ],
  [
    /JavaScript heap out of memory|\bENOMEM\b/,
    "The machine ran out of memory. Close other programs and run the command again.",
  ],
]

/** Returns a message for a failed command if its output contains a cause the user can fix. */
export const messageForOutput = (output) => CAUSES.find(([cause]) => cause.test(output))?.[1]
