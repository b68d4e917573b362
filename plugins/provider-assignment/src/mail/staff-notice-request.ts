import { clock } from "@atrium/kernel"
import type { MailToRequest } from "@atrium/notifications/contracts"
import { requestMail } from "@atrium/notifications/tx"
import { mailOf } from "@atrium/notifications/workflows"
import { env } from "@atrium/server"
import type { ServiceRequestRow } from "@atrium/service-provisioning/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { staffNoticeTemplate } from "./staff-notice"

export type StaffNoticeFacts = {
  readonly request: ServiceRequestRow
  readonly decision_id: string
  /** Why each provider was passed over, one sentence each. */
  readonly reasons: readonly { readonly provider_name: string; readonly reason: string }[]
}

// A mail about forty refusals is not read; the decision in Admin has them all.
const MOST_REASONS = 20

/**
 * The mails that tell staff that nobody fits, one per mailbox of staff. A request that is tried again and again tells
 * them once a day: the day, not the decision, makes the mail.
 */
export const staffNoticeMails = ({ request, reasons }: StaffNoticeFacts): MailToRequest[] =>
  env().ATRIUM_STAFF_MAIL.map((to) =>
    mailOf(staffNoticeTemplate, {
      event: `service-request-unassigned:${request.id}:${clock.now().toISOString().slice(0, 10)}`,
      to,
      props: {
        reference_number: request.reference_number,
        service: request.service_title,
        tier: request.tier_title,
        customer: { name: request.customer_name, email: request.customer_email, phone: request.customer_phone },
        requirements: request.requirements,
        due_at: request.due_at === null ? null : request.due_at.toISOString(),
        reasons: reasons.slice(0, MOST_REASONS).map(({ provider_name, reason }) => ({ provider_name, reason })),
        admin_url: `${env().ATRIUM_BACKEND_URL.replace(/\/$/, "")}/app/service-requests/${request.id}`,
      },
    })
  )

/** Promises the notice to staff in the transaction that keeps the decision without a winner. Two statements. */
export const requestStaffNotice = async (trx: Knex.Transaction, facts: StaffNoticeFacts): Promise<void> => {
  await requestMail(trx, staffNoticeMails(facts))
}
