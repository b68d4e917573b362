import { AbstractNotificationProviderService, ModuleProvider, Modules } from "@medusajs/framework/utils"
class Smtp extends AbstractNotificationProviderService {
  static override identifier = "smtp"
  override async send() {
    return {}
  }
}
export default ModuleProvider(Modules.NOTIFICATION, { services: [Smtp] })
