import { mailOf } from "@atrium/notifications/workflows"
import { requestMail } from "@atrium/notifications/tx"
import { env } from "@atrium/server"
import type { ServiceRequestRow } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { intakeInWords } from "../domain/intake-words"
import { providerNoticeTemplate } from "./provider-notice"

export type ProviderNoticeFacts = {
  readonly assignment_id: string
  /** `time_zone` (IANA) decides which day a date is shown as; without it UTC. */
  readonly provider: { readonly id: string; readonly name: string; readonly email: string; readonly time_zone?: string }
  /** The request as it is after the assignment. */
  readonly request: ServiceRequestRow
}

/** Where providers sign in and work. */
export const portalUrl = (): string => `${env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}/provider`

/** The mail that tells a provider about a request of its own; the assignment's id makes it one mail per assignment. */
export const providerNoticeMail = ({ assignment_id, provider, request }: ProviderNoticeFacts) =>
  mailOf(providerNoticeTemplate, {
    event: `assignment:${assignment_id}`,
    to: provider.email,
    props: {
      provider_name: provider.name,
      time_zone: provider.time_zone ?? "UTC",
      reference_number: request.reference_number,
      service: request.service_title,
      tier: request.tier_title,
      customer: { name: request.customer_name, email: request.customer_email, phone: request.customer_phone },
      requirements: request.requirements,
      answers: intakeInWords(request.intake),
      payment: {
        amount: Number(request.payment_amount),
        currency_code: request.currency_code,
        paid_at: request.paid_at === null ? null : request.paid_at.toISOString(),
      },
      due_at: request.due_at === null ? null : request.due_at.toISOString(),
      portal_url: `${portalUrl()}/requests/${request.id}`,
    },
  })

/**
 * Promises the notice to the provider in the transaction that assigns the request: no assignment without it, no notice
 * without one, and one per assignment however often it is asked for. Two statements.
 */
export const requestProviderNotice = async (trx: Knex.Transaction, facts: ProviderNoticeFacts): Promise<void> => {
  await requestMail(trx, [providerNoticeMail(facts)])
}
