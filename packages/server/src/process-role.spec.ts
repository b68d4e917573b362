import { servesShop } from "./process-role"

describe("which processes serve the shop", () => {
  it.each([
    [["node", "/shop/node_modules/.bin/medusa", "start"]],
    [["node", "/shop/node_modules/.bin/medusa", "start", "-p", "9000"]],
    [["node", "/shop/node_modules/@medusajs/cli/cli.js", "start", "--cluster", "2"]],
    [["node", "/shop/node_modules/@medusajs/medusa/cli.js", "develop"]],
    [["node", "C:\\shop\\node_modules\\@medusajs\\cli\\cli.js", "start"]],
  ])("recognizes %j as a process that serves the shop", (argv) => expect(servesShop(argv)).toBe(true))

  it.each([
    [["node", "/shop/node_modules/.bin/medusa", "db:migrate"]],
    [["node", "/shop/node_modules/.bin/medusa", "exec", "start"]],
    [["node", "/shop/node_modules/.bin/medusa", "user", "-e", "start"]],
    [["node", "/shop/node_modules/.bin/jest", "start"]],
    [["node", "/home/medusa-shop/node_modules/jest/bin/jest.js", "start"]],
    [["node", "/shop/node_modules/jest-worker/build/workers/processChild.js"]],
    [["node"]],
  ])("recognizes %j as a process that does not serve the shop", (argv) => expect(servesShop(argv)).toBe(false))
})
