export * from "./errors"
export * from "./order-documents"
export * from "./routes"
export * from "./seller-profile"
