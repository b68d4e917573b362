import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { serviceProductIds } from "../data/service-templates"
import { headerOfServices, linesOfService, templateCsv } from "../domain/write-services-csv"
import type { ExportServices } from "../contracts/service-imports"
import { readProducts, servicesOfProducts, shopCurrencies } from "./read-current-services"

const SERVICES_PER_PART = 100

/** Every service as parts of a CSV file, or a template with an example. */
export async function* exportServices(container: MedusaContainer, { content }: ExportServices): AsyncGenerator<string> {
  const currencies = await shopCurrencies(container)
  if (content === "template") {
    yield templateCsv(currencies)
    return
  }
  yield headerOfServices(currencies)
  const ids = await serviceProductIds(knexOf(container))
  for (let at = 0; at < ids.length; at += SERVICES_PER_PART) {
    const products = await readProducts(container, { id: ids.slice(at, at + SERVICES_PER_PART) })
    const services = await servicesOfProducts(container, products)
    yield services
      .toSorted((one, other) => one.handle.localeCompare(other.handle))
      .map((service) => linesOfService(service, currencies))
      .join("")
  }
}
