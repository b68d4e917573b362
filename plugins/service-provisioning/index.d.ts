// The zones of our Admin pages, for `defineWidgetConfig` of other plugins.
export {}

declare module "@medusajs/admin-shared" {
  interface InjectionZoneRegistry {
    /** Page of a service request, main column; `data` is the request. */
    "service_request.details": true
    /** The same page, side column. */
    "service_request.details.side": true
  }
}
