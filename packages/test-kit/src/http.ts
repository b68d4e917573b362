// What drives a shop over HTTP alone: for tests of a running shop, which load nothing of the application.
export * from "./api-client"
export * from "./purchase-driver"
