/** Payload of both: `{ id, product_id }` of the template. */
export const SERVICE_TEMPLATE_CREATED = "service-template.created"
export const SERVICE_TEMPLATE_UPDATED = "service-template.updated"
