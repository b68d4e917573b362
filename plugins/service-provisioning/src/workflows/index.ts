import "../contributions"
import "../work"

export { beginServicePurchaseWorkflow } from "./begin-service-purchase"
export { changeTaskWorkflow } from "./change-task"
export { completeServicePurchaseWorkflow } from "./complete-service-purchase"
export { provisionServiceRequestWorkflow } from "./provision-service-request"
export { updateServiceRequestWorkflow } from "./update-service-request"
