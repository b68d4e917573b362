export { useAttachedFiles } from "./attached-files"
export { GETTING_STARTED } from "../domain/mail-categories"
export { useMailBrand } from "./brand"
export {
  Button,
  Details,
  Divider,
  Heading,
  Layout,
  LineItem,
  List,
  Paragraph,
  Reference,
  Small,
  Steps,
  TextLink,
} from "./components"
export { defineMailTemplate, mailOf } from "./mail-template"
export type { MailContent, MailTemplate } from "./mail-template"
