import type { PaymentGatewayOut } from "@atrium/payments/contracts"
import type { ComponentType } from "react"

import type { CardGateway, GatewayResult, PaymentIntent } from "./gateway"

/** Settings passed to the browser, so they must not contain secrets. */
export type PublicSettings = Readonly<Record<string, string>>

/** Interface of a payment method's form. */
export type PaymentForm = {
  /** Validates the form and shows errors next to its fields. Resolves to whether it is complete. */
  check(): Promise<boolean>
  /** Pays. If the bank redirects the shopper to its page, they return to `/purchase/<id>`. */
  confirm(intent: PaymentIntent, purchaseId: string): Promise<GatewayResult>
}

export type PaymentFormProps = {
  settings: PublicSettings
  /** Amount to pay, in major units. */
  amount: number
  currencyCode: string
  locale: string
  /** Called with the form once it is ready, and with null when it is removed. */
  onForm: (form: PaymentForm | null) => void
  /** Called when the form becomes complete or incomplete. */
  onComplete: (complete: boolean) => void
}

type Environment = Readonly<Record<string, string | undefined>>

export type Origins = {
  readonly frames: readonly string[]
  readonly connect: readonly string[]
  /** The form opens the bank's page in a window, which must be able to report back. */
  readonly popups?: boolean
}

type Description = {
  /** Medusa's ID of the payment provider: `pp_<identifier>_<id>`. */
  providerId: string
  /** Label of the choice shown to the shopper. */
  name: string
  description: string
  /**
   * Returns the method's public settings from the storefront's environment, or null when it isn't configured and must
   * not be offered. Runs on the server. A method without this function is always offered.
   */
  settings?: (environment: Environment) => PublicSettings | null
  /** The bank pays days after the shopper confirmed: the order is placed then, and an email says so. */
  delayed?: true
  /** Origins the form loads frames from and connects to, for the content security policy. */
  origins?: Origins
}

/** A method that uses the page's card fields. `gateway` sends the card from the browser to the gateway. */
export type CardMethod = Description & {
  kind: "card"
  gateway: (backendUrl: string) => CardGateway
  /** Shown above the card fields. */
  Notice?: ComponentType
}

/** A method with its own form, from a `"use client"` module. Rendered only once the shopper selects the method. */
export type FormMethod = Description & { kind: "form"; Form: ComponentType<PaymentFormProps> }

/**
 * An offline method. "Place order" opens the purchase page, which shows the `instructions` from the payment provider's
 * session data. The order is placed when the payment arrives.
 */
export type InstructionsMethod = Description & { kind: "instructions" }

/**
 * A method that is paid on the gateway's own page. "Pay" opens the `url` from the payment provider's session data, and the
 * gateway sends the shopper back to `/purchase/<id>?returned=…`.
 */
export type RedirectMethod = Description & { kind: "redirect" }

/**
 * How a payment provider is presented to shoppers. The merchant lists the methods in `src/payment-methods.ts`. A method
 * is offered when the visitor's region has its provider and `settings` doesn't return null.
 */
export type PaymentMethod = CardMethod | FormMethod | RedirectMethod | InstructionsMethod

/** A method offered to this visitor. Plain data, because it is passed from the server to the browser. */
export type OfferedMethod = Pick<PaymentMethod, "providerId" | "name" | "description" | "kind"> & {
  settings: PublicSettings
  /** Its gateway isn't responding right now. */
  isDown: boolean
}

/**
 * Returns the configured methods of the region's gateways: the default one first, the others in the order of the list, and
 * last those that are down.
 */
export const offeredMethods = (
  methods: readonly PaymentMethod[],
  gateways: readonly PaymentGatewayOut[],
  environment: Environment
): readonly OfferedMethod[] => {
  const offered = methods.flatMap((method) => {
    const gateway = gateways.find(({ provider_id }) => provider_id === method.providerId)
    const settings = gateway && settingsOf(method, environment)
    if (!settings) return []
    const { providerId, name, description, kind } = method
    const shown = { providerId, name, description, kind, settings, isDown: gateway.is_down }
    return [{ shown, rank: (gateway.is_down ? 2 : 0) - (gateway.is_default ? 1 : 0) }]
  })
  return offered.sort((one, other) => one.rank - other.rank).map(({ shown }) => shown)
}

const settingsOf = (method: PaymentMethod, environment: Environment): PublicSettings | null =>
  method.settings ? method.settings(environment) : {}

/** Returns the origins the content security policy must allow for the configured methods. */
export const originsOf = (methods: readonly PaymentMethod[], environment: Environment): Origins => {
  const configured = methods.filter((method) => settingsOf(method, environment))
  return {
    frames: [...new Set(configured.flatMap((method) => method.origins?.frames ?? []))],
    connect: [...new Set(configured.flatMap((method) => method.origins?.connect ?? []))],
    ...(configured.some((method) => method.origins?.popups) ? { popups: true } : {}),
  }
}

/** Returns the purchase's method unless it is down, or the first one offered that isn't. */
export const methodToShow = (
  methods: readonly OfferedMethod[],
  providerId?: string | null
): OfferedMethod | undefined =>
  methods.find((method) => method.providerId === providerId && !method.isDown) ??
  methods.find(({ isDown }) => !isDown) ??
  methods.find((method) => method.providerId === providerId) ??
  methods[0]
