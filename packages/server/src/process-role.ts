const MEDUSA_CLI = /(^|[\\/])medusa(\.\w+)?$|[\\/]@medusajs[\\/](cli|medusa)[\\/]/
const SERVING_COMMANDS = ["start", "develop"]

/**
 * Whether this process serves the shop: `medusa start` or `medusa develop`. The application-start hook also fires in
 * `db:migrate`, `exec` and `user`, which exit without waiting for background work, and in tests, whose databases are
 * temporary.
 */
export const servesShop = (argv: readonly string[]): boolean =>
  MEDUSA_CLI.test(argv[1] ?? "") &&
  SERVING_COMMANDS.includes(argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "")
