export { recordShopEvent } from "./record-events"
