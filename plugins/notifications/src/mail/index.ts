export { useMailBrand } from "./brand"
export { Button, Details, Divider, Heading, Layout, LineItem, Paragraph, Reference, Small, Steps } from "./components"
export { defineMailTemplate, mailOf } from "./mail-template"
export type { MailContent, MailTemplate } from "./mail-template"
