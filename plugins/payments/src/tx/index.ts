export { recordCapture } from "./record-capture"
