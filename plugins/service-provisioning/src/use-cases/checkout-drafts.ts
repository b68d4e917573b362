import { commonErrors } from "@atrium/kernel"
import { env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  CheckoutDraft,
  SaveCartDraft,
  SavedDraft,
  SavePlanDraft,
  StartDraft,
  StartedDraft,
} from "../contracts/checkout-drafts"
import { provisioningErrors } from "../contracts/errors"
import {
  type DraftName,
  deleteDraft,
  type DraftRow,
  findDraft,
  insertDraft,
  updateDraft,
} from "../data/checkout-drafts"
import { findPurchase } from "../data/purchases"
import { draftToken, isDraftToken } from "../domain/checkout-draft"

/**
 * Who asks for a draft. The application's guard has checked who may use the cart; a draft without a cart needs its token,
 * and the one of a customer that customer.
 */
export type DraftAccess = { readonly customerId: string | undefined } & (
  | { readonly cartId: string }
  | { readonly draftId: string; readonly token: string }
)

const nameOf = (access: DraftAccess): DraftName =>
  "cartId" in access ? { cart_id: access.cartId } : { id: access.draftId }

const mayOpen = (draft: DraftRow, access: DraftAccess): boolean =>
  "cartId" in access ||
  (isDraftToken(env().COOKIE_SECRET, draft.id, access.token) &&
    (draft.customer_id === null || draft.customer_id === access.customerId))

/** Undefined for a draft that doesn't exist, has expired, is someone else's, or whose purchase is paid. */
export const openDraft = async (container: MedusaContainer, access: DraftAccess): Promise<DraftRow | undefined> => {
  const knex = knexOf(container)
  const draft = await findDraft(knex, nameOf(access))
  if (!draft || !mayOpen(draft, access)) return undefined
  const purchase = draft.purchase_id === null ? undefined : await findPurchase(knex, draft.purchase_id)
  return purchase?.order_id ? undefined : draft
}

/** @throws not_found */
export const requireDraft = async (container: MedusaContainer, access: DraftAccess): Promise<DraftRow> => {
  const draft = await openDraft(container, access)
  if (!draft) throw commonErrors.fail("not_found")
  return draft
}

const savedDraft = ({ version, remind, updated_at, expires_at }: DraftRow): SavedDraft => ({
  version,
  remind,
  updated_at: updated_at.toISOString(),
  expires_at: expires_at.toISOString(),
})

/**
 * Returns what was typed.
 * @throws not_found
 */
export const readDraft = async (container: MedusaContainer, access: DraftAccess): Promise<CheckoutDraft> => {
  const draft = await requireDraft(container, access)
  return { ...savedDraft(draft), values: draft.values, plan: draft.plan }
}

/**
 * Saves what was typed at the checkout of a cart. Of two pages that save at once, the second one is refused, so that it reads
 * what the first one saved before it saves again.
 * @throws draft_changed
 */
export const saveCartDraft = async (
  container: MedusaContainer,
  access: { cartId: string; customerId: string | undefined },
  { version, values, remind }: SaveCartDraft
): Promise<SavedDraft> => {
  const knex = knexOf(container)
  const draft = await findDraft(knex, { cart_id: access.cartId })
  const saved = draft
    ? draft.version === version
      ? await updateDraft(knex, draft, { values, remind, customer_id: access.customerId })
      : undefined
    : // Also for a later version: what it was based on has expired or was deleted.
      await insertDraft(knex, {
        cart_id: access.cartId,
        plan: null,
        customer_id: access.customerId ?? null,
        values,
        remind: remind ?? false,
      })
  if (!saved) throw provisioningErrors.fail("draft_changed")
  return savedDraft(saved)
}

/** Saves what was typed to buy a plan at once. The token in the response opens it. */
export const startDraft = async (
  container: MedusaContainer,
  customerId: string | undefined,
  { plan, values, remind }: StartDraft
): Promise<StartedDraft> => {
  const draft = await insertDraft(knexOf(container), {
    cart_id: null,
    plan,
    customer_id: customerId ?? null,
    values,
    remind: remind ?? false,
  })
  // Only a cart can have a draft already.
  if (!draft) throw new Error("The draft was not saved")
  return { ...savedDraft(draft), id: draft.id, token: draftToken(env().COOKIE_SECRET, draft.id) }
}

/**
 * Saves the next version of what was typed to buy a plan.
 * @throws not_found, draft_changed
 */
export const savePlanDraft = async (
  container: MedusaContainer,
  access: { draftId: string; token: string; customerId: string | undefined },
  { version, values, remind, quantity, purchase_id }: SavePlanDraft
): Promise<SavedDraft> => {
  const draft = await requireDraft(container, access)
  const { plan } = draft
  if (!plan) throw commonErrors.fail("not_found")
  const saved =
    draft.version === version
      ? await updateDraft(knexOf(container), draft, {
          values,
          remind,
          customer_id: access.customerId,
          purchase_id,
          ...(quantity === undefined ? {} : { plan: { ...plan, quantity } }),
        })
      : undefined
  if (!saved) throw provisioningErrors.fail("draft_changed")
  return savedDraft(saved)
}

/** Deletes a draft. Deleting one that doesn't exist changes nothing. */
export const forgetDraft = async (container: MedusaContainer, access: DraftAccess): Promise<{ deleted: true }> => {
  const draft = await openDraft(container, access)
  if (draft) await deleteDraft(knexOf(container), draft.id)
  return { deleted: true }
}
