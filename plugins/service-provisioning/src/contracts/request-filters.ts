import { defineExtensionPoint } from "@atrium/kernel"

/** A filter of the list of service requests in Admin whose choices another plugin knows. */
export type RequestFilter = {
  /** The query parameter of `GET /admin/service-requests` that it sets. */
  readonly id: "provider_id"
  readonly label: string
  /** Read when the page opens. */
  readonly options: () => Promise<readonly { readonly value: string; readonly label: string }[]>
}

/** Other plugins add their entry in the file of a widget, which Admin loads at its start. */
export const requestFilters = defineExtensionPoint<RequestFilter>({
  name: "service-provisioning.request-filters",
  key: ({ id }) => id,
})
