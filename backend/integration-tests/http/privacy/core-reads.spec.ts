import { readBySql } from "@atrium/server"
import { ok, registerCustomer, withShop } from "@atrium/test-kit"

import { findPerson } from "../../../../plugins/identity/src/data/core/person"
import {
  IDENTITIES,
  SHARED_SIGN_IN,
  SIGN_IN_ADDRESSES,
} from "../../../../plugins/identity/src/data/core/personal-sign-ins"
import {
  EXPORTED_PAYMENTS,
  GATEWAY_REFERENCES,
  holdersOfPerson,
  NOTED_REFUNDS,
  PAYMENT_IDS,
  paymentsOfPerson,
  sessionsOfPerson,
} from "../../../../plugins/payments/src/data/core/payments-of-person"
import {
  changesToErase,
  deliveriesToErase,
  ERASABLE,
  executionsToErase,
  EXPORTED,
} from "../../../src/data/core/personal-rows"
import { countRowsWithAddress, tablesWithText } from "../../../../plugins/identity/src/data/core/rows-with-address"
import { makePerson, type MadePerson } from "./make-person"

jest.setTimeout(300_000)

withShop((shop) => {
  const { api } = shop
  let person: MadePerson
  beforeAll(async () => {
    person = await makePerson(shop)
  })

  it("reads of Medusa's tables find what is the person's, and nothing of an account that used their address", async () => {
    const other = await registerCustomer(shop)
    const { regions } = ok(await api.store.get<{ regions: { id: string }[] }>("/store/regions"))
    const { cart } = ok(
      await api
        .customer(other.token)
        .post<{ cart: { id: string } }>("/store/carts", { region_id: regions[0]?.id, email: person.email })
    )
    await shop.knex()("cart").where({ id: cart.id }).update({ email: person.email })
    const found = await findPerson(shop.knex(), person.email.toUpperCase())
    expect([...found.orders].sort()).toEqual([...person.orders].sort())
    expect(found.customers).toContain(person.id)
    expect(found.carts.length).toBe(3)
    expect(found.carts).not.toContain(cart.id)
    expect(found.identities).toHaveLength(1)
    await shop.knex()("cart").where({ id: cart.id }).update({ email: other.email })

    const container = shop.container()
    const count = async (statement: string) => (await readBySql(statement)(container, found)).length
    for (const [table, statement] of Object.entries({
      ...EXPORTED,
      EXPORTED_PAYMENTS,
      GATEWAY_REFERENCES,
      PAYMENT_IDS,
      NOTED_REFUNDS,
      IDENTITIES,
      SIGN_IN_ADDRESSES,
    }))
      expect([table, (await count(statement)) > 0]).toEqual([table, true])
    const filled = [
      "customer",
      "customer_address",
      "open_cart",
      "ordered_cart",
      "cart_address",
      "order",
      "order_address",
      "notification",
    ]
    for (const [table, statement] of Object.entries(ERASABLE))
      expect([table, (await count(statement)) > 0 || !filled.includes(table)]).toEqual([table, true])
    for (const read of [
      changesToErase,
      deliveriesToErase,
      executionsToErase,
      holdersOfPerson,
      paymentsOfPerson,
      sessionsOfPerson,
    ])
      expect([read.name, (await read(container, found)).length > 0]).toEqual([read.name, true])
    expect(await count(SHARED_SIGN_IN)).toBe(0)

    const withAddress: string[] = []
    for (const { table, columns } of await tablesWithText(shop.knex()))
      if ((await countRowsWithAddress(shop.knex(), { table, columns, emails: found.emails })) > 0)
        withAddress.push(table)
    expect(withAddress).toEqual(expect.arrayContaining(["customer", "message", "order", "provider"]))
    // Encrypted, and erased by its cart, order and customer.
    expect(withAddress).not.toContain("service_purchase")
    // Staff have addresses, but not this one.
    expect(withAddress).not.toContain("user")
  })
})
