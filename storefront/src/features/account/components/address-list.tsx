import { Badge, ButtonLink, Card, EmptyState } from "@/lib/ui"

import { makeDefaultAddress, removeAddress } from "../actions"
import type { AddressView, Country } from "../queries"
import { AccountAction } from "./account-action"

const linesOf = (address: AddressView, countries: readonly Country[]): string[] =>
  [
    address.company,
    address.address_1,
    address.address_2,
    [address.postal_code, address.city].filter(Boolean).join(" "),
    address.province,
    countries.find(({ code }) => code === address.country_code)?.name ?? address.country_code.toUpperCase(),
    address.phone,
  ].filter(Boolean)

/** The customer's address book. */
export const AddressList = ({
  addresses,
  countries,
}: {
  addresses: readonly AddressView[]
  countries: readonly Country[]
}) => {
  if (addresses.length === 0)
    return (
      <EmptyState
        title="Your addresses will appear here"
        action={<ButtonLink href="/account/addresses/new">Add an address</ButtonLink>}
      >
        Save an address once and use it at every checkout.
      </EmptyState>
    )
  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-2">
        {addresses.map((address) => {
          const name = [address.first_name, address.last_name].filter(Boolean).join(" ")
          const about = `${name}, ${address.address_1}`
          return (
            <li key={address.id}>
              <Card className="grid h-full content-between gap-5">
                <div className="grid gap-2">
                  <p className="flex flex-wrap items-center gap-3 font-medium break-words">
                    {name}
                    {address.is_default_shipping ? <Badge tone="accent">Default</Badge> : null}
                  </p>
                  <p className="text-ink-soft [overflow-wrap:anywhere]">
                    {linesOf(address, countries).map((text, index) => (
                      <span key={index} className="block">
                        {text}
                      </span>
                    ))}
                  </p>
                </div>
                <div className="flex flex-wrap items-start gap-3">
                  <ButtonLink
                    href={`/account/addresses/${address.id}`}
                    variant="secondary"
                    size="sm"
                    aria-label={`Edit: ${about}`}
                  >
                    Edit
                  </ButtonLink>
                  {address.is_default_shipping ? null : (
                    <AccountAction
                      action={makeDefaultAddress.bind(null, address.id)}
                      label="Use by default"
                      about={about}
                    />
                  )}
                  <AccountAction action={removeAddress.bind(null, address.id)} label="Remove" about={about} />
                </div>
              </Card>
            </li>
          )
        })}
      </ul>
      <div>
        <ButtonLink href="/account/addresses/new">Add an address</ButtonLink>
      </div>
    </>
  )
}
