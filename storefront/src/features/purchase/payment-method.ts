import type { ComponentType } from "react"

import type { CardGateway, GatewayAnswer, PaymentIntent } from "./gateway"

/** Values for the browser. Never a secret: the page carries them. */
export type PublicSettings = Readonly<Record<string, string>>

/** What the page asks of a method's own form. */
export type PaymentForm = {
  /** Whether everything is filled in; the form shows beside its own fields what is not. */
  check(): Promise<boolean>
  /** Pays. A bank that needs the shopper on its own page sends them back to `/purchase/<id>`. */
  confirm(intent: PaymentIntent, purchaseId: string): Promise<GatewayAnswer>
}

export type PaymentFormProps = {
  settings: PublicSettings
  /** What is to be paid, in major units. */
  amount: number
  currencyCode: string
  locale: string
  /** Called with the form once it can be used, and with null when it no longer can. */
  onForm: (form: PaymentForm | null) => void
  /** Called when the form becomes complete or incomplete. */
  onComplete: (complete: boolean) => void
}

type Environment = Readonly<Record<string, string | undefined>>

export type Origins = { readonly frames: readonly string[]; readonly connect: readonly string[] }

type Description = {
  /** Medusa's id of the payment provider: `pp_<identifier>_<id>`. */
  providerId: string
  /** What the shopper chooses, in a few words. */
  name: string
  description: string
  /**
   * Decides whether the method is offered: reads the storefront's environment on the server and returns the public values
   * that the browser needs, or null when the method is not configured. Without it the method is always offered.
   */
  settings?: (environment: Environment) => PublicSettings | null
  /** Origins that the form's frames come from and that it connects to, for the content security policy. */
  origins?: Origins
}

/** Paid with the page's card fields; `gateway` sends the card from the browser to the gateway. */
export type CardMethod = Description & {
  kind: "card"
  gateway: (backendUrl: string) => CardGateway
  /** Shown above the card fields. */
  Notice?: ComponentType
}

/** Paid with a form of the gateway's, from a `"use client"` module: it is rendered only when the shopper chooses the method. */
export type FormMethod = Description & { kind: "form"; Form: ComponentType<PaymentFormProps> }

/**
 * Nothing is typed and nothing is confirmed online. "Place order" leads to the purchase's page, which shows the
 * `instructions` that the payment provider put into its session data. The order follows when the money arrives.
 */
export type InstructionsMethod = Description & { kind: "instructions" }

/**
 * How a payment provider of the shop is shown to shoppers. The merchant lists the methods in `src/payment-methods.ts`;
 * a method is offered when the visitor's region has its provider and `settings` does not refuse.
 */
export type PaymentMethod = CardMethod | FormMethod | InstructionsMethod

/** A method that is offered to this visitor. Plain data: it crosses to the browser. */
export type OfferedMethod = Pick<PaymentMethod, "providerId" | "name" | "description" | "kind"> & {
  settings: PublicSettings
}

/** The methods of the region's providers that are configured, in the order of the list. */
export const offeredMethods = (
  methods: readonly PaymentMethod[],
  providerIds: readonly string[],
  environment: Environment
): readonly OfferedMethod[] =>
  methods.flatMap((method) => {
    if (!providerIds.includes(method.providerId)) return []
    const settings = settingsOf(method, environment)
    const { providerId, name, description, kind } = method
    return settings ? [{ providerId, name, description, kind, settings }] : []
  })

const settingsOf = (method: PaymentMethod, environment: Environment): PublicSettings | null =>
  method.settings ? method.settings(environment) : {}

/** What the content security policy must allow for the methods that are configured. */
export const originsOf = (methods: readonly PaymentMethod[], environment: Environment): Origins => {
  const configured = methods.filter((method) => settingsOf(method, environment))
  return {
    frames: configured.flatMap((method) => method.origins?.frames ?? []),
    connect: configured.flatMap((method) => method.origins?.connect ?? []),
  }
}

/** The method of a purchase, else the first that is offered. */
export const methodToShow = (
  methods: readonly OfferedMethod[],
  providerId?: string | null
): OfferedMethod | undefined => methods.find((method) => method.providerId === providerId) ?? methods[0]
