import { clock, commonErrors } from "@atrium/kernel"
import { type ProviderCalendar, readServiceCalendars } from "@atrium/provider-assignment/use-cases"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ListSlots } from "../contracts/bookings"
import type { SlotsOut } from "../contracts/consultations"
import { takenTimes, upcomingCounts } from "../data/agendas"
import { bookableSpan, dayAfter, dayOf, freeStarts, slotsByDay, type Span, spanOfDays } from "../domain/slots"
import { type Offer, requireOffer, toOffer } from "./find-offer"

const MOST_DAYS = 31
const DEFAULT_DAYS = 14

/** The providers of a service, each with the starts of their free slots within a span. */
const freeProviders = async (
  container: MedusaContainer,
  { service, settings }: Offer,
  within: Span,
  except?: string
): Promise<{ provider: ProviderCalendar; starts: number[] }[]> => {
  const knex = knexOf(container)
  const now = clock.now()
  const [earliest, latest] = bookableSpan(settings, now)
  const [from, to] = [new Date(Math.max(within[0], earliest)), new Date(Math.min(within[1], latest))]
  if (from >= to) return []
  const calendars = await readServiceCalendars(knex, { productId: service.id, needs: service.routing, from, to })
  if (calendars.length === 0) return []
  const span = (settings.minutes + settings.buffer_minutes) * 60_000
  const taken = await takenTimes(knex, {
    providerIds: calendars.map(({ id }) => id),
    from,
    // A slot that starts last ends after it.
    to: new Date(to.getTime() + span),
    now,
    ...(except ? { except } : {}),
  })
  return calendars.map((provider) => ({
    provider,
    starts: freeStarts(
      {
        working: provider.working,
        away: provider.away,
        busy: taken
          .filter(({ provider_id }) => provider_id === provider.id)
          .map(({ starts_at, blocked_until }) => [starts_at.getTime(), blocked_until.getTime()] as const),
      },
      settings,
      within,
      now
    ),
  }))
}

const daysAsked = ({ from, to, time_zone }: ListSlots): { from: string; to: string } => {
  const first = from ?? dayOf(clock.now().getTime(), time_zone)
  const last = to ?? dayAfter(first, DEFAULT_DAYS - 1)
  if (last < first) throw commonErrors.fail("invalid_input", { details: { to: "Enter a day that isn't before from" } })
  if (last > dayAfter(first, MOST_DAYS - 1))
    throw commonErrors.fail("invalid_input", { details: { to: `Enter a day at most ${MOST_DAYS} days after from` } })
  return { from: first, to: last }
}

/**
 * Free times of a service by day. A time is listed once, however many providers are free.
 * @throws not_found, invalid_input
 */
export const listSlots = async (
  container: MedusaContainer,
  asked: { handle: string; query: ListSlots; salesChannelIds: readonly string[] }
): Promise<SlotsOut> => {
  const offer = await requireOffer(container, asked.handle, asked.salesChannelIds)
  const { from, to } = daysAsked(asked.query)
  const { time_zone } = asked.query
  const free = await freeProviders(container, offer, spanOfDays(from, to, time_zone))
  const starts = free.flatMap(({ starts: own }) => own)
  return {
    consultation: toOffer(offer),
    time_zone,
    from,
    to,
    days: slotsByDay(starts, offer.settings.minutes, time_zone),
  }
}

/**
 * The providers who are free at a start: those with the fewest consultations ahead first, so that bookings are shared.
 * @param preferred is first if they are free
 * @param except the consultation that is to be moved, whose own time counts as free
 */
export const providersFreeAt = async (
  container: MedusaContainer,
  offer: Offer,
  startsAt: Date,
  { preferred, except }: { preferred?: string; except?: string } = {}
): Promise<ProviderCalendar[]> => {
  const start = startsAt.getTime()
  const free = (await freeProviders(container, offer, [start, start + 1], except))
    .filter(({ starts }) => starts.includes(start))
    .map(({ provider }) => provider)
  if (free.length < 2) return free
  const counts = await upcomingCounts(
    knexOf(container),
    free.map(({ id }) => id),
    clock.now()
  )
  const rank = ({ id }: ProviderCalendar): number => (id === preferred ? -1 : (counts.get(id) ?? 0))
  return [...free].sort((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1))
}
