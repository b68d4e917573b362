/**
 * SQL of what people call the order of an attribution, by the attribution's alias. It is among the facts that were frozen;
 * attributions of releases before references read it from their order.
 */
export const orderNameSql = (attribution: string): string =>
  `coalesce(${attribution}.facts ->> 'order_reference',
    (SELECT o.custom_display_id FROM "order" o WHERE o.id = ${attribution}.order_id), ${attribution}.order_id)`
