import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { createCustomerAccountWorkflow } from "@medusajs/medusa/core-flows"

import { type CompleteRegistration, errors } from "../contracts"
import { signInOf } from "../data/core/sign-in-of"
import { restoreEmailedLink, spendEmailedLink } from "../data/emailed-links"
import { hashOf } from "../domain/secret-link"
import { actors, type ProvenAddress, workForProvenAddress } from "../extension-points"
import { refuseCommonPassword } from "../use-cases/refuse-common-password"
import { sendWelcomeWork } from "../work"
import { setProvenPasswordStep } from "./steps/set-proven-password"

/** Long after the request that completes the registration has ended. */
const INTERRUPTED_AFTER_MS = 60_000

/** What follows a registration. The welcome belongs to it alone; other work follows a changed address, too. */
const workAfterRegistration = (address: ProvenAddress) => [sendWelcomeWork(address), ...workForProvenAddress(address)]

const takeRegistrationLinkStep = createStep(
  "take-registration-link",
  async ({ token, password, first_name }: CompleteRegistration, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const hash = hashOf(token)
    const taken = await spendEmailedLink(knex, hash, clock.now())
    // Unknown, used, expired, replaced by a newer one: the same error for all.
    if (!taken) throw errors.fail("registration_link_invalid")
    try {
      refuseCommonPassword(password, [taken.email, first_name])
      const customer = actors.get("customer")
      const known = customer && (await signInOf(knex, taken.email, "customer", customer))
      // An older link of the same address has created the account meanwhile.
      if (known?.identityId) throw errors.fail("registration_link_invalid")
    } catch (refusal) {
      await restoreEmailedLink(knex, taken.email, hash)
      throw refusal
    }
    // In case the process dies before the account exists and the last step has scheduled the same.
    await enqueueWork(
      knex,
      workAfterRegistration({
        email: taken.email,
        key: `${hash}:later`,
        runAt: new Date(clock.now().getTime() + INTERRUPTED_AFTER_MS),
      })
    )
    return new StepResponse({ email: taken.email, hash }, { email: taken.email, hash })
  },
  async (taken, { container }) => {
    if (!taken) return
    await restoreEmailedLink(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), taken.email, taken.hash)
  }
)

/** No compensation: the work finds no account when there is none. */
const scheduleProvenAddressWorkStep = createStep(
  "schedule-proven-address-work",
  async ({ email, hash }: { email: string; hash: string }, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await enqueueWork(knex, workAfterRegistration({ email, key: hash }))
    return new StepResponse(undefined)
  }
)

/**
 * Creates a customer's account with the token of the emailed link, which verifies the address. No identity or password
 * exists before, so that nothing an attacker entered becomes part of another person's account.
 * @throws registration_link_invalid, invalid_input
 */
export const completeRegistrationWorkflow = createWorkflow("complete-registration", (input: CompleteRegistration) => {
  const link = takeRegistrationLinkStep(input)
  const identity = setProvenPasswordStep(
    transform({ input, link }, ({ input, link }) => ({
      email: link.email,
      password: input.password,
      actor_type: "customer",
    }))
  )
  const customer = createCustomerAccountWorkflow.runAsStep({
    input: transform({ input, link, identity }, ({ input, link, identity }) => ({
      authIdentityId: identity.id,
      customerData: {
        email: link.email,
        first_name: input.first_name,
        ...(input.last_name ? { last_name: input.last_name } : {}),
      },
    })),
  })
  // After the account: the work is for its customer.
  scheduleProvenAddressWorkStep(
    transform({ link, customer }, ({ link, customer }) => ({ hash: link.hash, email: customer.email ?? link.email }))
  )
  return new WorkflowResponse(transform({ customer }, ({ customer }) => ({ id: customer.id, email: customer.email })))
})
