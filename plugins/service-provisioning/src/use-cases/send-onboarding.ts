import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { SERVICE_REQUEST_STATUS_WORDS } from "../contracts/statuses"
import { contactsOfOrders } from "../data/core/order-contact"
import { requestsOfOrders } from "../data/service-requests"
import { tasksByRequest } from "../data/tasks"
import { buyerOf } from "../domain/request-facts"
import { canCustomerComplete } from "../domain/task-status"
import { onboardingMail } from "../mail/onboarding"

/**
 * Emails the buyer of an order what happens next with its services, and which tasks are waiting for them. Does nothing when
 * all of its work is done or canceled. Repeatable.
 */
export const sendOnboarding = async (container: MedusaContainer, orderId: string): Promise<void> => {
  const knex = knexOf(container)
  const open = (await requestsOfOrders(knex, [orderId])).filter(
    ({ removed_at, status }) => removed_at === null && !SERVICE_REQUEST_STATUS_WORDS[status].final
  )
  const [contact] = open.length > 0 ? await contactsOfOrders(knex, [orderId]) : []
  if (!contact) return
  const customer = buyerOf(contact)
  if (!customer.email) return
  const tasks = await tasksByRequest(
    knex,
    open.map(({ id }) => id)
  )
  const requests = open.map((request) => {
    const all = tasks.get(request.id) ?? []
    return { ...request, tasks: all.filter((task) => canCustomerComplete(task, all)).map(({ name }) => name) }
  })
  await requestMail(knex, [
    onboardingMail({ order_id: orderId, reference: contact.order_reference, customer, guest: contact.guest, requests }),
  ])
}
