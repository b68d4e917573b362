/** Something went wrong that a person can put right: one clear sentence, no stack. */
export class Failure extends Error {
  name = "Failure"

  /** `log` is a file that says more. */
  constructor(message, { log } = {}) {
    super(message)
    this.log = log
  }
}

const SENTENCES = {
  ENOSPC: "The disk is full: make room and run the command again.",
  EDQUOT: "The disk quota is used up: make room and run the command again.",
  EROFS: "The repository lies on a read-only file system.",
  EMFILE: "Too many open files: raise the limit (ulimit -n) and run the command again.",
}

const DISK_FULL = /ENOSPC|no space left on device|disk quota exceeded/i

/** The sentence for an error that is not of ours; undefined where only a stack helps. */
export const sentenceFor = (error) => {
  if (error instanceof Failure) return error.message
  if (SENTENCES[error?.code]) return SENTENCES[error.code]
  if (error?.code === "EACCES" || error?.code === "EPERM")
    return `Not allowed: ${error.path ?? error.message}. It may belong to another user, from an earlier run.`
  return DISK_FULL.test(String(error?.message)) ? SENTENCES.ENOSPC : undefined
}

const CAUSES = [
  [DISK_FULL, SENTENCES.ENOSPC],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED.*registry/,
    "The package registry cannot be reached: look at the network.",
  ],
  [
    /JavaScript heap out of memory|\bENOMEM\b/,
    "The machine ran out of memory: close other programs and run the command again.",
  ],
]

/** The sentence for what a failed command wrote, where its output names a cause that a person can put right. */
export const sentenceForOutput = (output) => CAUSES.find(([cause]) => cause.test(output))?.[1]
