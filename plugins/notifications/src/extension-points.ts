import { defineExtensionPoint } from "@atrium/kernel"
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
  /** Whether an earlier attempt succeeded although its process ended before it could record that. */
  wasDelivered(container: MedusaContainer, id: string): Promise<boolean>
}

/** Ways to reach a person. */
export const channels = defineExtensionPoint<Channel>({ name: "notifications.channels", key: ({ name }) => name })
