import { defineExtensionPoint } from "@atrium/kernel"
import type { WorkPostponed } from "@atrium/work-queue/extension-points"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { MailBrand } from "./contracts/brand"
import type { AnyMailTemplate } from "./mail/mail-template"

/**
 * Emails by name. A plugin adds its own in `src/contributions.ts`; another plugin may replace one:
 * `mailTemplates.add("acme", template, { replaces: "service-provisioning" })`.
 */
export const mailTemplates = defineExtensionPoint<AnyMailTemplate>({
  name: "notifications.mail-templates",
  key: ({ name }) => name,
})

/** Where the shop's name, logo and colors come from. */
export type MailBrandSource = {
  readonly name: string
  /** Called for each batch of emails, so it must remember what it read. When it fails, the emails are sent later. */
  read(container: MedusaContainer): Promise<MailBrand>
}

/** The brand of the emails. The first entry is used. */
export const mailBrands = defineExtensionPoint<MailBrandSource>({
  name: "notifications.mail-brands",
  key: ({ name }) => name,
})

/**
 * A kind of email that its reader can turn off, in their account and with the link in each of these emails. A template
 * names its category; an email of a template without one is necessary (receipts, refunds, security) and always sent.
 */
export type MailCategory = {
  readonly key: string
  /** "Progress of your requests". */
  readonly label: string
  /** What the emails are about, and what the reader misses without them. */
  readonly description: string
  /** Whose account shows it. */
  readonly audience: string
}

/** Kinds of email that readers can turn off. */
export const mailCategories = defineExtensionPoint<MailCategory>({
  name: "notifications.mail-categories",
  key: ({ key }) => key,
})

/** The address that a type of account gets its emails at. */
export type MailRecipient = {
  /** The account's type: `customer`. */
  readonly actor: string
  readonly addressOf: (container: MedusaContainer, actorId: string) => Promise<string | null>
}

/** Types of accounts that can choose which emails they get. */
export const mailRecipients = defineExtensionPoint<MailRecipient>({
  name: "notifications.mail-recipients",
  key: ({ actor }) => actor,
})

/** A file that is sent with an email. */
export type MailAttachment = {
  /** With its extension; letters, digits, spaces and `._-`. */
  readonly filename: string
  readonly contentType: string
  readonly content: Buffer
}

/** Where the files of a template's emails come from. */
export type MailAttachmentSource = {
  /** Name of an entry of `mailTemplates`. */
  readonly template: string
  /**
   * Called for each attempt to send the email, while its row is locked. When it fails, takes longer than ten seconds or
   * returns more than 5 MB, the email is sent without files, so the email must have links to them too.
   * @param props of the message, not validated yet
   */
  open(container: MedusaContainer, props: unknown): Promise<readonly MailAttachment[]>
}

/** Files that are sent with emails. A template shows their names with `useAttachedFiles`. */
export const mailAttachments = defineExtensionPoint<MailAttachmentSource>({
  name: "notifications.mail-attachments",
  key: ({ template }) => template,
})

/** A message that is ready to send. */
export type Delivery = {
  /** The same for every attempt; a new one for each resend. */
  readonly id: string
  readonly to: string
  readonly event: string
  readonly template: string
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Where its reader can turn emails of this kind off with one click; undefined for a necessary one. */
  readonly unsubscribeUrl?: string
  readonly attachments: readonly MailAttachment[]
}

/** A way to reach a person, such as email. A message names its channel; the default is `email`. */
export type Channel = {
  readonly name: string
  /** False for an address that this channel cannot reach: the message fails at once, without retries. */
  accepts(to: string): boolean
  /**
   * Sends messages that are due at the same time. Returns the errors of those that were not accepted, by their ids; they
   * are retried, as are all when it throws.
   */
  deliver(container: MedusaContainer, deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, unknown>>
  /** Why nothing can be sent now, because the service that it uses is down. Messages then wait without an attempt. */
  pause?(): WorkPostponed | undefined
  /** Whether an earlier attempt succeeded although its process ended before it could record that. */
  wasDelivered(container: MedusaContainer, id: string): Promise<boolean>
}

/** Ways to reach a person. */
export const channels = defineExtensionPoint<Channel>({ name: "notifications.channels", key: ({ name }) => name })
