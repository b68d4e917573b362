/**
 * `down`: the mail server takes no email at all, so the email waits and no attempt is used. `refused`: it will never take
 * this email. `failed`: it did not take this email now.
 */
export type MailFailure = "down" | "refused" | "failed"

/** What nodemailer's errors say: a code of the client, the command that failed, and the server's response code. */
type SmtpError = { readonly code?: unknown; readonly command?: unknown; readonly responseCode?: unknown }

/** No connection, no usable answer, or no sign-in: the same for every email. */
const NO_SERVER: readonly unknown[] = [
  "ECONNECTION",
  "ESOCKET",
  "ETIMEDOUT",
  "EDNS",
  "ETLS",
  "EAUTH",
  "EPROTOCOL",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
]

/** "Service not available, closing transmission channel", which a server may answer to any command (RFC 5321). */
const SHUTTING_DOWN = 421

const smtpErrorOf = (error: unknown): SmtpError => (typeof error === "object" && error !== null ? error : {})

/** What an error of the mail server's client means for the email, and for all others. */
export const mailFailureOf = (error: unknown): MailFailure => {
  const { code, command, responseCode } = smtpErrorOf(error)
  const response = typeof responseCode === "number" ? responseCode : 0
  if (response === SHUTTING_DOWN || NO_SERVER.includes(code)) return "down"
  // The sender is the same for every email, so a temporary refusal of it is not about this one.
  if (command === "MAIL FROM") return response >= 400 && response < 500 ? "down" : "failed"
  return response >= 500 && (command === "RCPT TO" || command === "DATA") ? "refused" : "failed"
}

const PREFIXES = {
  down: "The mail server can't be reached: ",
  refused: "The mail server refused the email: ",
  failed: "",
} as const satisfies Record<MailFailure, string>

/** The failure as text, because Medusa's notification module passes on only the text of a provider's error. */
export const failureText = (failure: MailFailure, reason: string): string => `${PREFIXES[failure]}${reason}`

/** Reads what `failureText` wrote. */
export const failureIn = (text: string): MailFailure => {
  if (text.startsWith(PREFIXES.down)) return "down"
  return text.startsWith(PREFIXES.refused) ? "refused" : "failed"
}
