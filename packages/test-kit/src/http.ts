// Drives a shop over HTTP only: for tests of a running shop, which load no application code.
export * from "./api-client"
export * from "./purchase-driver"
