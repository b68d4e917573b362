/** Key of the emails about new requests, which providers can turn off. It is stored: never change it. */
export const NEW_REQUESTS = "new-requests"
