/** An email in the local test inbox. */
export type InboxEmail = { subject: string; text: string; html: string; to: { address: string }[] }

const inboxUrl = (): string => process.env.ATRIUM_MAILBOX_URL ?? "http://localhost:1080"

/** Returns every email to one address, oldest first. */
export const emailsTo = async (address: string): Promise<InboxEmail[]> => {
  const response = await fetch(`${inboxUrl()}/api/email`)
  if (!response.ok) throw new Error(`The inbox responded with ${response.status}`)
  const emails = (await response.json()) as InboxEmail[]
  return emails.filter((email) =>
    email.to.some((recipient) => recipient.address.toLowerCase() === address.toLowerCase())
  )
}
