export * from "../domain/template-content"
