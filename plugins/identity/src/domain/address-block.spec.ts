import { addressBlock } from "./address-block"

it("puts neighboring addresses into one block and others into different ones", () => {
  expect(addressBlock("10.1.2.3")).toBe(addressBlock("10.1.2.250"))
  expect(addressBlock("::ffff:10.1.2.3")).toBe(addressBlock("10.1.2.3"))
  expect(addressBlock("10.1.3.3")).not.toBe(addressBlock("10.1.2.3"))
  expect(addressBlock("2001:DB8:0:1::1")).toBe(addressBlock("2001:db8:0:1:ffff::9"))
  expect(addressBlock("2001:db8:0:2::1")).not.toBe(addressBlock("2001:db8:0:1::1"))
})
