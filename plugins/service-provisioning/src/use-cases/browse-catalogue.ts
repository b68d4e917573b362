import { commonErrors } from "@atrium/kernel"
import { type CacheableAnswer, cacheableAnswer, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ListServices, PricePlace, ServiceDetailOut, ServiceOut } from "../contracts/catalogue"
import { catalogueMemory } from "../data/catalogue-cache"
import { readPublishableKey, type PublishableKey } from "../data/core/publishable-keys"
import type { CatalogueEntry, CatalogueIndex } from "../domain/catalogue-search"
import { presentService, presentServiceDetail } from "../domain/present-service"
import { keptPlace, type Place, resolvePlace } from "./find-market"
import { keptCatalogue, loadCatalogue } from "./load-catalogue"

/** The reader: a publishable key with its sales channels, and a language. */
export type Visitor = { readonly key: string; readonly salesChannelIds: readonly string[]; readonly locale: string }

/** What is asked for: a page of services, or one of them. `url` is path and query as they were sent. */
export type CatalogueRequest = { readonly url: string } & (
  | { readonly list: ListServices }
  | { readonly handle: string; readonly place: PricePlace }
)

type Catalogue = CatalogueIndex<CatalogueEntry>
type Wording = { readonly currency_code: string; readonly locale: string }

const listOf = (
  catalogue: Catalogue,
  query: ListServices,
  wording: Wording
): { services: ServiceOut[]; count: number; offset: number; limit: number } => {
  const found = catalogue.search(query)
  const { offset, limit } = query
  const page = found.slice(offset, offset + limit)
  return { services: page.map((service) => presentService(service, wording)), count: found.length, offset, limit }
}

const detailOf = (catalogue: Catalogue, handle: string, wording: Wording): { service: ServiceDetailOut } => {
  const service = catalogue.find(handle)
  if (!service) throw commonErrors.fail("not_found")
  return { service: presentServiceDetail(service, wording) }
}

const placeAsked = (asked: CatalogueRequest): PricePlace => ("list" in asked ? asked.list : asked.place)

const build = (catalogue: Catalogue, asked: CatalogueRequest, place: Place, locale: string): CacheableAnswer => {
  const wording = { currency_code: place.currency_code, locale }
  return cacheableAnswer(
    "list" in asked ? listOf(catalogue, asked.list, wording) : detailOf(catalogue, asked.handle, wording)
  )
}

const answerName = (url: string, { salesChannelIds, locale }: Omit<Visitor, "key">): string =>
  [[...salesChannelIds].sort().join(","), locale, url].join(" ")

/**
 * The response to a request that core accepted. Caches its publishable key, so that `answerAtOnce` can answer the next
 * one.
 * @throws invalid_input for a region, currency or country the shop does not sell in
 * @throws not_found for a service that is unknown or cannot be bought there
 */
export const browseCatalogue = async (
  container: MedusaContainer,
  asked: CatalogueRequest,
  visitor: Visitor
): Promise<CacheableAnswer> => {
  const memory = catalogueMemory()
  await memory.freshen()
  const state = memory.state()
  await memory.keep("keys", visitor.key, () => readPublishableKey(knexOf(container), visitor.key))
  const name = answerName(asked.url, visitor)
  const known = memory.answer(name)
  if (known) return known
  const place = await resolvePlace(container, placeAsked(asked))
  const { catalogue, isOld } = await loadCatalogue(container, place, visitor.salesChannelIds)
  const answer = build(catalogue, asked, place, visitor.locale)
  if (!isOld) memory.keepAnswer(name, answer, state)
  return answer
}

const counts = ({ revoked_at: revoked }: PublishableKey): boolean => revoked === null || revoked > new Date()

/**
 * The response from the cache alone, for a key that core accepted recently; undefined when anything must be read first.
 * @param read what the request asks for; undefined when it is invalid, which the route reports
 */
export const answerAtOnce = (
  { key, locale }: Omit<Visitor, "salesChannelIds">,
  url: string,
  read: () => CatalogueRequest | undefined
): CacheableAnswer | undefined => {
  const memory = catalogueMemory()
  if (!memory.mayBeUsed()) return undefined
  const known = memory.kept<PublishableKey | null>("keys", key)
  if (!known || !counts(known)) return undefined
  const visitor = { key, locale, salesChannelIds: known.sales_channel_ids }
  const name = answerName(url, visitor)
  const kept = memory.answer(name)
  if (kept) return kept
  const asked = read()
  const place = asked && keptPlace(placeAsked(asked))
  const catalogue = place && keptCatalogue(place, visitor.salesChannelIds)
  if (!asked || !catalogue) return undefined
  const answer = build(catalogue, asked, place, locale)
  memory.keepAnswer(name, answer, memory.state())
  return answer
}
