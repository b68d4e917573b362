import { emailText, handleText, idText } from "@atrium/kernel"
import { z } from "zod"

/**
 * The fields of both checkouts that are saved while someone types. Fields of cards and of consent are not among them: they
 * are refused, so that a page can't save them by mistake.
 */
const DRAFT_FIELD =
  /^(?:customer\.(?:full_name|email|phone)|requirements|address_1|address_2|postal_code|city|province|country_code|shipping_option_id|intake(?:\.[A-Za-z0-9_-]{1,128}){1,2})$/

/** Whether a field of a checkout is saved while it is typed. */
export const isDraftField = (name: string): boolean => DRAFT_FIELD.test(name)

/** Characters of everything that is saved of one checkout. */
export const MAX_DRAFT_LENGTH = 50_000

const lengthOf = (values: Readonly<Record<string, readonly string[]>>): number =>
  Object.entries(values).reduce(
    (length, [name, texts]) => length + name.length + texts.reduce((sum, text) => sum + text.length, 0),
    0
  )

/** What was typed, by the name of the field: as it was typed, valid or not. Fields with several answers have several texts. */
export const DraftValues = z
  .record(
    z.string().regex(DRAFT_FIELD, "This field can't be saved"),
    z.array(z.string({ error: "Enter text" }).max(10_000, "Use at most 10,000 characters")).max(100),
    { error: "Send the values by field" }
  )
  .refine((values) => Object.keys(values).length <= 500, "Save at most 500 fields")
  .refine((values) => lengthOf(values) <= MAX_DRAFT_LENGTH, `Save at most ${MAX_DRAFT_LENGTH} characters`)
export type DraftValues = z.infer<typeof DraftValues>

/** What is bought at once, without a cart. */
export const DraftPlan = z.strictObject({
  service: handleText,
  tier_id: idText,
  quantity: z.number().int().min(1).max(1000),
})
export type DraftPlan = z.infer<typeof DraftPlan>

const remind = z.boolean({ error: "Choose true or false" }).optional()

/** Body of `POST /store/carts/:id/draft`. */
export const SaveCartDraft = z.strictObject({
  /** The version that this one is based on, 0 for none. Another one means that another page saved in between. */
  version: z.number({ error: "Send the version" }).int().min(0).max(2_000_000_000),
  values: DraftValues,
  /** Whether one email may remind of the checkout. Left out: unchanged, at first not. */
  remind,
})
export type SaveCartDraft = z.infer<typeof SaveCartDraft>

/** Body of `POST /store/checkout-drafts`. */
export const StartDraft = z.strictObject({ plan: DraftPlan, values: DraftValues, remind })
export type StartDraft = z.infer<typeof StartDraft>

/** Body of `POST /store/checkout-drafts/:id`. */
export const SavePlanDraft = SaveCartDraft.extend({
  quantity: DraftPlan.shape.quantity.optional(),
  /** The purchase that was started with these values: once it is paid, the draft is gone. */
  purchase_id: z
    .string()
    .regex(/^pur_[A-Za-z0-9_-]{16,64}$/, "This is not a valid id")
    .optional(),
})
export type SavePlanDraft = z.infer<typeof SavePlanDraft>

/** Body of `POST …/link`. */
export const EmailDraftLink = z.strictObject({ email: emailText })

export const DraftLinkRequested = z.strictObject({ status: z.literal("email_sent") })

/** A draft without what was typed, as after saving. */
export const SavedDraft = z.strictObject({
  version: z.number().int(),
  remind: z.boolean(),
  updated_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
})
export type SavedDraft = z.infer<typeof SavedDraft>

export const CheckoutDraft = SavedDraft.extend({
  values: DraftValues,
  /** Null for the draft of a cart. */
  plan: DraftPlan.nullable(),
})
export type CheckoutDraft = z.infer<typeof CheckoutDraft>

/** A draft that was just made. Its token is shown only here. */
export const StartedDraft = SavedDraft.extend({ id: z.string(), token: z.string() })
export type StartedDraft = z.infer<typeof StartedDraft>

/** Body of `POST /store/resumed-checkouts`. */
export const ResumeCheckout = z.strictObject({
  token: z.string({ error: "Open this page from the link in your email" }).min(1).max(500),
})

/** What an emailed link opens. `sign_in`: only for its customer, after signing in. */
export const ResumedCheckout = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("cart"),
    cart_id: z.string(),
    /** For the header `x-cart-token`; null for the cart of an account. */
    cart_token: z.string().nullable(),
    sign_in: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("plan"),
    draft_id: z.string(),
    /** For the header `x-draft-token`. */
    draft_token: z.string(),
    plan: DraftPlan,
    sign_in: z.boolean(),
  }),
])
export type ResumedCheckout = z.infer<typeof ResumedCheckout>
