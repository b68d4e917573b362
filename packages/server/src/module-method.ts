/**
 * A method that Medusa generates for every model of a module, such as `updatePaymentSessions`, and that the type of the
 * module's service omits.
 * @throws TypeError when the service has no such method: a later version of Medusa renamed it
 */
export const moduleMethod = (service: object, name: string): ((...given: unknown[]) => Promise<unknown>) => {
  const method: unknown = Reflect.get(service, name)
  if (typeof method !== "function") throw new TypeError(`Medusa's module has no method ${name}`)
  return async (...given) => {
    const result: unknown = Reflect.apply(method, service, given)
    return await result
  }
}
