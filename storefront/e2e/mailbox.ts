/** Mails in the local mailbox, as its page shows them. */
export type MailboxMail = { subject: string; text: string; html: string; to: { address: string }[] }

const mailboxUrl = (): string => process.env.ATRIUM_MAILBOX_URL ?? "http://localhost:1080"

/** Every mail to one address, oldest first. */
export const mailsTo = async (address: string): Promise<MailboxMail[]> => {
  const answer = await fetch(`${mailboxUrl()}/api/email`)
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status}`)
  const mails = (await answer.json()) as MailboxMail[]
  return mails.filter((mail) => mail.to.some((recipient) => recipient.address.toLowerCase() === address.toLowerCase()))
}
