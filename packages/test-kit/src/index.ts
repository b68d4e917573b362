export * from "./api-client"
export * from "./statements"
export * from "./template-database"
export * from "./with-shop"
